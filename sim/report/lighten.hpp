#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace marginwalk::report {

/// Makes the JSON of a run at most so many bytes for its page, as far as that goes, step by step
/// and none more than needed: rounds numbers to a thousandth of their intervals, and writes these
/// as [estimate, low, high]; leaves out what no part of the page shows; the curves of all but the
/// cells that have fans; charts of worst paths but one; and all other cells. Says what was done,
/// and where all of it is, in sentences.
std::vector<std::string> lighten(nlohmann::ordered_json& run, std::size_t most_bytes);

}  // namespace marginwalk::report
