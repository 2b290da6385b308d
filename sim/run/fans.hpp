#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/estimate/summary.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// Quantiles of a quantity at one moment, over the paths that have it there.
struct FanPoint {
  std::uint32_t seconds = 0;
  std::uint64_t paths = 0;
  std::vector<estimate::AtLevel> quantiles;
};

/// One of the paths on which a cell ended with least.
struct WorstPath {
  std::uint64_t path = 0;
  double terminal_equity = 0;
  std::uint32_t liquidation_time = replay::Outcome::never;
};

/// What the first paths of a cell are like on the way.
struct CellFans {
  std::size_t cell = 0;  ///< by index of the study
  std::uint64_t paths = 0;
  std::vector<FanPoint> equity;        ///< worth in quote currency
  std::vector<FanPoint> margin_level;  ///< of the scope nearest to liquidation; open accounts only
  std::vector<WorstPath> worst;        ///< the worst first
};

/// So many paths are looked at on the way: enough for quantiles of 5 %, and a matter of a second.
inline constexpr std::uint64_t paths_with_fans = 1024;

/// Walks the first paths of a study once more and tells, at the start and some thirty times until
/// the horizon, where the accounts of some of its cells stand. A moment is the first stop of a
/// path's anchors at or after a thirtieth of the horizon. Intervals are those of quantiles.
[[nodiscard]] std::vector<CellFans> measure_fans(const scenario::Study& study,
                                                 const std::vector<std::size_t>& cells);

}  // namespace marginwalk::run
