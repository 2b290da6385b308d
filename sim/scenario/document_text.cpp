#include "sim/scenario/document_text.hpp"

#include <fmt/format.h>

namespace marginwalk::scenario {
namespace {

unsigned code_of(char byte) { return static_cast<unsigned char>(byte); }

/// Bytes of the UTF-8 character at the start of the text, 0 if it is none (RFC 3629: shortest form,
/// no surrogates, at most U+10FFFF).
std::size_t character_length(std::string_view text) {
  const unsigned lead = code_of(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length == 0 || lead > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((code_of(text[i]) & 0xc0U) != 0x80) return 0;
  }
  const unsigned second = code_of(text[1]);
  const bool allowed = (lead != 0xe0 || second >= 0xa0) && (lead != 0xed || second < 0xa0) &&
                       (lead != 0xf0 || second >= 0x90) && (lead != 0xf4 || second < 0x90);
  return allowed ? length : 0;
}

bool is_control(char byte) {
  const unsigned code = code_of(byte);
  return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || code == 0x7f;
}

}  // namespace

std::optional<Problem> find_text_problem(std::string_view text, const std::string& file_name) {
  if (text.size() > largest_document) {
    return Problem{{file_name, 1, 1}, "the file is too large (at most 1 MB)"};
  }
  int line = 1;
  int column = 1;
  bool indentation = true;
  for (std::size_t i = 0; i < text.size();) {
    const auto here = [&] { return Location{file_name, line, column}; };
    const std::size_t length = character_length(text.substr(i));
    if (length == 0 || is_control(text[i])) {
      return Problem{here(), fmt::format("not a text file (byte 0x{:02x}; UTF-8 is expected)",
                                         code_of(text[i]))};
    }
    if (indentation && text[i] == '\t') return Problem{here(), "a tab as indentation; use spaces"};
    const bool line_ends = text[i] == '\n';
    indentation = line_ends || (indentation && text[i] == ' ');
    line += line_ends ? 1 : 0;
    column = line_ends ? 1 : column + 1;
    i += length;
  }
  return std::nullopt;
}

}  // namespace marginwalk::scenario
