#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_policies.hpp"

/// A cohort: traders whose policies are drawn at random, who walk the same paths as all cells.
namespace marginwalk::scenario {

/// How leverage is drawn.
struct LeverageLaw {
  enum class Kind { uniform, log_uniform };

  Kind kind = Kind::uniform;
  double from = 1;
  double to = 1;
  std::vector<double> of{};  ///< instead: one of these, each with equal chance

  /// What becomes of a uniform variate in (0, 1), in hundredths, so that a trader's leverage can be
  /// written down as it is.
  [[nodiscard]] double operator()(double uniform) const;
};

/// What bands of leverage are called that bounds cut: up-to-3x, 3x-5x, above-5x; a leverage on a
/// bound is in the band below it. Without bounds there is one, `all`.
[[nodiscard]] std::string band_of(double leverage, const std::vector<double>& bounds);

/// The policies of the key `cohort`: trader-01 and so on. What trader k is like depends on the seed
/// and on k alone, each of leverage, margin mode and conduct on a random word of its own: more
/// traders, or another conduct to choose, leave the rest as it is.
[[nodiscard]] std::vector<PolicySpec> read_cohort(const Node& node, std::uint64_t seed,
                                                  Problems& problems);

}  // namespace marginwalk::scenario
