#include "core/tripwire.hpp"

#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// Adds size x (mark - entry) less so many times a requirement.
void add_leg(Tripwire& tripwire, const Position& position, const RequirementLine& requirement,
             double times = 1) {
  tripwire.fixed -= position.size * position.entry + times * requirement.fixed;
  tripwire.slopes.push_back({position.contract, position.size - times * requirement.slope});
}

}  // namespace

Money Tripwire::cash(const Account& account) const {
  return backing_cash(account, backing, position);
}

Money backing_cash(const Account& account, Tripwire::Backing backing, std::size_t position) {
  using Backing = Tripwire::Backing;
  if (backing == Backing::margin) return account.positions[position].margin;
  if (backing == Backing::wallet) return account.wallet;
  if (backing == Backing::nothing) return {};
  Money all = account.wallet;
  for (const Position& each : account.positions) all += each.margin;
  return all;
}

Tripwire level_tripwire(const Venue& venue, const Account& account, Scope scope, double level,
                        Marks reference, double ceiling) {
  const auto backing = scope.is_cross() ? Tripwire::Backing::wallet : Tripwire::Backing::margin;
  Tripwire result{backing, scope.is_cross() ? 0 : scope.position(), {}, {}, ceiling};
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    if (!position.open() || !scope.contains(account, i)) continue;
    const RequirementLine bound = maintenance_bound(venue.contracts[position.contract], position,
                                                    reference[position.contract] * ceiling);
    add_leg(result, position, bound, level);
  }
  if (!scope.is_cross()) return result;
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    const std::size_t at = venue.contracts.size() + i;
    const Size amount = account.collateral[i];
    const Rate weight = least_weight(venue.collateral[i], amount, reference[at] * ceiling);
    result.slopes.push_back({at, amount * weight.value()});
  }
  return result;
}

std::vector<Tripwire> requirement_tripwires(const Venue& venue, const Account& account,
                                            Marks reference, double ceiling) {
  std::vector<Tripwire> result;
  const auto add = [&](Scope scope) {
    result.push_back(level_tripwire(venue, account, scope, 1, reference, ceiling));
  };
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    if (position.open() && position.mode == MarginMode::isolated) add(Scope::isolated(i));
  }
  if (is_open(account, Scope::cross())) add(Scope::cross());
  return result;
}

Tripwire worth_tripwire(const Venue& venue, const Account& account, Money floor) {
  Tripwire result{Tripwire::Backing::everything, 0, {}, {}};
  for (const Position& position : account.positions) {
    if (position.open()) add_leg(result, position, {});
  }
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    result.slopes.push_back({venue.contracts.size() + i, account.collateral[i]});
  }
  if (account.coin) {
    // Coins / mark > floor, where the mark is the reciprocal of the coin's price.
    result.slopes.push_back({*account.coin, Size(-floor.value())});
  } else {
    result.fixed -= floor;
  }
  return result;
}

Tripwire mark_tripwire(std::size_t contract, Price level, bool below) {
  const Size side(below ? -1 : 1);
  Tripwire result{Tripwire::Backing::nothing, 0, -(side * level), {{contract, side}}};
  result.of_trader = true;
  return result;
}

Tripwire touched_tripwire() {
  Tripwire result{Tripwire::Backing::nothing, 0, Money(-1), {}};
  result.of_trader = true;
  return result;
}

}  // namespace marginwalk::core
