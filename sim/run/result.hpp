#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/estimate/summary.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

struct CellResult {
  scenario::Policy policy;
  estimate::Tally tally;
  estimate::Summary summary;
};

struct DifferenceResult {
  std::size_t a = 0;  ///< index into Result::cells
  std::size_t b = 0;
  estimate::Difference difference;
};

/// What became of a gate in one cell.
struct GateResult {
  std::size_t cell = 0;  ///< index into Result::cells
  estimate::Figure figure;
  estimate::Demand demand;
  std::optional<estimate::Estimate> number;  ///< what the figure is in this cell
  estimate::Verdict verdict = estimate::Verdict::undecided;
};

struct Timing {
  double seconds = 0;  ///< wall clock
  unsigned threads = 0;
};

/// The answer of a run. Everything but `timing` depends on the study alone.
struct Result {
  scenario::Study study;
  std::string input_sha256;  ///< of the study's sources
  std::vector<CellResult> cells;
  std::vector<DifferenceResult> differences;
  Timing timing;
  std::vector<GateResult> gates{};
};

}  // namespace marginwalk::run
