#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/account.hpp"
#include "core/venue.hpp"
#include "sim/estimate/measure.hpp"
#include "sim/estimate/precision.hpp"
#include "sim/estimate/verdict.hpp"
#include "sim/paths/gbm.hpp"
#include "sim/replay/market.hpp"
#include "sim/replay/trader.hpp"
#include "sim/scenario/cell_group.hpp"
#include "sim/scenario/claim.hpp"
#include "sim/scenario/policy.hpp"

namespace marginwalk::scenario {

/// A venue, and the market as it shows there: its contracts, their funding and liquidity.
struct Marketplace {
  core::Venue venue;
  replay::Market market;
  /// The law of prices here, where it is not the study's: with the same seed and of the same kind,
  /// so that cells under both see the same luck.
  std::optional<paths::ModelParameters> model{};
  std::optional<replay::Clock> clock{};     ///< where it is not the study's
  std::optional<double> wiped_out_share{};  ///< likewise
  std::optional<std::string> venue_date{};  ///< of its rules, as the venue's file says
};

/// One policy under one venue in one market: an account as it stands when the run starts, and what
/// its owner does.
struct Cell {
  Policy policy;
  core::Account account;
  core::Money start_equity;  ///< worth in quote currency
  replay::Conduct conduct{};
  std::size_t marketplace = 0;
};

/// A policy whose account the venue would refuse (with `infeasible: report`).
struct RefusedCell {
  Policy policy;
  std::string reason;
};

/// A file, or a setting from the command line, that the study was read from.
struct Source {
  std::string name;  ///< file name without its folder, or the setting's key
  std::string text;
  bool is_setting = false;
};

/// What is demanded of some cells: a study that does not meet it has failed.
struct Gate {
  estimate::Figure figure;
  estimate::Demand demand;
  std::vector<std::size_t> cells;
};

/// How precise a number must be.
struct PrecisionTarget {
  enum class Of { cells, pairs };

  estimate::Figure figure;
  Of of = Of::cells;  ///< of pairs: the paired difference, which must be of `liquidated`
  estimate::Tolerance tolerance;
};

/// How precise an answer must be; the run takes as many paths as that needs.
struct Precision {
  std::vector<PrecisionTarget> targets;
  std::optional<std::uint32_t> at_most_seconds;
};

/// Without a baseline, every pair of at most so many cells is compared.
inline constexpr std::size_t most_cells_for_all_pairs = 20;

/// A validated study: everything a run needs, and nothing that is not resolved.
struct Study {
  std::string name;
  std::string description;
  std::uint64_t seed = 0;
  std::uint64_t paths = 0;             ///< at most, with a precision
  std::optional<Precision> precision;  ///< instead of a fixed number of paths
  replay::Clock clock;
  paths::ModelParameters model;
  std::vector<Marketplace> marketplaces{1};  ///< one for each venue in each market
  std::vector<std::string> matrix_keys{};    ///< what a matrix sets, in the order of the file
  double wiped_out_share = 0.05;             ///< of starting equity
  /// Probability, for each path and cell, that a walk passes over something that it should have
  /// seen.
  double bridge_error_bound = 1e-9;
  std::vector<Cell> cells;
  std::vector<RefusedCell> refused;
  std::optional<std::size_t> baseline;  ///< index of the cell that others are compared with
  /// Which cells are compared, a less b; empty: all with the baseline, or all pairs. A baseline
  /// that is several cells is here: each cell with the one that is like it in all else.
  std::vector<std::pair<std::size_t, std::size_t>> comparisons{};
  std::vector<Gate> gates;
  std::vector<CellGroup> groups{};  ///< bands of a cohort, and what claims take together
  std::vector<Claim> claims{};
  /// Two cells are equivalent where their probabilities of liquidation differ by less.
  std::optional<double> equivalence;
  std::vector<std::string> notes;  ///< what the reader of the result must know
  std::vector<Source> sources;

  /// The only marketplace, or the first.
  [[nodiscard]] const Marketplace& home() const { return marketplaces.front(); }
  [[nodiscard]] Marketplace& home() { return marketplaces.front(); }

  [[nodiscard]] const Marketplace& place_of(const Cell& cell) const {
    return marketplaces[cell.marketplace];
  }
  [[nodiscard]] const paths::ModelParameters& model_at(const Marketplace& place) const {
    return place.model ? *place.model : model;
  }
  [[nodiscard]] const replay::Clock& clock_at(const Marketplace& place) const {
    return place.clock ? *place.clock : clock;
  }
  [[nodiscard]] double wiped_out_share_at(const Marketplace& place) const {
    return place.wiped_out_share.value_or(wiped_out_share);
  }

  [[nodiscard]] const core::Venue& venue_of(const Cell& cell) const {
    return marketplaces[cell.marketplace].venue;
  }
  [[nodiscard]] const replay::Market& market_of(const Cell& cell) const {
    return marketplaces[cell.marketplace].market;
  }
};

/// The same study of other cells, of which nothing is asked: neither compared nor judged.
[[nodiscard]] Study of_cells(const Study& study, std::vector<Cell> cells);

}  // namespace marginwalk::scenario
