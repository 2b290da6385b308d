#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace marginwalk::report {

/// What a text is written for.
enum class Style { terminal, markdown };

/// Markdown for `md`, else for a terminal.
[[nodiscard]] Style style_of(std::string_view format);

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::right;
};

/// A table of texts. A title or a cell may have several lines: a terminal shows them below each
/// other, Markdown in one line.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// How many columns of a terminal a UTF-8 text takes: its code points, none of which is wide or
/// combining in what this program writes.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// A line above what follows, and a blank one; in Markdown a heading of a level.
[[nodiscard]] std::string heading(const std::string& text, Style style, int level = 3);

/// Two blanks between columns and a rule below the titles, or a Markdown table; ends with a line
/// break. Lines have no blanks at their ends.
[[nodiscard]] std::string render(const Table& table, Style style);

}  // namespace marginwalk::report
