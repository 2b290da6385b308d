#include "sim/scenario/parsed.hpp"

#include <algorithm>

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

}  // namespace marginwalk::scenario
