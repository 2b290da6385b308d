#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/estimate/histogram.hpp"
#include "sim/estimate/lowest_paths.hpp"
#include "sim/estimate/moments.hpp"
#include "sim/estimate/paired_difference.hpp"
#include "sim/estimate/paired_mean.hpp"
#include "sim/replay/outcome.hpp"

namespace marginwalk::estimate {

/// A quantity whose mean and quantiles are asked for.
struct Distribution {
  Moments moments;
  Histogram histogram;

  void add(double value) {
    moments.add(value);
    histogram.add(value);
  }
  void merge(const Distribution& other) {
    moments.merge(other.moments);
    histogram.merge(other.histogram);
  }
};

/// The moments at which the survival curve is told: whole periods of a run, at most sixty.
struct SurvivalGrid {
  std::uint32_t period = 0;  ///< seconds; a whole number of steps
  std::uint32_t horizon = 0;

  SurvivalGrid() = default;
  SurvivalGrid(std::uint32_t step, std::uint32_t horizon);

  /// The last period may be cut short by the horizon.
  [[nodiscard]] std::size_t periods() const { return (horizon + period - 1) / period; }
  [[nodiscard]] std::uint32_t end_of(std::size_t i) const {
    const std::uint64_t end = std::uint64_t{period} * (i + 1);
    return end < horizon ? static_cast<std::uint32_t>(end) : horizon;
  }
};

/// Margin levels above this one count as it: so far from liquidation the figure says nothing more,
/// and a trifle of a position must not leave the range of a histogram.
inline constexpr double highest_margin_level = 1e6;

/// Terminal equity less deposits.
[[nodiscard]] double net_equity_of(const replay::Outcome& outcome);

/// Everything that a run keeps of a cell's outcomes. Tallies merge: counts exactly, sums in the
/// order of merging; their size does not grow with the number of paths.
struct Tally {
  Tally(const SurvivalGrid& grid, std::size_t contracts);

  void add(const replay::Outcome& outcome);
  /// Of an outcome that was liquidated.
  void add(const replay::JumpLoss& jumps, const replay::Outcome& outcome);
  void merge(const Tally& other);

  /// All members of a kind, the histogram of net equity apart. Bytes keep this order.
  [[nodiscard]] static constexpr std::array<std::uint64_t Tally::*, 7> counts();
  [[nodiscard]] static constexpr std::array<Distribution Tally::*, 6> distributions();
  [[nodiscard]] static constexpr std::array<Moments Tally::*, 17> amounts();

  SurvivalGrid grid;
  std::uint64_t paths = 0;
  std::uint64_t liquidated = 0;
  std::uint64_t wiped_out = 0;
  std::uint64_t bankrupt = 0;
  std::uint64_t deleveraged = 0;
  std::uint64_t closed_too_early = 0;
  std::uint64_t liquidated_at_jump = 0;             ///< in the step of a jump; where that was asked
  std::vector<std::uint64_t> liquidated_in_period;  ///< by period of the survival grid
  std::vector<std::uint64_t> liquidated_first;      ///< by contract
  Distribution time_to_liquidation;                 ///< seconds; liquidated paths, as the losses
  Distribution loss_given_liquidation;
  Distribution loss_at_liquidation;
  Distribution terminal_equity;
  Histogram net_equity;       ///< terminal equity less deposits: what losses are counted from
  Distribution max_drawdown;  ///< where extremes were measured, as least_margin_level
  Distribution least_margin_level;
  Moments fees, funding, slippage, fund_paid, fund_received, deleveraging_cost, interest, deposits;
  Moments pnl_at_mark;
  Moments refills;
  Moments loss_at_mark, funding_before, worst_leg_loss, winners_forgone;  ///< liquidated paths
  /// Where it was measured: probability of liquidation had the path been watched without pause,
  /// less 1 where it was liquidated at a step.
  Moments step_bias;
  /// Where that was asked, of liquidated paths: what jumps took of loss_at_mark, and the rest.
  Moments jump_loss, diffusion_loss;
  double start_equity = 0;
  std::vector<Distribution> acts;  ///< by conduct::Acts::entries; none where traders have no rules

 private:
  void add_acts(const conduct::Acts& done);
};

constexpr std::array<std::uint64_t Tally::*, 7> Tally::counts() {
  return {
      &Tally::paths,       &Tally::liquidated,       &Tally::wiped_out,         &Tally::bankrupt,
      &Tally::deleveraged, &Tally::closed_too_early, &Tally::liquidated_at_jump};
}

constexpr std::array<Distribution Tally::*, 6> Tally::distributions() {
  return {&Tally::time_to_liquidation, &Tally::loss_given_liquidation, &Tally::loss_at_liquidation,
          &Tally::terminal_equity,     &Tally::max_drawdown,           &Tally::least_margin_level};
}

constexpr std::array<Moments Tally::*, 17> Tally::amounts() {
  return {&Tally::fees,           &Tally::funding,         &Tally::slippage,
          &Tally::fund_paid,      &Tally::fund_received,   &Tally::deleveraging_cost,
          &Tally::interest,       &Tally::deposits,        &Tally::pnl_at_mark,
          &Tally::refills,        &Tally::loss_at_mark,    &Tally::funding_before,
          &Tally::worst_leg_loss, &Tally::winners_forgone, &Tally::step_bias,
          &Tally::jump_loss,      &Tally::diffusion_loss};
}

/// What a measure that is a mean is on one path; none on a path that does not count.
using PathValue = std::optional<double> (*)(const replay::Outcome&);

/// Two cells on the same paths.
struct PairTally {
  Discordance liquidated;
  Moments terminal_equity;  ///< of a less that of b, both less deposits
  /// By compared probability: of terminal equity less deposits.
  std::array<RankAgreement, compared_probabilities.size()> lowest;
  std::vector<PairedMean> means;  ///< of what claims compare

  /// `claimed`: the same whenever something is added.
  void add(const replay::Outcome& a, const replay::Outcome& b,
           std::span<const PathValue> claimed = {});
  void add_block(const LowestPaths& a, const LowestPaths& b);
  void merge(const PairTally& other);
};

}  // namespace marginwalk::estimate
