#include "sim/replay/direction.hpp"

#include <algorithm>
#include <cmath>

namespace marginwalk::replay {
namespace {

using core::Money;
using core::Tripwire;

void add_leg(Direction& direction, std::size_t contract, std::size_t asset, double slope) {
  const auto same =
      std::find_if(direction.legs.begin(), direction.legs.end(),
                   [&](const Direction::Leg& leg) { return leg.contract == contract; });
  if (same != direction.legs.end()) {
    same->slope += slope;
  } else {
    direction.legs.push_back({contract, asset, slope});
  }
}

/// Alike up to rounding, which every bound leaves room for.
bool alike(const Direction& a, const Direction& b) {
  constexpr double rounding = 1e-13;
  return std::equal(a.legs.begin(), a.legs.end(), b.legs.begin(), b.legs.end(),
                    [](const Direction::Leg& x, const Direction::Leg& y) {
                      return x.contract == y.contract &&
                             std::abs(x.slope - y.slope) <= rounding * std::abs(y.slope);
                    });
}

}  // namespace

double Watch::cash(const core::Account& account) const {
  return (core::backing_cash(account, backing, position).value() + fixed) * per_scale;
}

Watch Directions::watch(const Tripwire& tripwire) {
  Direction direction;
  for (const Tripwire::Slope& leg : tripwire.slopes) {
    const std::size_t asset = world_->market().underlying[leg.contract];
    add_leg(direction, leg.contract, asset, leg.slope.value());
  }
  std::sort(direction.legs.begin(), direction.legs.end(),
            [](const auto& a, const auto& b) { return a.contract < b.contract; });
  double scale = 0;
  for (const Direction::Leg& leg : direction.legs) {
    const double start = world_->market().assets[leg.asset].start.value();
    scale = std::max(scale, std::abs(leg.slope) * start);
  }
  if (scale == 0) scale = 1;
  for (Direction::Leg& leg : direction.legs) leg.slope /= scale;
  return {find_or_add(direction), tripwire.backing, tripwire.position, tripwire.fixed.value(),
          1 / scale};
}

std::size_t Directions::find_or_add(const Direction& direction) {
  for (std::size_t i = 0; i < directions_.size(); ++i) {
    if (alike(directions_[i], direction)) return i;
  }
  directions_.push_back(direction);
  return directions_.size() - 1;
}

std::vector<Watch> screens(const core::Account& account, const std::vector<Tripwire>& tripwires,
                           Directions& directions) {
  std::vector<Tripwire> scopes;
  std::vector<Tripwire> others;
  std::vector<Tripwire> of_trader;
  for (const Tripwire& tripwire : tripwires) {
    if (tripwire.of_trader) {
      of_trader.push_back(tripwire);
      continue;
    }
    (tripwire.backing == Tripwire::Backing::everything ? others : scopes).push_back(tripwire);
  }
  const bool has_cross = std::any_of(scopes.begin(), scopes.end(), [](const Tripwire& scope) {
    return scope.backing == Tripwire::Backing::wallet;
  });
  Money cash;
  Money fixed;
  for (const Tripwire& scope : scopes) {
    cash += std::max(Money(0), scope.cash(account));
    fixed += scope.fixed;
  }
  const std::size_t own = scopes.size();
  for (const Tripwire& whole : others) {
    const Money floor = fixed - whole.fixed;
    if (own == 0 || cash <= Money(0) || floor < Money(0) || account.coin) {
      scopes.push_back(whole);
    } else if (!has_cross && account.wallet >= 2 * floor) {
      scopes.push_back({Tripwire::Backing::wallet, 0, -floor, {}});
    } else {
      for (std::size_t i = 0; i < own; ++i) {
        scopes[i].fixed -= floor * (std::max(Money(0), scopes[i].cash(account)) / cash);
      }
    }
  }
  scopes.insert(scopes.end(), of_trader.begin(), of_trader.end());
  std::vector<Watch> watches;
  for (const Tripwire& scope : scopes) watches.push_back(directions.watch(scope));
  return watches;
}

}  // namespace marginwalk::replay
