#include "sim/replay/cash_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/replay/lane_kernels.hpp"

namespace marginwalk::replay {
namespace {

using core::Position;
using core::Tripwire;

/// Of cash that is summed from up to a hundred thousand payments, relative to all that was summed.
constexpr double cash_rounding = 1e-10;

bool are_close(double a, double b) { return std::abs(a - b) <= 1e-13 * std::abs(a); }

/// No row of cash: a price is watched.
constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

/// The size of the first open position; 1 where there is none.
double scale_of(const core::Account& account) {
  const auto first = std::find_if(account.positions.begin(), account.positions.end(),
                                  [](const Position& each) { return each.open(); });
  return first == account.positions.end() ? 1 : std::abs(first->size.value());
}

std::size_t row_behind(const Watch& watch) {
  if (watch.backing == Tripwire::Backing::nothing) return no_row;
  return watch.backing == Tripwire::Backing::margin ? 1 + watch.position : 0;
}

}  // namespace

void CashBounds::add(const core::Account& account, bool isolated,
                     const std::vector<Watch>& screens) {
  const double scale = scale_of(account);
  holders_.push_back({&account, find_flow(account, isolated, scale), scale});
  const Holder& holder = holders_.back();
  for (const Watch& watch : screens) {
    const std::size_t row = row_behind(watch);
    const double start = start_cash(holder, row);
    const double cash = (start + watch.fixed) * watch.per_scale;
    Ladder& ladder = find_ladder(watch.direction, holder.flow, row, watch.per_scale * scale);
    ladder.largest =
        std::max(ladder.largest, (std::abs(start) + std::abs(watch.fixed)) * watch.per_scale);
    const auto place = std::upper_bound(ladder.rungs.begin(), ladder.rungs.end(), cash,
                                        [](double a, const Rung& b) { return a < b.cash; });
    ladder.rungs.insert(place, {cash, holders_.size() - 1});
  }
  found_.push_back(0);
}

double CashBounds::start_cash(const Holder& holder, std::size_t row) const {
  if (row == no_row) return 0;
  if (row > 0) return holder.start->positions[row - 1].margin.value();
  return flows_[holder.flow].isolated ? 0 : holder.start->wallet.value();
}

std::size_t CashBounds::find_flow(const core::Account& account, bool isolated, double scale) {
  Flow flow{{}, {}, isolated, isolated ? account.wallet.value() / scale : 0, {}, {}};
  for (const Position& position : account.positions) {
    flow.sizes.push_back(position.size.value() / scale);
    flow.contracts.push_back(position.contract);
  }
  flow.rows.resize(isolated ? 1 + flow.sizes.size() : 1);
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    const Flow& each = flows_[i];
    if (each.isolated == flow.isolated && are_close(each.start, flow.start) &&
        each.contracts == flow.contracts &&
        std::equal(flow.sizes.begin(), flow.sizes.end(), each.sizes.begin(), are_close)) {
      return i;
    }
  }
  flows_.push_back(flow);
  return flows_.size() - 1;
}

CashBounds::Ladder& CashBounds::find_ladder(std::size_t direction, std::size_t flow,
                                            std::size_t row, double per_flow) {
  for (Ladder& each : ladders_) {
    if (each.direction == direction && each.flow == flow && each.row == row &&
        are_close(each.per_flow, per_flow)) {
      return each;
    }
  }
  ladders_.push_back({direction, flow, row, per_flow, 0, {}});
  return ladders_.back();
}

void CashBounds::begin() {
  for (Flow& flow : flows_) {
    for (Row& row : flow.rows) row.fill(0);
    flow.rows.front().fill(flow.start);
    flow.turnover.fill(flow.start);
  }
}

void CashBounds::settle_funding(const Row* charges) {
  Row payment;
  for (Flow& flow : flows_) {
    for (std::size_t i = 0; i < flow.sizes.size(); ++i) {
      multiply(charges[flow.contracts[i]], flow.sizes[i], payment);
      if (flow.isolated) {
        pay_isolated(payment, flow.rows[0], flow.rows[1 + i]);
      } else {
        subtract(flow.rows[0], payment);
      }
      add_absolute(flow.turnover, payment);
    }
  }
}

void CashBounds::find_touched(const Needed& needed, std::vector<LaneMask>& touched) {
  const auto open = [&](const Rung& rung) { return touched[rung.account] != 0; };
  std::fill(found_.begin(), found_.end(), 0);
  const Row nothing{};
  Row start_needed;
  for (const Ladder& ladder : ladders_) {
    if (std::none_of(ladder.rungs.begin(), ladder.rungs.end(), open)) continue;
    const Flow& flow = flows_[ladder.flow];
    const bool of_price = ladder.row == no_row;
    const double most =
        find_start_needed({needed(ladder.direction), of_price ? nothing : flow.rows[ladder.row],
                           of_price ? nothing : flow.turnover, ladder.per_flow,
                           cash_rounding * ladder.largest, cash_rounding},
                          start_needed);
    for (const Rung& rung : ladder.rungs) {
      if (rung.cash > most) break;
      found_[rung.account] |= where_at_least(start_needed, rung.cash);
    }
  }
  for (std::size_t i = 0; i < touched.size(); ++i) touched[i] &= found_[i];
}

double CashBounds::cash(std::size_t account, std::size_t lane, const Watch& watch) const {
  const Holder& holder = holders_[account];
  const Flow& flow = flows_[holder.flow];
  const std::size_t row = row_behind(watch);
  if (row == no_row) return watch.fixed * watch.per_scale;
  double start = start_cash(holder, row);
  double change = flow.rows[row][lane];
  if (watch.backing == Tripwire::Backing::everything) {
    for (std::size_t i = 1; i < flow.rows.size(); ++i) {
      start += start_cash(holder, i);
      change += flow.rows[i][lane];
    }
  }
  const double room = cash_rounding * (std::abs(start) + holder.scale * flow.turnover[lane]);
  return (start + holder.scale * change - room + watch.fixed) * watch.per_scale;
}

}  // namespace marginwalk::replay
