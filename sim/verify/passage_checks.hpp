#pragma once

#include <vector>

#include "sim/run/run_study.hpp"
#include "sim/verify/evidence.hpp"
#include "sim/verify/price_law.hpp"

/// Liquidation probabilities of whole runs against first passage: one position of an account of
/// $15,000 at flat 0.5 % maintenance, no drift, no costs, 30 days.
namespace marginwalk::verify {

/// The position of one cell.
struct PassageCase {
  double margin = 0;
  double leverage = 0;
  core::MarginMode mode{};
  bool is_long = true;

  /// The return at which equity equals maintenance: what stands behind the position, as a share of
  /// its notional, less the rate, by 1 -+ the rate.
  [[nodiscard]] double barrier_return() const;
};

/// How a passage is simulated.
struct PassageRun {
  std::uint32_t step = 0;  ///< seconds
  std::uint64_t paths = 0;
  run::RunOptions options{};
};

/// Under geometric Brownian motion of 70 %, at the step: against the recursion `monitored`, by the
/// minute against `shifted`; and the step's bias against `continuous` less that.
[[nodiscard]] Page diffusion_passages(const std::vector<PassageCase>& cases, const PassageRun& run);

/// Under a law with jumps, at the step: against `monitored`, by the minute against `extrapolated`;
/// and for Kou's law the step's bias against `continuous` less that.
[[nodiscard]] Page jump_passages(const Merton& law, const std::vector<PassageCase>& cases,
                                 const PassageRun& run);
[[nodiscard]] Page jump_passages(const Kou& law, const std::vector<PassageCase>& cases,
                                 const PassageRun& run);

}  // namespace marginwalk::verify
