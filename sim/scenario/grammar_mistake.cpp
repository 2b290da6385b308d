#include "sim/scenario/grammar_mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "sim/scenario/enclosures.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::string_view one_column = "keys of one map begin in the same column";

/// A line without indentation, comment and what else is of no meaning.
struct WrittenLine {
  int number = 0;
  int indentation = 0;
  std::string_view text;
};

WrittenLine line_of(std::string_view text, int number) {
  text = text.substr(0, text.find_last_not_of("\r\n") + 1);
  const std::size_t indentation = std::min(text.size(), text.find_first_not_of(' '));
  text.remove_prefix(indentation);
  text = text.substr(0, text.starts_with('#') ? 0 : text.find(" #"));
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  return {number, static_cast<int>(indentation), text};
}

/// A line of a text, and the nearest above it that says something.
std::pair<WrittenLine, WrittenLine> lines_of(std::string_view text, int number) {
  WrittenLine above;
  for (int at = 1;; ++at) {
    const std::size_t length = std::min(text.size(), text.find('\n'));
    const WrittenLine line = line_of(text.substr(0, length), at);
    if (at >= number) return {line, above};
    if (!line.text.empty()) above = line;
    text.remove_prefix(std::min(text.size(), length + 1));
  }
}

/// Where the colon behind a key stands, with a space or nothing after it.
std::size_t colon_of(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon != std::string_view::npos) return colon;
  return line.ends_with(':') ? line.size() - 1 : std::string_view::npos;
}

bool has_colon(const WrittenLine& line) { return colon_of(line.text) != std::string_view::npos; }

Problem at(const Location& stopped, const WrittenLine& line, std::string message) {
  return {{stopped.file, line.number, line.indentation + 1}, std::move(message)};
}

Problem without_colon(const Location& stopped, const WrittenLine& line) {
  const bool has_one = line.text.find(':') != std::string_view::npos;
  return at(stopped, line,
            fmt::format("{} has no {} (a line is written like key: value)", shown(line.text),
                        has_one ? "space behind its colon" : "colon"));
}

/// A colon where no key can be: one too many in its line, or that of a line that is out of place.
Problem surprising_colon(const Location& stopped, const WrittenLine& line,
                         const WrittenLine& above) {
  if (stopped.column - 1 - line.indentation > static_cast<int>(colon_of(line.text))) {
    return {stopped, "a second colon in this line (a value with \": \" in it stands in quotes)"};
  }
  if (!above.text.empty() && !has_colon(above)) return without_colon(stopped, above);
  return at(
      stopped, line,
      fmt::format("indented deeper than the line above, which has its value ({})", one_column));
}

}  // namespace

Problem grammar_mistake(std::string_view text, const Location& stopped, std::string_view reason) {
  if (auto problem = find_enclosure_problem(text, stopped)) return *problem;
  if (reason == "unknown token") {
    return {stopped, "no value may begin with this sign (text that does stands in quotes)"};
  }
  if (is_enclosed(text, stopped)) {
    return {stopped,
            "not understood within the brackets; is a comma or a colon missing? (written like "
            "{key: value, key: value} or [value, value])"};
  }
  const auto [line, above] = lines_of(text, stopped.line);
  if (reason == "illegal map value") return surprising_colon(stopped, line, above);
  if (reason == "end of map not found" || reason == "end of sequence not found") {
    const bool is_item = line.text.starts_with("- ");
    if (!is_item && !line.text.empty() && !has_colon(line)) return without_colon(stopped, line);
    return at(
        stopped, line,
        fmt::format("the indentation fits no line above ({}, items of one list, too)", one_column));
  }
  if (reason == "illegal block entry") {
    return {stopped, "a list begins on a line of its own (or is written like [value, value])"};
  }
  return {stopped, fmt::format("not valid YAML ({})", reason)};
}

}  // namespace marginwalk::scenario
