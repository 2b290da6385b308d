#pragma once

#include <cstddef>
#include <vector>

#include "core/tripwire.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// A tripwire without its cash: how a surplus moves with marks, scaled so that its largest leg
/// weighs 1 at the start. Accounts that hold the same book in other sizes share one.
struct Direction {
  struct Leg {
    std::size_t contract = 0;
    std::size_t asset = 0;
    double slope = 0;
  };
  std::vector<Leg> legs;  ///< by contract, each once
};

/// What is watched over an account: a direction, and the cash that stands behind it on its scale.
/// Nothing happens while more cash is there than the direction needs.
struct Watch {
  std::size_t direction = 0;
  core::Tripwire::Backing backing{};
  std::size_t position = 0;  ///< `margin`: whose
  double fixed = 0;          ///< money, besides the cash
  double per_scale = 0;      ///< 1 / money of one unit of the direction

  [[nodiscard]] double cash(const core::Account& account) const;
};

/// All directions in use, each once.
class Directions {
 public:
  explicit Directions(const World& world) : world_(&world) {}

  /// The watch that a tripwire asks for.
  [[nodiscard]] Watch watch(const core::Tripwire& tripwire);

  [[nodiscard]] std::size_t size() const { return directions_.size(); }
  [[nodiscard]] const Direction& operator[](std::size_t i) const { return directions_[i]; }

  /// Forgets all but the first.
  void keep(std::size_t count) { directions_.resize(count); }

 private:
  [[nodiscard]] std::size_t find_or_add(const Direction& direction);

  const World* world_;
  std::vector<Direction> directions_;
};

/// Fewer watches that together guard at least what `tripwires` guard: one for each scope, and one
/// for each thing that the trader waits for.
///
/// While every scope's equity exceeds its requirement by its share of a floor, their sum exceeds
/// the floor; so the equity of the whole account needs no watch of its own, at the price of looking
/// a little too early. (Not so in coins, where a floor in quote currency moves with the price.)
[[nodiscard]] std::vector<Watch> screens(const core::Account& account,
                                         const std::vector<core::Tripwire>& tripwires,
                                         Directions& directions);

}  // namespace marginwalk::replay
