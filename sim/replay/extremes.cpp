#include "sim/replay/extremes.hpp"

#include <algorithm>

#include "core/requirement.hpp"

namespace marginwalk::replay {

using core::Money;

namespace {

/// Of everything that is added up.
constexpr double notional_rounding = 1e-9;

}  // namespace

void Extremes::begin(const core::Exposure& start) {
  *this = Extremes();
  observe(start, start.worth);
}

Money Extremes::least_surplus(const core::Contract& contract, const core::MarginState& at_low,
                              const core::MarginState& at_high) const {
  // Of a concave function the least value is at an end; else both parts are bounded apart.
  if (core::is_convex(contract)) {
    return std::min(at_low.equity - least_margin_level_ * at_low.maintenance,
                    at_high.equity - least_margin_level_ * at_high.maintenance);
  }
  return std::min(at_low.equity, at_high.equity) -
         least_margin_level_ * std::max(at_low.maintenance, at_high.maintenance);
}

bool Extremes::may_change(const core::Venue& venue, const core::Account& account, core::Marks low,
                          core::Marks high) const {
  if (least_margin_level_ == std::numeric_limits<double>::infinity()) return true;
  Money least_equity = account.wallet;
  Money greatest_equity = account.wallet;
  Money cross_surplus = account.wallet;  // equity - least level x maintenance
  for (const core::Position& position : account.positions) {
    if (!position.open()) continue;
    const core::MarginState at_low = core::position_state(venue, position, low[position.contract]);
    const core::MarginState at_high =
        core::position_state(venue, position, high[position.contract]);
    const Money room = notional_rounding * position.notional(high[position.contract]);
    const Money surplus = least_surplus(venue.contracts[position.contract], at_low, at_high) -
                          (1 + least_margin_level_) * room;
    least_equity += position.margin + std::min(at_low.equity, at_high.equity) - room;
    greatest_equity += position.margin + std::max(at_low.equity, at_high.equity) + room;
    if (position.mode == core::MarginMode::cross) {
      cross_surplus += surplus;
    } else if (position.margin + surplus < Money(0)) {
      return true;
    }
  }
  if (cross_surplus < Money(0) || greatest_equity > peak_) return true;
  return peak_ > Money(0) && max_drawdown_ < 1 && (peak_ - least_equity) / peak_ > max_drawdown_;
}

void Extremes::observe(const core::Exposure& before, Money worth_after) {
  least_margin_level_ = std::min(least_margin_level_, std::max(0.0, before.least_level));
  peak_ = std::max(peak_, worth_after);
  if (peak_ > Money(0)) {
    max_drawdown_ = std::max(max_drawdown_, std::min(1.0, (peak_ - worth_after) / peak_));
  }
}

}  // namespace marginwalk::replay
