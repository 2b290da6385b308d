#pragma once

#include <string>
#include <variant>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/parsed.hpp"

namespace marginwalk::cli {

/// The value of an option, read as it would be in a file. Throws scenario::InputError.
template <class Parse>
auto option_value(const std::string& name, const std::string& text, Parse parse) {
  auto parsed = parse(text);
  if (const auto* const rejection = std::get_if<scenario::Rejection>(&parsed)) {
    throw scenario::InputError({{{name + " " + text, 0, 0}, rejection->reason}});
  }
  return std::get<0>(std::move(parsed));
}

}  // namespace marginwalk::cli
