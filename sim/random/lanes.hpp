#pragma once

#include <array>
#include <cstddef>

namespace marginwalk::random {

/// How many paths, or nodes of one path, are computed side by side: as many as the widest registers
/// hold numbers of single precision.
inline constexpr std::size_t lanes = 16;

/// One value for each of sixteen paths or nodes.
template <class T>
struct alignas(64) Lanes : std::array<T, lanes> {};

}  // namespace marginwalk::random
