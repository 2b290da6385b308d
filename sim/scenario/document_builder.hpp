#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// The grammar's half of parse_document: the root of a text that find_text_problem has passed; a
/// null node where the text holds no document. Throws InputError.
[[nodiscard]] Node build_document(std::string_view text, const std::string& file_name);

}  // namespace marginwalk::scenario
