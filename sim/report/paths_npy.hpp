#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace marginwalk::report {

/// What stands before the values in a file of NumPy's format 1.0: a two-dimensional array of
/// little-endian doubles, row by row. Its length is a multiple of 64.
///
/// Source: NumPy, "numpy.lib.format", section "Format Version 1.0".
[[nodiscard]] std::string npy_header(std::uint64_t rows, std::uint64_t columns);

/// Values as such a file has them, eight bytes each.
[[nodiscard]] std::string npy_values(std::span<const double> values);

}  // namespace marginwalk::report
