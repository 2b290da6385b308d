#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// What has been asked of a study, each answer as the JSON of its to_json.
struct Answers {
  nlohmann::ordered_json run;                       ///< null where it was not run
  std::vector<nlohmann::ordered_json> frontiers{};  ///< one for each quantity that was varied
  nlohmann::ordered_json attribution{};             ///< null where it was not asked for
  std::vector<std::string> left_out{};              ///< what the page does not tell, in sentences
};

/// A page is no larger, as far as a run's answer makes it so.
inline constexpr std::size_t most_page_bytes = 1'950'000;

/// All answers as one page of HTML that needs nothing besides: their JSON, what draws it, and
/// Chart.js. Of a large run less is told, and the page says what. It asks for nothing over the
/// network and tells browsers to forbid it.
[[nodiscard]] std::string page(Answers answers);

/// The page of a run alone.
[[nodiscard]] std::string page(const run::Result& result);

}  // namespace marginwalk::report
