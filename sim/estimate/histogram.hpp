#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// Where a bin begins and ends. A value on an edge belongs to the bin farther from zero.
struct BinEdges {
  double lower = 0;
  double upper = 0;
};

/// The values of one bin.
struct Bin {
  std::uint64_t count = 0;
  double sum = 0;
};

/// Counts of values of either sign in fixed bins that grow with the magnitude, so that samples
/// merge exactly and quantiles need no memory for values.
///
/// Every octave [2^e, 2^(e+1)) is cut into 128 equal bins, of which none is wider than 1/128 =
/// 0.8 % of its values. Bins are numbered 1, 2, ... upwards from 2^-20 and -1, -2, ... downwards
/// from -2^-20; bin 0 holds what lies between. Only the range of bins that is used takes memory.
class Histogram {
 public:
  /// What is smaller counts as zero: a millionth of a dollar matters to nobody.
  static constexpr double least_magnitude = 0x1p-20;

  /// What is as large (1e18), infinite or not a number is a defect.
  static constexpr double limit_magnitude = 0x1p60;

  /// The number of a value's bin. It is read from the exponent and the leading 7 bits of the
  /// fraction of the double itself: no logarithm, so edges are exact.
  [[nodiscard]] static std::int32_t bin_of(double value);

  /// The edges of a bin, by number.
  [[nodiscard]] static BinEdges edges(std::int32_t bin);

  void add(double value);

  /// Takes in another sample. Counts, and so ranks and the bounds of quantiles, do not depend on
  /// the order of merges; sums do in their last bits.
  void merge(const Histogram& other);

  /// The number of values in all bins.
  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// The number of the first bin in use.
  [[nodiscard]] std::int32_t first_bin() const { return first_bin_; }

  /// The bins in use, from `first_bin()` upwards without a gap.
  [[nodiscard]] const std::vector<Bin>& bins() const { return bins_; }

 private:
  /// Widens the range in use until it holds [first, last].
  void reach(std::int32_t first, std::int32_t last);

  std::int32_t first_bin_ = 0;
  std::vector<Bin> bins_;
  std::uint64_t count_ = 0;
};

/// The quantile at a probability q inside (0, 1), of n values: the mean of the bin that holds the
/// value of rank ceil(q n). The interval is that of order statistics, which holds for any law: from
/// the value of rank l to that of rank u, rounded outward to the edges of their bins, with
///
///     l = the greatest rank with P(Bin(n, q) < l) <= (1 - confidence) / 2
///     u = the least rank with P(Bin(n, q) >= u) <= (1 - confidence) / 2
///
/// A bound is absent where the sample is too small to have such a rank. None without a value.
///
/// Source: H. A. David, H. N. Nagaraja, "Order Statistics", 3rd ed., Wiley 2003, section 7.1.
[[nodiscard]] std::optional<Estimate> quantile(const Histogram& histogram, double probability);

/// The mean of the lowest share s inside (0, 1] of n values; the bin at the boundary enters with
/// the fraction that is needed. For terminal equity it gives the expected shortfall. With T this
/// mean, Q the value at the boundary and V the variance inside the tail, the interval is normal
/// with
///
///     variance = Var(min(X - Q, 0)) / (n s^2) = (V + (1 - s) (T - Q)^2) / (n s)
///
/// The tail's values are known up to their bins: V takes for each bin the greatest variance that
/// its mean and edges allow, and the low bound is lowered by as much as the boundary bin, of which
/// the lowest values were meant, can hide. No bounds where the tail holds fewer than two values
/// (n s < 2); none at all without a value.
///
/// Source: B. J. Manistre, G. H. Hancock, "Variance of the CTE estimator", North American Actuarial
/// Journal 9 (2005), 129-156: the right-hand form, with 1 - s for their level alpha.
[[nodiscard]] std::optional<Estimate> lower_tail_mean(const Histogram& histogram, double share);

}  // namespace marginwalk::estimate
