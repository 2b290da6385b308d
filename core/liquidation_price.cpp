#include "core/liquidation_price.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/requirement.hpp"

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

ScopeLine scope_line(const Venue& venue, const Account& account, std::size_t position,
                     Marks marks) {
  const Scope scope = scope_of(account, position);
  const std::size_t contract = account.positions[position].contract;
  ScopeLine line{scope.is_cross() ? account.wallet + collateral_value(venue, account, marks)
                                  : account.positions[position].margin,
                 {},
                 {},
                 {}};
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
      line.others += position_state(venue, other, mark).maintenance;
    }
  }
  return line;
}

/// Prices at which a leg of the line enters another bracket, in order, between 0 and infinity.
std::vector<double> bracket_edges(const ScopeLine& line, const Contract& contract) {
  std::vector<double> edges{0};
  const MaintenanceRule& rule = contract.maintenance_rule;
  const bool move_with_mark =
      rule.valuation == Valuation::mark && rule.tier_measure == TierMeasure::notional;
  for (const Position* leg : line.legs) {
    for (const Tier& tier : contract.tiers.tiers()) {
      const double edge = tier.up_to / abs(leg->size).value();
      if (move_with_mark && std::isfinite(edge)) edges.push_back(edge);
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.push_back(std::numeric_limits<double>::infinity());
  return edges;
}

/// Equity less requirement while all legs stay in the brackets that they are in at some mark.
struct SurplusLine {
  double constant = 0;
  double slope = 0;

  [[nodiscard]] double at(double mark) const { return constant + slope * mark; }
};

SurplusLine surplus_line(const ScopeLine& line, const Contract& contract, double inside) {
  SurplusLine surplus{(line.fixed - line.others).value(), line.net_size.value()};
  for (const Position* leg : line.legs) {
    const RequirementLine requirement =
        maintenance_line(contract, *leg, tier_of(contract, *leg, Price(inside)));
    surplus.constant -= requirement.fixed.value();
    surplus.slope -= requirement.slope.value();
  }
  return surplus;
}

}  // namespace

std::optional<Price> liquidation_price(const Venue& venue, const Account& account,
                                       std::size_t position, Marks marks) {
  const std::size_t index = account.positions[position].contract;
  const Contract& contract = venue.contracts[index];
  const ScopeLine line = scope_line(venue, account, position, marks);
  const std::vector<double> edges = bracket_edges(line, contract);
  const double mark = marks[index].value();

  std::optional<Price> nearest;
  const auto consider = [&](double price) {
    if (!nearest || std::abs(price - mark) < std::abs(nearest->value() - mark)) {
      nearest = Price(price);
    }
  };
  double before = 0;  // the surplus on the lower side of an edge
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const bool last = std::isinf(edges[i + 1]);
    const SurplusLine surplus =
        surplus_line(line, contract, last ? 2 * edges[i] + 1 : (edges[i] + edges[i + 1]) / 2);
    if (i > 0 && before * surplus.at(edges[i]) < 0) consider(edges[i]);
    const double root = -surplus.constant / surplus.slope;
    const double rounding = 1e-12 * root;  // a root on an edge must not fall between two brackets
    if (root > 0 && !std::isinf(root) && root >= edges[i] - rounding &&
        root <= edges[i + 1] + rounding) {
      consider(root);
    }
    before = last ? 0 : surplus.at(edges[i + 1]);
  }
  return nearest;
}

std::optional<Price> bankruptcy_price(const Venue& venue, const Account& account,
                                      std::size_t position, Marks marks) {
  const ScopeLine line = scope_line(venue, account, position, marks);
  if (line.net_size == Size(0)) return std::nullopt;
  const Price root = -line.fixed / line.net_size;
  return root > Price(0) ? std::optional(root) : std::nullopt;
}

Price to_tick(const Contract& contract, Price quoted, bool is_long) {
  constexpr double rounding = 1e-9;  // a price on a tick stays there
  if (contract.tick <= Price(0)) return quoted;
  const double ticks = quoted / contract.tick;
  return contract.tick * (is_long ? std::ceil(ticks - rounding) : std::floor(ticks + rounding));
}

}  // namespace marginwalk::core
