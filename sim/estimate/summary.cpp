#include "sim/estimate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "sim/estimate/order_statistic.hpp"
#include "sim/estimate/proportion.hpp"
#include "sim/estimate/tail_mean.hpp"
#include "sim/estimate/unit_mean.hpp"

namespace marginwalk::estimate {
namespace {

Spread spread(const Distribution& distribution, std::initializer_list<double> probabilities) {
  Spread result{mean_interval(distribution.moments), {}};
  for (const double probability : probabilities) {
    result.quantiles.push_back({probability, quantile(distribution.histogram, probability)});
  }
  return result;
}

/// `start` less an amount, which turns an interval round.
std::optional<Estimate> loss_from(double start, const std::optional<Estimate>& equity) {
  if (!equity) return std::nullopt;
  const auto loss = [start](double amount) { return start - amount; };
  Estimate result{loss(equity->estimate), {}, {}};
  if (equity->high) result.low = loss(*equity->high);
  if (equity->low) result.high = loss(*equity->low);
  return result;
}

std::optional<Estimate> share(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return std::nullopt;
  return proportion(count, total);
}

std::vector<SurvivalPoint> survival(const Tally& tally) {
  std::vector<SurvivalPoint> curve{{0, {1, 1, 1}}};
  std::uint64_t surviving = tally.paths;
  for (std::size_t i = 0; i < tally.grid.periods(); ++i) {
    surviving -= tally.liquidated_in_period[i];
    curve.push_back({tally.grid.end_of(i), proportion(surviving, tally.paths)});
  }
  return curve;
}

/// The interval of a sum reaches as far as that of each, squared and added.
Estimate sum_of_independent(const Estimate& a, const Estimate& b) {
  const double sum = a.estimate + b.estimate;
  const double below = std::hypot(a.estimate - *a.low, b.estimate - *b.low);
  const double above = std::hypot(*a.high - a.estimate, *b.high - b.estimate);
  return {std::min(sum, 1.0), std::max(sum - below, 0.0), std::min(sum + above, 1.0)};
}

}  // namespace

Summary summarise(const Tally& tally) {
  Summary result;
  result.paths = tally.paths;
  result.start_equity = tally.start_equity;
  result.liquidated = proportion(tally.liquidated, tally.paths);
  result.step_bias_paths = tally.step_bias.count;
  result.step_bias = unit_mean(tally.step_bias);
  if (result.step_bias) {
    result.liquidated_continuously = sum_of_independent(result.liquidated, *result.step_bias);
  }
  result.wiped_out = proportion(tally.wiped_out, tally.paths);
  result.bankrupt = proportion(tally.bankrupt, tally.paths);
  result.deleveraged = proportion(tally.deleveraged, tally.paths);
  result.survival = survival(tally);
  result.time_to_liquidation = spread(tally.time_to_liquidation, {0.05, 0.5, 0.95});
  result.loss_given_liquidation = spread(tally.loss_given_liquidation, {0.05, 0.5, 0.95});
  result.loss_at_liquidation = spread(tally.loss_at_liquidation, {0.05, 0.5, 0.95});
  for (const std::uint64_t count : tally.liquidated_first) {
    result.liquidated_first.push_back(share(count, tally.liquidated));
  }
  result.closed_too_early = share(tally.closed_too_early, tally.liquidated);
  result.terminal_equity = spread(tally.terminal_equity, {0.01, 0.05, 0.5, 0.95});
  const double start = tally.start_equity;
  for (const double level : {0.95, 0.99}) {
    const double tail = 1 - level;
    result.value_at_risk.push_back({level, loss_from(start, quantile(tally.net_equity, tail))});
    result.expected_shortfall.push_back(
        {level, loss_from(start, lower_tail_mean(tally.net_equity, tail))});
  }
  result.extremes_paths = tally.max_drawdown.moments.count;
  result.max_drawdown = spread(tally.max_drawdown, {0.05, 0.5, 0.95});
  result.least_margin_level = spread(tally.least_margin_level, {0.05, 0.5, 0.95});
  result.fees = mean_interval(tally.fees);
  result.funding = mean_interval(tally.funding);
  result.slippage = mean_interval(tally.slippage);
  result.fund_paid = mean_interval(tally.fund_paid);
  result.fund_received = mean_interval(tally.fund_received);
  result.deleveraging_cost = mean_interval(tally.deleveraging_cost);
  result.deposits = mean_interval(tally.deposits);
  result.pnl_at_mark = mean_interval(tally.pnl_at_mark);
  result.refills = mean_interval(tally.refills);
  return result;
}

Difference summarise(const PairTally& pair) {
  return {paired_difference(pair.liquidated), mean_interval(pair.terminal_equity),
          pair.liquidated.only_a, pair.liquidated.only_b};
}

}  // namespace marginwalk::estimate
