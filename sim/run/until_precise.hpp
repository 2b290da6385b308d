#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "sim/run/block.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::run {

/// Confidence of the intervals of a study's results: higher where the run looks at them to end.
[[nodiscard]] double interval_level(const scenario::Study& study);

/// What a run until precise needs from outside.
struct Sampling {
  /// Adds the paths [first, end) to the tally. False where it was stopped.
  std::function<bool(std::uint64_t first, std::uint64_t end)> add;
  std::function<double()> elapsed_seconds;  ///< for all paths so far, those from before included
  /// Told at looks how many paths there will be, as far as can be foreseen. May be empty.
  std::function<void(std::uint64_t)> expect;
  /// Paths that `total` holds from before. Looks at fewer have not ended the run, or there would
  /// not be as many.
  std::uint64_t already = 0;
};

/// Adds paths to `total` until all that the study asks for is precise enough, or a limit is met. It
/// decides at `looks` only. The time limit ends a run at the last look before it, as far as can be
/// foreseen from the pace so far. None where it was stopped.
[[nodiscard]] std::optional<PrecisionResult> run_until_precise(const scenario::Study& study,
                                                               const BlockTally& total,
                                                               const Sampling& sampling);

/// How a run that has ended with this tally did: by what it says and how many paths there are.
[[nodiscard]] PrecisionResult precision_at_end(const scenario::Study& study,
                                               const BlockTally& total);

}  // namespace marginwalk::run
