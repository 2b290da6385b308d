#include "sim/scenario/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>

namespace marginwalk::scenario {
namespace {

/// The whole text as a number, as std::from_chars reads it.
template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> decimal(std::string_view text, int shift) {
  constexpr int greatest_exponent = 400;  // beyond the range of a double
  const std::string_view unsigned_text = text.starts_with('-') ? text.substr(1) : text;
  // from_chars would take inf and nan; a number starts with a digit or with a point.
  if (unsigned_text.find_first_of("0123456789.") != 0) return std::nullopt;

  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  int exponent = 0;
  if (mark < text.size()) {
    std::string_view digits = text.substr(mark + 1);
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    const std::optional<int> written = number<int>(digits);
    if (!written || std::abs(*written) > greatest_exponent) return std::nullopt;
    exponent = *written;
  }
  return number<double>(fmt::format("{}e{}", text.substr(0, mark), exponent + shift));
}

}  // namespace marginwalk::scenario
