#include "core/liquidation_price.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace marginwalk::core {
namespace {

/// Equity of a scope as a line in one contract's mark: fixed + net_size x mark, where
/// `others` is the maintenance of the scope's positions in other contracts.
struct ScopeLine {
  Money fixed;
  Size net_size;
  Money others;
  std::vector<const Position*> legs;  ///< the scope's open positions in the contract
};

ScopeLine scope_line(const Venue* venue, const Account& account, std::size_t position,
                     Marks marks) {
  const Scope scope = scope_of(account, position);
  const std::size_t contract = account.positions[position].contract;
  ScopeLine line{
      scope.is_cross() ? account.wallet : account.positions[position].margin, {}, {}, {}};
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& other = account.positions[i];
    if (!scope.contains(account, i) || !other.open()) continue;
    if (other.contract == contract) {
      line.fixed -= other.size * other.entry;
      line.net_size += other.size;
      line.legs.push_back(&other);
    } else {
      const Price mark = marks[other.contract];
      line.fixed += other.unrealised_pnl(mark);
      if (venue) line.others += position_state(*venue, other, mark).maintenance;
    }
  }
  return line;
}

/// Prices at which a leg of the line enters another bracket, in order.
std::vector<double> bracket_edges(const ScopeLine& line, const TierSchedule& schedule) {
  std::vector<double> edges{0};
  for (const Position* leg : line.legs) {
    for (const Tier& tier : schedule.tiers()) {
      const double edge = (tier.up_to / abs(leg->size)).value();
      if (std::isfinite(edge)) edges.push_back(edge);
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.push_back(std::numeric_limits<double>::infinity());
  return edges;
}

}  // namespace

std::optional<Price> liquidation_price(const Venue& venue, const Account& account,
                                       std::size_t position, Marks marks) {
  const std::size_t contract = account.positions[position].contract;
  const TierSchedule& schedule = venue.contracts[contract].tiers;
  const ScopeLine line = scope_line(&venue, account, position, marks);
  const std::vector<double> edges = bracket_edges(line, schedule);
  const double mark = marks[contract].value();

  std::optional<Price> nearest;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const double inside =
        std::isinf(edges[i + 1]) ? 2 * edges[i] + 1 : (edges[i] + edges[i + 1]) / 2;
    double slope = line.net_size.value();
    double constant = (line.fixed - line.others).value();
    for (const Position* leg : line.legs) {
      const Tier& tier = schedule.at(leg->notional(Price(inside)));
      slope -= std::abs(leg->size.value()) * tier.maintenance_margin_rate.value();
      constant += tier.maintenance_amount.value();
    }
    const double root = -constant / slope;
    const double rounding = 1e-12 * root;  // a root on an edge must not fall between two brackets
    if (!(root > 0) || std::isinf(root) || root < edges[i] - rounding ||
        root > edges[i + 1] + rounding) {
      continue;
    }
    if (!nearest || std::abs(root - mark) < std::abs(nearest->value() - mark)) {
      nearest = Price(root);
    }
  }
  return nearest;
}

std::optional<Price> bankruptcy_price(const Account& account, std::size_t position, Marks marks) {
  const ScopeLine line = scope_line(nullptr, account, position, marks);
  if (line.net_size == Size(0)) return std::nullopt;
  const Price root = -line.fixed / line.net_size;
  return root > Price(0) ? std::optional(root) : std::nullopt;
}

}  // namespace marginwalk::core
