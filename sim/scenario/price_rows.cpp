#include "sim/scenario/price_rows.hpp"

#include <algorithm>
#include <utility>

#include "sim/scenario/csv_table.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string_view unquoted(std::string_view cell) {
  const bool quoted = cell.size() > 1 && cell.front() == '"' && cell.back() == '"';
  return quoted ? cell.substr(1, cell.size() - 2) : cell;
}

}  // namespace

PriceRows::PriceRows(std::string_view text, std::string file_name)
    : rest_(without_byte_order_mark(text)), file_name_(std::move(file_name)) {}

bool PriceRows::next() {
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    row_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (trimmed(row_).empty()) continue;
    cut();
    return true;
  }
  row_ = {};
  cells_.clear();
  return false;
}

void PriceRows::cut() {
  cells_.clear();
  for (std::size_t from = 0; from <= row_.size();) {
    const std::size_t to = std::min(row_.find(',', from), row_.size());
    cells_.push_back(unquoted(trimmed(row_.substr(from, to - from))));
    from = to + 1;
  }
}

Location PriceRows::at(std::size_t cell) const {
  if (cell >= cells_.size() || cells_[cell].empty()) return {file_name_, std::max(line_, 1), 1};
  return {file_name_, line_, static_cast<int>(cells_[cell].data() - row_.data()) + 1};
}

}  // namespace marginwalk::scenario
