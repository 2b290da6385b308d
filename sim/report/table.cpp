#include "sim/report/table.hpp"

#include <algorithm>

#include "core/expect.hpp"

namespace marginwalk::report {
namespace {

using Lines = std::vector<std::string>;

Lines split(const std::string& text) {
  Lines lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

std::vector<std::string> titles(const Table& table) {
  std::vector<std::string> result;
  for (const Column& column : table.columns) result.push_back(column.title);
  return result;
}

std::vector<std::size_t> column_widths(const Table& table) {
  std::vector<std::size_t> widths(table.columns.size());
  const auto widen = [&](const std::vector<std::string>& cells) {
    MARGINWALK_EXPECTS(cells.size() == widths.size());
    for (std::size_t i = 0; i < widths.size(); ++i) {
      for (const std::string& line : split(cells[i])) {
        widths[i] = std::max(widths[i], display_width(line));
      }
    }
  };
  widen(titles(table));
  for (const std::vector<std::string>& row : table.rows) widen(row);
  return widths;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string blanks(width - display_width(text), ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

/// Cells with fewer lines than their neighbours stand at the top of their row; titles, at its
/// bottom, next to what they name.
enum class Stand { top, bottom };

std::string terminal_row(const Table& table, const std::vector<std::size_t>& widths,
                         const std::vector<std::string>& cells, Stand stand) {
  std::vector<Lines> columns;
  std::size_t height = 0;
  for (const std::string& cell : cells) {
    columns.push_back(split(cell));
    height = std::max(height, columns.back().size());
  }
  std::string text;
  for (std::size_t y = 0; y < height; ++y) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Lines& lines = columns[i];
      const std::size_t above = stand == Stand::bottom ? height - lines.size() : 0;
      const bool filled = y >= above && y - above < lines.size();
      if (i > 0) line += "  ";
      line += padded(filled ? lines[y - above] : "", widths[i], table.columns[i].align);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string for_terminal(const Table& table) {
  const std::vector<std::size_t> widths = column_widths(table);
  std::string text = terminal_row(table, widths, titles(table), Stand::bottom);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) text += "  ";
    for (std::size_t x = 0; x < widths[i]; ++x) text += "─";
  }
  text += "\n";
  for (const auto& row : table.rows) text += terminal_row(table, widths, row, Stand::top);
  return text;
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) {
    text += " ";
    for (const char character : cell) {
      if (character == '|') text += '\\';
      text += character == '\n' ? ' ' : character;
    }
    text += " |";
  }
  return text + "\n";
}

std::string for_markdown(const Table& table) {
  std::string text = markdown_row(titles(table)) + "|";
  for (const Column& column : table.columns) {
    text += column.align == Align::left ? " :--- |" : " ---: |";
  }
  text += "\n";
  for (const auto& row : table.rows) text += markdown_row(row);
  return text;
}

}  // namespace

Style style_of(std::string_view format) {
  return format == "md" ? Style::markdown : Style::terminal;
}

std::size_t display_width(std::string_view text) {
  // Every byte of UTF-8 but those of the form 10xxxxxx begins a code point.
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string heading(const std::string& text, Style style, int level) {
  const std::string signs(style == Style::markdown ? static_cast<std::size_t>(level) : 0, '#');
  return (signs.empty() ? "" : signs + " ") + text + "\n\n";
}

std::string render(const Table& table, Style style) {
  return style == Style::terminal ? for_terminal(table) : for_markdown(table);
}

}  // namespace marginwalk::report
