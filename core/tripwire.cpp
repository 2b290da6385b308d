#include "core/tripwire.hpp"

#include <utility>

#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// Adds size x (mark - entry) less a requirement.
void add_leg(Tripwire& tripwire, const Position& position, const RequirementLine& requirement) {
  tripwire.fixed -= position.size * position.entry + requirement.fixed;
  tripwire.slopes.push_back({position.contract, position.size - requirement.slope});
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

std::vector<Tripwire> requirement_tripwires(const Venue& venue, const Account& account,
                                            Marks reference, double ceiling) {
  std::vector<Tripwire> result;
  Tripwire cross{Tripwire::Backing::wallet, 0, {}, {}, ceiling};
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    if (!position.open()) continue;
    const RequirementLine bound = maintenance_bound(venue.contracts[position.contract], position,
                                                    reference[position.contract] * ceiling);
    if (position.mode == MarginMode::cross) {
      add_leg(cross, position, bound);
    } else {
      result.push_back({Tripwire::Backing::margin, i, {}, {}, ceiling});
      add_leg(result.back(), position, bound);
    }
  }
  if (cross.slopes.empty()) return result;
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    const std::size_t at = venue.contracts.size() + i;
    const Size amount = account.collateral[i];
    const Rate weight = least_weight(venue.collateral[i], amount, reference[at] * ceiling);
    cross.slopes.push_back({at, amount * weight.value()});
  }
  result.push_back(std::move(cross));
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
