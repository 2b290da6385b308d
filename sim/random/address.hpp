#pragma once

#include <array>
#include <cstdint>

namespace marginwalk::random {

/// What a random number is for. The values are part of every result: never renumber them.
enum class Stream : std::uint16_t {
  brownian = 0,  ///< normals of the Brownian tree
  jumps = 1,     ///< how many, when and how large, by day
  mixing = 2,    ///< mixing variables of the t law, by period
  variance = 3,  ///< stochastic variance, by period
  regime = 4,    ///< transitions between regimes, by period
  shocks = 5,    ///< whether and when shocks begin
  funding = 6,   ///< premiums of perpetuals, by funding interval
  basis = 7,     ///< the gap between a perpetual and its index, by hour
  recorded = 8,  ///< blocks of recorded bars, by bar
  conduct = 9,   ///< orders that fail and warnings that are missed, by rule
  cohort = 10,   ///< what traders of a cohort are like; `path` is the trader's number
};

/// Where a random number lives. What is drawn at an address depends on the seed and the address
/// alone, never on who asked, in which order, on how many threads or machines.
struct Address {
  std::uint64_t path = 0;
  std::uint32_t node = 0;  ///< seconds from the start
  Stream stream{};
  std::uint16_t block = 0;  ///< of four words
};

using Words = std::array<std::uint32_t, 4>;

/// Four random words at an address, by Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", 2011): key = the seed's 64 bits, counter = path (64 bits), node
/// (32), stream and block (16 + 16), low words first.
[[nodiscard]] Words draw(std::uint64_t seed, const Address& address);

}  // namespace marginwalk::random
