#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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
  double squares = 0;  ///< of the distances from the bin's middle

  bool operator==(const Bin&) const = default;
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

  /// The farthest bin from zero: eighty octaves.
  static constexpr std::int32_t last_bin = 80 * 128;

  Histogram() = default;

  /// The bins in use of another histogram, from the first upwards; both ends hold something.
  Histogram(std::int32_t first_bin, std::vector<Bin> bins);

  bool operator==(const Histogram&) const = default;

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

  /// The edges of a bin in use, by index into `bins()`.
  [[nodiscard]] BinEdges edges_at(std::size_t index) const;

  /// The mean of the values of a bin in use, which must not be empty: within its edges.
  [[nodiscard]] double mean_at(std::size_t index) const;

  /// Their standard deviation.
  [[nodiscard]] double deviation_at(std::size_t index) const;

 private:
  /// Widens the range in use until it holds [first, last].
  void reach(std::int32_t first, std::int32_t last);

  std::int32_t first_bin_ = 0;
  std::vector<Bin> bins_;
  std::uint64_t count_ = 0;
};

}  // namespace marginwalk::estimate
