#pragma once

#include <cmath>
#include <cstdint>

#include "sim/random/addressed_engine.hpp"
#include "sim/random/elementary.hpp"
#include "sim/random/normal_quantile.hpp"

/// Draws that are not normal, from an addressed engine, with the exponential and the logarithm of
/// the house: one result on every machine. Each is a functor whose constructor takes what never
/// changes.
namespace marginwalk::random {

/// (0, 1), in steps of 2^-32.
[[nodiscard]] inline double uniform(AddressedEngine& engine) { return (engine() + 0.5) * 0x1p-32; }

/// A standard normal variate, in single precision as those of the tree.
[[nodiscard]] inline double normal(AddressedEngine& engine) {
  return static_cast<double>(normal_from_word(engine()));
}

/// An exponential variate of a mean: -mean x ln(uniform).
class Exponential {
 public:
  explicit Exponential(double mean) : mean_(mean) {}
  [[nodiscard]] double operator()(AddressedEngine& engine) const {
    return -mean_ * logarithm(uniform(engine));
  }

 private:
  double mean_;
};

/// A Poisson count, by inversion: for means up to some hundred.
class Poisson {
 public:
  explicit Poisson(double mean) : mean_(mean), none_(exponential(-mean)) {}
  [[nodiscard]] std::uint32_t operator()(AddressedEngine& engine) const {
    double left = uniform(engine);
    double probability = none_;
    std::uint32_t count = 0;
    while (left > probability && probability > 0) {
      left -= probability;
      probability *= mean_ / ++count;
    }
    return count;
  }

 private:
  double mean_;
  double none_;  ///< probability of 0
};

/// A gamma variate of shape >= 1/2 and scale 1 (Marsaglia and Tsang, "A simple method for
/// generating gamma variables", ACM TOMS 26, 2000; a shape below 1 by the power of a uniform).
class Gamma {
 public:
  explicit Gamma(double shape)
      : shape_(shape), d_((shape < 1 ? shape + 1 : shape) - 1.0 / 3), c_(1 / std::sqrt(9 * d_)) {}
  [[nodiscard]] double operator()(AddressedEngine& engine) const {
    const double value = at_least_one(engine);
    return shape_ < 1 ? value * exponential(logarithm(uniform(engine)) / shape_) : value;
  }

 private:
  [[nodiscard]] double at_least_one(AddressedEngine& engine) const {
    for (;;) {
      const double x = normal(engine);
      const double root = 1 + c_ * x;
      if (root <= 0) continue;
      const double v = root * root * root;
      if (logarithm(uniform(engine)) < 0.5 * x * x + d_ - d_ * v + d_ * logarithm(v)) return d_ * v;
    }
  }

  double shape_;
  double d_;
  double c_;
};

/// P(a standard normal variate < x), within 1e-15 (West, "Better approximations to cumulative
/// normal functions", Wilmott 2005, after Hart 1968, algorithm 5666).
[[nodiscard]] double normal_probability(double x);

}  // namespace marginwalk::random
