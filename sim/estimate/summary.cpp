#include "sim/estimate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "sim/estimate/order_statistic.hpp"
#include "sim/estimate/proportion.hpp"
#include "sim/estimate/share_of_mean.hpp"
#include "sim/estimate/tail_mean.hpp"
#include "sim/estimate/unit_mean.hpp"

namespace marginwalk::estimate {
namespace {

Spread spread(const Distribution& distribution, std::span<const double> probabilities,
              double level) {
  Spread result{mean_interval(distribution.moments, level), {}};
  for (const double probability : probabilities) {
    result.quantiles.push_back({probability, quantile(distribution.histogram, probability, level)});
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

std::optional<Estimate> share(std::uint64_t count, std::uint64_t total, double level) {
  if (total == 0) return std::nullopt;
  return proportion(count, total, level);
}

std::vector<SurvivalPoint> survival(const Tally& tally, double level) {
  std::vector<SurvivalPoint> curve{{0, {1, 1, 1}}};
  std::uint64_t surviving = tally.paths;
  for (std::size_t i = 0; i < tally.grid.periods(); ++i) {
    surviving -= tally.liquidated_in_period[i];
    curve.push_back({tally.grid.end_of(i), proportion(surviving, tally.paths, level)});
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

Summary summarise(const Tally& tally, double level) {
  Summary result;
  result.paths = tally.paths;
  result.start_equity = tally.start_equity;
  result.liquidated = proportion(tally.liquidated, tally.paths, level);
  result.step_bias_paths = tally.step_bias.count;
  result.step_bias = unit_mean(tally.step_bias, level);
  if (result.step_bias) {
    result.liquidated_continuously = sum_of_independent(result.liquidated, *result.step_bias);
  }
  result.wiped_out = proportion(tally.wiped_out, tally.paths, level);
  result.bankrupt = proportion(tally.bankrupt, tally.paths, level);
  result.deleveraged = proportion(tally.deleveraged, tally.paths, level);
  result.survival = survival(tally, level);
  result.time_to_liquidation = spread(tally.time_to_liquidation, usual_probabilities, level);
  result.loss_given_liquidation = spread(tally.loss_given_liquidation, usual_probabilities, level);
  result.loss_at_liquidation = spread(tally.loss_at_liquidation, usual_probabilities, level);
  for (const std::uint64_t count : tally.liquidated_first) {
    result.liquidated_first.push_back(share(count, tally.liquidated, level));
  }
  result.closed_too_early = share(tally.closed_too_early, tally.liquidated, level);
  result.loss_at_mark = mean_interval(tally.loss_at_mark, level);
  result.funding_before = mean_interval(tally.funding_before, level);
  result.worst_leg_loss = mean_interval(tally.worst_leg_loss, level);
  result.winners_forgone = mean_interval(tally.winners_forgone, level);
  if (tally.jump_loss.count > 0) {
    result.jump_loss = mean_interval(tally.jump_loss, level);
    result.diffusion_loss = mean_interval(tally.diffusion_loss, level);
    result.jump_share =
        share_of_mean(tally.jump_loss, tally.diffusion_loss, tally.loss_at_mark, level);
    result.liquidated_at_jump = share(tally.liquidated_at_jump, tally.liquidated, level);
  }
  result.terminal_equity = spread(tally.terminal_equity, equity_probabilities, level);
  result.terminal_equity_below = cumulative(tally.terminal_equity.histogram, level);
  const double start = tally.start_equity;
  for (const double risk : risk_levels) {
    const double tail = 1 - risk;
    result.value_at_risk.push_back(
        {risk, loss_from(start, quantile(tally.net_equity, tail, level))});
    result.expected_shortfall.push_back(
        {risk, loss_from(start, lower_tail_mean(tally.net_equity, tail, level))});
  }
  result.extremes_paths = tally.max_drawdown.moments.count;
  result.max_drawdown = spread(tally.max_drawdown, usual_probabilities, level);
  result.least_margin_level = spread(tally.least_margin_level, usual_probabilities, level);
  result.fees = mean_interval(tally.fees, level);
  result.funding = mean_interval(tally.funding, level);
  result.slippage = mean_interval(tally.slippage, level);
  result.fund_paid = mean_interval(tally.fund_paid, level);
  result.fund_received = mean_interval(tally.fund_received, level);
  result.deleveraging_cost = mean_interval(tally.deleveraging_cost, level);
  result.interest = mean_interval(tally.interest, level);
  result.deposits = mean_interval(tally.deposits, level);
  result.pnl_at_mark = mean_interval(tally.pnl_at_mark, level);
  result.refills = mean_interval(tally.refills, level);
  for (std::size_t i = 0; i < tally.acts.size(); ++i) {
    result.acts.push_back(spread(tally.acts[i], usual_probabilities, level));
    if (conduct::Acts::entries()[i].range == conduct::Range::any) continue;
    result.acts.back().mean = unit_mean(tally.acts[i].moments, level);
  }
  return result;
}

Difference summarise(const PairTally& pair, double level) {
  return {paired_difference(pair.liquidated, level), mean_interval(pair.terminal_equity, level),
          pair.liquidated.only_a, pair.liquidated.only_b};
}

}  // namespace marginwalk::estimate
