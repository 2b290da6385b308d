#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// The rows of a CSV file of numbers, one after the other, however many: what CsvTable would be too
/// large for. Cells are separated by commas and may stand in quotation marks, which do not count
/// and hold no commas; lines end in LF or CR LF; blank lines, spaces around cells and a byte order
/// mark do not count. Cells last as long as the text.
class PriceRows {
 public:
  PriceRows(std::string_view text, std::string file_name);

  /// Goes to the next row; false where there is none.
  bool next();

  [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }

  /// Where a cell stands; the row, of a cell that it does not have.
  [[nodiscard]] Location at(std::size_t cell) const;

 private:
  void cut();

  std::string_view rest_;
  std::string file_name_;
  std::string_view row_;
  int line_ = 0;
  std::vector<std::string_view> cells_;
};

}  // namespace marginwalk::scenario
