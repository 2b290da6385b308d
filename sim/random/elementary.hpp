#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

/// The exponential and the logarithm that decide outcomes. The C library's may differ between
/// versions and processors in the last bit; these consist of additions, multiplications, one
/// division and integer operations in a fixed order, so that they give one result everywhere and
/// can be computed in many lanes at once with that same result.
namespace marginwalk::random {

/// ln 2 in two parts: the first has 32 significant bits, so that its product with an exponent is
/// exact; the second is the rest.
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// e^x, within 1 unit in the last place; x is limited to [-700, 700].
///
/// x = k ln 2 + r with |r| <= ln 2 / 2; e^r by its Taylor polynomial of degree 13 (remainder below
/// 2^-57), even and odd terms apart.
[[nodiscard]] inline double exponential(double x) {
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double round_to_integer = 0x1.8p52;  // its sum with y keeps round(y) in the low bits

  const double limited = std::min(std::max(x, -700.0), 700.0);
  const double shifted = limited * log2_e + round_to_integer;
  const double k = shifted - round_to_integer;
  const double r = (limited - k * ln2_high) - k * ln2_low;
  const double s = r * r;

  double even = 1.0 / 479001600.0;  // 1/12!
  even = even * s + 1.0 / 3628800.0;
  even = even * s + 1.0 / 40320.0;
  even = even * s + 1.0 / 720.0;
  even = even * s + 1.0 / 24.0;
  even = even * s + 1.0 / 2.0;
  double odd = 1.0 / 6227020800.0;  // 1/13!
  odd = odd * s + 1.0 / 39916800.0;
  odd = odd * s + 1.0 / 362880.0;
  odd = odd * s + 1.0 / 5040.0;
  odd = odd * s + 1.0 / 120.0;
  odd = odd * s + 1.0 / 6.0;
  const double mantissa = 1.0 + (r + s * (even + r * odd));

  const std::uint64_t power = (std::bit_cast<std::uint64_t>(shifted) + 1023U) << 52U;
  return mantissa * std::bit_cast<double>(power);
}

/// ln x, within 1 unit in the last place, for positive normal x.
///
/// x = 2^k m with m in [sqrt(1/2), sqrt 2); ln m = 2 artanh(s), s = (m - 1) / (m + 1), by the
/// series of artanh up to s^21 (remainder below 2^-59).
[[nodiscard]] inline double logarithm(double x) {
  constexpr std::uint64_t half_root = 0x3fe6a09e667f3bcdU;  // bits of sqrt(1/2)
  constexpr std::uint64_t exponent_bits = 0xfff0000000000000U;

  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t scale = (bits - half_root) & exponent_bits;
  const double m = std::bit_cast<double>(bits - scale);
  const auto k = static_cast<double>(static_cast<std::int64_t>(scale) / (std::int64_t{1} << 52));

  const double f = m - 1.0;
  const double s = f / (m + 1.0);
  const double t = s * s;
  double series = 1.0 / 21.0;
  for (const double coefficient :
       {1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3}) {
    series = series * t + coefficient;
  }
  // ln m = 2s + 2s t series, and 2s = f - s f, which is exact where m is close to 1.
  const double rest = s * (f - 2.0 * t * series);
  return k * ln2_high + (f - (rest - k * ln2_low));
}

}  // namespace marginwalk::random
