#include "sim/scenario/amount_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace marginwalk::scenario {

std::string amount_text(double amount) {
  std::string text = fmt::format("{:.2f}", amount);
  if (text.ends_with(".00")) text.resize(text.size() - 3);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string leverage_text(double leverage) { return fmt::format("{}x", leverage); }

}  // namespace marginwalk::scenario
