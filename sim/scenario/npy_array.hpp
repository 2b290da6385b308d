#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace marginwalk::scenario {

/// An array of doubles from NumPy, of one dimension (one row) or of two.
struct NpyArray {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;  ///< row by row
};

/// Reads a file of NumPy's format 1.0 or later with little-endian doubles, row by row. Throws
/// InputError for anything else.
///
/// Source: NumPy, "numpy.lib.format".
[[nodiscard]] NpyArray parse_npy(std::string_view text, const std::string& file_name);

}  // namespace marginwalk::scenario
