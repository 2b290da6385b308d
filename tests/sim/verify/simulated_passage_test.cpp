#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sim/verify/monitored_passage.hpp"

namespace marginwalk::verify::simulated_passage_test {
namespace {

constexpr double month = 30.0 / 365;
const Merton merton{0.6, {20, -0.02, 0.06}};
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};
const Barriers below{std::log(0.8)};
const Barriers both{std::log(0.8), std::log(1.25)};

/// One interval's change, drawn from the description of the law and not from its transform.
class Walker {
 public:
  double step(const Merton& law, double years) {
    const NormalJumps& jumps = law.jumps;
    const double growth = std::expm1(jumps.mean + jumps.deviation * jumps.deviation / 2);
    double change = diffused(law.volatility, jumps.rate * growth, years);
    for (int n = count(jumps.rate * years); n > 0; --n) {
      change += jumps.mean + jumps.deviation * normal_(engine_);
    }
    return change;
  }

  double step(const Kou& law, double years) {
    const ExponentialJumps& jumps = law.jumps;
    const double p = jumps.up_probability;
    const double growth = p / (1 - jumps.up_mean) + (1 - p) / (1 + jumps.down_mean) - 1;
    double change = diffused(law.volatility, jumps.rate * growth, years);
    for (int n = count(jumps.rate * years); n > 0; --n) {
      const bool up = uniform_(engine_) < p;
      change +=
          up ? jumps.up_mean * exponential_(engine_) : -jumps.down_mean * exponential_(engine_);
    }
    return change;
  }

 private:
  double diffused(double volatility, double growth_of_jumps, double years) {
    return (-volatility * volatility / 2 - growth_of_jumps) * years +
           volatility * std::sqrt(years) * normal_(engine_);
  }
  int count(double mean) { return std::poisson_distribution<int>(mean)(engine_); }

  std::mt19937_64 engine_{20261122};
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
  std::exponential_distribution<double> exponential_;
};

template <typename Law>
void expect_simulation_agrees(const Law& law) {
  constexpr int paths = 50'000;
  constexpr int steps = 30;
  Walker walker;
  int touched_lower = 0;
  int touched_either = 0;
  for (int path = 0; path < paths; ++path) {
    double place = 0;
    bool lower = false;
    bool upper = false;
    for (int k = 0; k < steps; ++k) {
      place += walker.step(law, month / steps);
      lower = lower || place <= both.lower;
      upper = upper || place >= both.upper;
    }
    touched_lower += lower ? 1 : 0;
    touched_either += lower || upper ? 1 : 0;
  }
  const auto expect_near = [](int count, double probability) {
    const double error = std::sqrt(probability * (1 - probability) / paths);
    EXPECT_NEAR(static_cast<double>(count) / paths, probability, 4 * error);
  };
  const StepLaw step = step_of(law, month / steps);
  expect_near(touched_lower, monitored(step, below, steps));
  expect_near(touched_either, monitored(step, both, steps));
}

TEST(MonitoredJumps, OfJumpDiffusionsAgreesWithSimulation) {
  expect_simulation_agrees(merton);
  expect_simulation_agrees(kou);
}

}  // namespace
}  // namespace marginwalk::verify::simulated_passage_test
