#include "sim/estimate/tally.hpp"

#include <algorithm>
#include <functional>

namespace marginwalk::estimate {
namespace {

template <class T>
void add_each(std::vector<T>& sums, const std::vector<T>& terms) {
  std::transform(sums.begin(), sums.end(), terms.begin(), sums.begin(), std::plus<>());
}

}  // namespace

double net_equity_of(const replay::Outcome& outcome) {
  return (outcome.terminal_equity - outcome.ledger.deposits).value();
}

SurvivalGrid::SurvivalGrid(std::uint32_t step, std::uint32_t whole) : horizon(whole) {
  constexpr std::uint32_t most_periods = 60;
  const std::uint32_t steps = horizon / step;
  period = (steps + most_periods - 1) / most_periods * step;
}

Tally::Tally(const SurvivalGrid& survival_grid, std::size_t contracts)
    : grid(survival_grid), liquidated_in_period(grid.periods()), liquidated_first(contracts) {}

void Tally::add(const replay::Outcome& outcome) {
  ++paths;
  start_equity = outcome.start_equity.value();
  const double end = outcome.terminal_equity.value();
  const double net = net_equity_of(outcome);
  if (outcome.liquidated()) {
    ++liquidated;
    ++liquidated_in_period[(outcome.liquidation_time - 1) / grid.period];
    ++liquidated_first[outcome.liquidated_first];
    if (outcome.closed_too_early) ++closed_too_early;
    time_to_liquidation.add(outcome.liquidation_time);
    loss_given_liquidation.add(start_equity - net);
    loss_at_liquidation.add(outcome.loss_at_liquidation.value());
    loss_at_mark.add(outcome.origin.loss_at_mark.value());
    funding_before.add(outcome.origin.funding.value());
    worst_leg_loss.add(outcome.origin.worst_leg_loss.value());
    winners_forgone.add(outcome.origin.winners_forgone.value());
  }
  if (outcome.wiped_out) ++wiped_out;
  if (outcome.bankrupt) ++bankrupt;
  if (outcome.deleveraged) ++deleveraged;
  terminal_equity.add(end);
  net_equity.add(net);
  refills.add(outcome.refills);
  if (outcome.extremes) {
    max_drawdown.add(outcome.extremes->max_drawdown);
    least_margin_level.add(std::min(outcome.extremes->least_margin_level, highest_margin_level));
  }
  fees.add(outcome.ledger.fees.value());
  funding.add(outcome.ledger.funding.value());
  slippage.add(outcome.ledger.slippage.value());
  fund_paid.add(outcome.ledger.fund_paid.value());
  fund_received.add(outcome.ledger.fund_received.value());
  deleveraging_cost.add(outcome.ledger.deleveraging_cost.value());
  interest.add(outcome.ledger.interest.value());
  deposits.add(outcome.ledger.deposits.value());
  pnl_at_mark.add(outcome.pnl_at_mark.value());
  if (outcome.acts) add_acts(*outcome.acts);
}

void Tally::add_acts(const conduct::Acts& done) {
  constexpr auto entries = conduct::Acts::entries();
  acts.resize(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (const std::optional<double> value = entries[i].of(done)) acts[i].add(*value);
  }
}

void Tally::add(const replay::JumpLoss& jumps, const replay::Outcome& outcome) {
  if (jumps.at_stop) ++liquidated_at_jump;
  jump_loss.add(jumps.loss.value());
  diffusion_loss.add((outcome.origin.loss_at_mark - jumps.loss).value());
}

void Tally::merge(const Tally& other) {
  for (const auto member : counts()) this->*member += other.*member;
  net_equity.merge(other.net_equity);
  start_equity = other.start_equity;
  add_each(liquidated_in_period, other.liquidated_in_period);
  add_each(liquidated_first, other.liquidated_first);
  for (const auto member : distributions()) (this->*member).merge(other.*member);
  for (const auto member : amounts()) (this->*member).merge(other.*member);
  acts.resize(std::max(acts.size(), other.acts.size()));
  for (std::size_t i = 0; i < other.acts.size(); ++i) acts[i].merge(other.acts[i]);
}

void PairTally::add(const replay::Outcome& a, const replay::Outcome& b,
                    std::span<const PathValue> claimed) {
  ++liquidated.total;
  if (a.liquidated() && !b.liquidated()) ++liquidated.only_a;
  if (b.liquidated() && !a.liquidated()) ++liquidated.only_b;
  terminal_equity.add(net_equity_of(a) - net_equity_of(b));
  means.resize(claimed.size());
  for (std::size_t i = 0; i < claimed.size(); ++i) means[i].add(claimed[i](a), claimed[i](b));
}

void PairTally::add_block(const LowestPaths& a, const LowestPaths& b) {
  for (std::size_t i = 0; i < lowest.size(); ++i) lowest[i].add(a, b, i);
}

void PairTally::merge(const PairTally& other) {
  liquidated.merge(other.liquidated);
  terminal_equity.merge(other.terminal_equity);
  means.resize(std::max(means.size(), other.means.size()));
  for (std::size_t i = 0; i < other.means.size(); ++i) means[i].merge(other.means[i]);
  for (std::size_t i = 0; i < lowest.size(); ++i) lowest[i].merge(other.lowest[i]);
}

}  // namespace marginwalk::estimate
