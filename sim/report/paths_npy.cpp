#include "sim/report/paths_npy.hpp"

#include <fmt/format.h>

#include <bit>

#include "sim/estimate/bytes.hpp"

namespace marginwalk::report {
namespace {

constexpr std::size_t alignment = 64;

}  // namespace

std::string npy_header(std::uint64_t rows, std::uint64_t columns) {
  std::string dictionary =
      fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, {}), }}", rows, columns);
  std::string text = "\x93NUMPY";
  text += '\x01';
  text += '\x00';
  const std::size_t before = text.size() + 2;  // and the length itself
  // Blanks and a line feed fill it up.
  dictionary.append(alignment - 1 - (before + dictionary.size()) % alignment, ' ');
  dictionary += '\n';
  estimate::append_little_endian(text, dictionary.size(), 2);
  return text + dictionary;
}

std::string npy_values(std::span<const double> values) {
  std::string text;
  text.reserve(values.size() * sizeof(double));
  for (const double value : values) {
    estimate::append_little_endian(text, std::bit_cast<std::uint64_t>(value), sizeof(double));
  }
  return text;
}

}  // namespace marginwalk::report
