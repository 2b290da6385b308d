#include "sim/scenario/message_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace marginwalk::scenario {

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t length = std::min(text.size(), longest);
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) >> 6U) == 2U; };
  while (length < text.size() && length > 0 && continues(text[length])) --length;
  std::string result = "\"";
  for (const char byte : text.substr(0, length)) {
    const auto code = static_cast<unsigned char>(byte);
    result += code < 0x20 || code == 0x7f ? '?' : byte;
  }
  return result + (length < text.size() ? "...\"" : "\"");
}

std::string listed(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string amount_text(double amount) {
  if (amount != 0 && std::abs(amount) < 1) return fmt::format("{:.6g}", amount);
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

std::string duration_text(std::int64_t seconds) {
  if (seconds == 0) return "0s";
  for (const auto& [unit, length] : {std::pair{'d', 86'400}, {'h', 3600}, {'m', 60}}) {
    if (seconds % length == 0) return fmt::format("{}{}", seconds / length, unit);
  }
  return fmt::format("{}s", seconds);
}

}  // namespace marginwalk::scenario
