#pragma once

#include <cstdint>
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
};

}  // namespace marginwalk::run
