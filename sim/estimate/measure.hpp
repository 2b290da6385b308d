#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/estimate/summary.hpp"

namespace marginwalk::estimate {

using conduct::Unit;

/// A name in a summary, as results spell it: one estimate, or one for each of some levels. Gates,
/// claims and precisions know all of them.
struct Measure {
  std::string_view name;
  Unit unit = Unit::number;
  /// The estimate that goes without a level: a probability or a mean. Null where there is none.
  std::optional<Estimate> (*plain)(const Summary&) = nullptr;
  /// The estimates by level. Null where there are none.
  const std::vector<AtLevel>& (*by_level)(const Summary&) = nullptr;
  std::vector<double> levels{};
  bool has_quantiles = false;   ///< the levels are probabilities of quantiles
  bool of_first_paths = false;  ///< more paths do not make it more precise
  PathValue of_path = nullptr;  ///< whose mean `plain` is; null where it is none that is paired
  bool is_event = false;        ///< of_path is 0 or 1: `plain` is a probability
  bool of_conduct = false;      ///< told of traders who have rules, under `conduct`
};

/// All of them, in the order of the results.
[[nodiscard]] const std::vector<Measure>& measures();

/// One number of a summary.
struct Figure {
  const Measure* measure = nullptr;
  std::optional<double> level;  ///< one of the measure's

  /// Its estimate; absent where there was nothing to estimate it from.
  [[nodiscard]] std::optional<Estimate> of(const Summary& summary) const;

  /// The path to it in a result, as in `liquidated`, `terminal_equity.quantiles.0.05` or
  /// `conduct.turnover`.
  [[nodiscard]] std::string name() const;
};

}  // namespace marginwalk::estimate
