#pragma once

#include <cstdint>
#include <vector>

#include "sim/paths/model.hpp"
#include "sim/random/samplers.hpp"

namespace marginwalk::paths {

/// A jump of some or all assets at a whole minute.
struct Jump {
  std::uint32_t seconds = 0;  ///< from the start
  double variance = 0;        ///< E of Heston::variance_jump; 0 where variance does not jump
  std::vector<double> size;   ///< of each asset's logarithm
};

/// The jumps of one clock, drawn day by day at addresses of their own.
class JumpClock {
 public:
  /// `number` tells clocks apart. With `heston`, variance jumps with this clock.
  JumpClock(const Jumps& jumps, std::uint16_t number, const Heston* heston);

  /// Appends those of a day of a path, in no order.
  void draw(std::uint64_t seed, std::uint64_t path, std::uint32_t day,
            std::vector<Jump>& jumps) const;

  /// What the drift must take off so that the price of an asset stays a martingale, per year:
  /// rate x (E e^size - 1).
  [[nodiscard]] double compensator(std::size_t asset) const;

 private:
  [[nodiscard]] double draw_size(random::AddressedEngine& engine) const;

  Jumps jumps_;
  std::uint16_t number_;
  random::Poisson count_;                  ///< in a day
  std::vector<double> variance_to_price_;  ///< jump_share x variance_jump, by asset; may be empty
};

}  // namespace marginwalk::paths
