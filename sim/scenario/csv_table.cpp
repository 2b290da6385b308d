#include "sim/scenario/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "sim/scenario/document_text.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

using Row = std::vector<Node>;

bool is_blank(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](const Node& cell) { return cell.text.empty(); });
}

/// Cuts a text into rows of cells, which are scalars.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file_name)
      : rest_(text), here_{file_name, 1, 1} {}

  /// The next row that is not blank; an empty one where there is none.
  Row take_row() {
    while (!rest_.empty()) {
      Row row;
      do {
        row.push_back(take_cell());
      } while (skip(","));
      if (!skip("\r\n")) skip("\n");
      if (!is_blank(row)) return row;
    }
    return {};
  }

 private:
  [[noreturn]] static void fail(const Location& location, std::string message) {
    throw InputError({{location, std::move(message)}});
  }

  [[nodiscard]] bool at_cell_end() const {
    return rest_.empty() || rest_.starts_with(',') || rest_.starts_with('\n') ||
           rest_.starts_with("\r\n");
  }

  char take() {
    const char byte = rest_.front();
    rest_.remove_prefix(1);
    const bool line_ends = byte == '\n';
    const bool continues = (static_cast<unsigned char>(byte) & 0xc0U) == 0x80;
    here_.line += line_ends ? 1 : 0;
    here_.column = line_ends ? 1 : here_.column + (continues ? 0 : 1);
    return byte;
  }

  bool skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) take();
    return true;
  }

  void skip_blanks() {
    while (skip(" ") || skip("\t")) {
    }
  }

  Node take_cell() {
    if (++cells_ > most_values) fail(here_, fmt::format("more than {} values", most_values));
    skip_blanks();
    Node cell{here_, NodeKind::scalar, {}, rest_.starts_with('"'), {}, {}};
    cell.text = cell.quoted ? take_quoted() : take_plain();
    return cell;
  }

  std::string take_plain() {
    std::string text;
    while (!at_cell_end()) {
      if (rest_.starts_with('"')) {
        fail(here_,
             "a quotation mark inside a cell (such a cell stands in quotation marks, with those "
             "inside doubled)");
      }
      text += take();
    }
    text.erase(text.find_last_not_of(" \t") + 1);
    return text;
  }

  std::string take_quoted() {
    const Location opening = here_;
    take();
    std::string text;
    while (!rest_.empty()) {
      if (skip("\"\"")) {
        text += '"';
      } else if (skip("\"")) {
        skip_blanks();
        if (!at_cell_end()) fail(here_, "text behind a closing quotation mark");
        return text;
      } else {
        text += take();
      }
    }
    fail(opening, "a quotation mark that is not closed");
  }

  std::string_view rest_;
  Location here_;
  std::size_t cells_ = 0;
};

/// What is wrong with the names of columns.
Problems problems_of(const Row& columns) {
  Problems problems;
  std::set<std::string> names;
  for (const Node& column : columns) {
    if (column.text.empty()) {
      problems.push_back({column.location, "a column without a name"});
    } else if (columns.size() == 1 && column.text.find_first_of(";\t") != std::string::npos) {
      problems.push_back(
          {column.location, fmt::format("{} names one column (commas separate columns, not "
                                        "semicolons or tabs)",
                                        shown(column.text))});
    } else if (!names.insert(column.text).second) {
      problems.push_back(
          {column.location, fmt::format("the column {} is given twice", shown(column.text))});
    }
  }
  return problems;
}

/// The cells of a row under the names of their columns.
Node as_map(Row row, const Row& columns) {
  Node map{row.front().location, NodeKind::map, {}, false, {}, {}};
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i].text.empty()) continue;
    map.entries.push_back({columns[i].text, columns[i].location, std::move(row[i])});
  }
  return map;
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return text;
}

Node parse_csv_table(std::string_view text, const std::string& file_name) {
  if (const auto problem = find_text_problem(text, file_name)) throw InputError({*problem});
  CsvReader reader(without_byte_order_mark(text), file_name);
  const Row columns = reader.take_row();
  Node table{{file_name, 1, 1}, NodeKind::sequence, {}, false, {}, {}};
  if (columns.empty()) throw InputError({{table.location, "the file is empty"}});
  throw_if_any(problems_of(columns));
  Problems problems;
  for (Row row = reader.take_row(); !row.empty(); row = reader.take_row()) {
    if (row.size() == columns.size()) {
      table.items.push_back(as_map(std::move(row), columns));
    } else {
      problems.push_back(
          {row.front().location,
           fmt::format("the row has {} cells (there are {} columns)", row.size(), columns.size())});
    }
  }
  throw_if_any(problems);
  return table;
}

}  // namespace marginwalk::scenario
