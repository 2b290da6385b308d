#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace marginwalk::run {

/// Bytes in the format of zlib (RFC 1950), which Python's zlib.decompress reads.
[[nodiscard]] std::string compressed(std::string_view bytes);

/// What was compressed, of so many bytes. Throws estimate::MalformedBytes where it is not.
[[nodiscard]] std::string decompressed(std::string_view bytes, std::size_t size);

/// The byte planes of numbers that are so many bytes wide: the first bytes of all of them, then
/// all second ones, and so on. What is alike in neighbours comes to stand together, as by the
/// filter `shuffle` of HDF5 and Blosc. With their count for the width it leads back.
[[nodiscard]] std::string byte_planes(std::string_view bytes, std::size_t width);

}  // namespace marginwalk::run
