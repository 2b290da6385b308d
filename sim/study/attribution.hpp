#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/estimate/summary.hpp"
#include "sim/run/run_study.hpp"
#include "sim/study/bump.hpp"

namespace marginwalk::study {

/// What one position does to a cell: the cell less the same without the position, on the same
/// paths. The other positions stay as they are; margin that was posted for it is back in the
/// wallet.
struct PositionEffect {
  std::string contract;
  bool is_long = true;
  estimate::Difference effect;
};

/// What a small change of the law does to a cell: under the changed law less as it is, on the same
/// addresses.
struct Sensitivity {
  Bump bump{};
  estimate::Difference effect;
};

/// What makes a cell be liquidated.
struct CellAttribution {
  std::string name;
  estimate::Summary summary;
  std::vector<PositionEffect> positions{};  ///< empty where the account holds only one
  std::vector<Sensitivity> sensitivities{};
};

/// That of some cells of a study.
struct Attribution {
  scenario::Study study;
  std::vector<CellAttribution> cells;
  run::Timing timing;

  /// Where a cell trades.
  [[nodiscard]] const core::Venue& venue_of(const CellAttribution& cell) const;
};

/// Asks what makes cells of a study, by index, be liquidated. One run: every variant is a cell, or
/// a market with a law of its own, and walks the same paths. None if stopped.
[[nodiscard]] std::optional<Attribution> attribute(const scenario::Study& study,
                                                   const std::vector<std::size_t>& cells,
                                                   const run::RunOptions& options = {});

}  // namespace marginwalk::study
