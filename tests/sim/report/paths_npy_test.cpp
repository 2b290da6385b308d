#include "sim/report/paths_npy.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

namespace marginwalk::report::paths_npy_test {
namespace {

/// The bytes of the format as NumPy documents them.
TEST(PathsNpy, HeaderIsThatOfFormatOne) {
  const std::string header = npy_header(200, 721);
  const std::string dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (200, 721), }";
  EXPECT_EQ(header.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  EXPECT_EQ(header.size(), 128U);
  EXPECT_EQ(static_cast<unsigned char>(header[8]), 128 - 10);
  EXPECT_EQ(header[9], '\0');
  EXPECT_EQ(header.substr(10, dictionary.size()), dictionary);
  const std::string padding = header.substr(10 + dictionary.size());
  EXPECT_EQ(padding, std::string(padding.size() - 1, ' ') + "\n");
}

TEST(PathsNpy, HeaderEndsAtAMultipleOfSixtyFourWhateverTheShape) {
  for (std::uint64_t rows = 1; rows < 1'000'000'000'000; rows *= 10) {
    for (std::uint64_t columns = 1; columns < 1'000'000'000'000; columns *= 10) {
      const std::string header = npy_header(rows, columns);
      EXPECT_EQ(header.size() % 64, 0U);
      EXPECT_EQ(header.back(), '\n');
      EXPECT_EQ(header.size(), 10U + static_cast<unsigned char>(header[8]) +
                                   256U * static_cast<unsigned char>(header[9]));
    }
  }
}

TEST(PathsNpy, ValuesAreLittleEndianDoubles) {
  EXPECT_EQ(npy_values(std::vector<double>{1, -2}), std::string("\0\0\0\0\0\0\xf0\x3f"
                                                                "\0\0\0\0\0\0\0\xc0",
                                                                16));
  EXPECT_EQ(npy_values({}), "");
}

}  // namespace
}  // namespace marginwalk::report::paths_npy_test
