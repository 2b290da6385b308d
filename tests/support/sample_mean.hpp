#pragma once

#include <cmath>

namespace marginwalk::test {

/// The mean of what is added, and its standard error.
class SampleMean {
 public:
  void add(double value) {
    ++count_;
    const double from_mean = value - mean_;
    mean_ += from_mean / count_;
    squares_ += from_mean * (value - mean_);
  }

  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double error() const { return std::sqrt(squares_ / (count_ - 1) / count_); }

  /// How far the mean is from an exact value, in standard errors.
  [[nodiscard]] double errors_from(double exact) const { return std::abs(mean_ - exact) / error(); }

 private:
  double count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  ///< sum of squares from the mean
};

}  // namespace marginwalk::test
