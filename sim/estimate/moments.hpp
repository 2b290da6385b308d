#pragma once

#include <cstdint>
#include <optional>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// Count, mean and spread of a sample, in one pass and without cancellation.
///
/// Sources: B. P. Welford, "Note on a method for calculating corrected sums of squares and
/// products", Technometrics 4 (1962), 419-420, for one value; T. F. Chan, G. H. Golub,
/// R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances",
/// COMPSTAT 1982, 30-41, for two samples.
struct Moments {
  std::uint64_t count = 0;
  double mean = 0;
  double squared_deviations = 0;  ///< sum of (value - mean)^2

  void add(double value);

  /// Takes in another sample. The result depends on the order of merges in the last bits; merging
  /// into an empty sample copies exactly.
  void merge(const Moments& other);

  /// Unbiased variance, squared_deviations / (count - 1); 0 below two values.
  [[nodiscard]] double variance() const;

  /// Standard error of the mean, sqrt(variance / count); 0 below two values.
  [[nodiscard]] double standard_error() const;
};

/// How many standard errors a normal interval reaches to each side: the quantile of the standard
/// normal law at (1 + level) / 2, which is 1.96 at 95 %.
[[nodiscard]] double normal_critical_value(double level = confidence);

/// An estimate that is normal around the truth: estimate +- critical value x standard error.
[[nodiscard]] Estimate normal_interval(double estimate, double standard_error,
                                       double level = confidence);

/// The mean with its normal interval. None without a value, no bounds below two values.
[[nodiscard]] std::optional<Estimate> mean_interval(const Moments& moments,
                                                    double level = confidence);

}  // namespace marginwalk::estimate
