#include "sim/paths/pull.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::pull_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 20;

std::vector<double> ends_of(const ModelParameters& parameters, std::uint64_t paths) {
  const Law law(parameters, {{0, true, false}}, 0);
  LawWalk walk(law, seed);
  std::vector<double> ends;
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk.begin(path);
    walk.go_to(6 * a_day);
    ends.insert(ends.end(), walk.logarithms().begin(), walk.logarithms().end());
  }
  return ends;
}

TEST(Pull, OfNoStrengthChangesNoBitOfAnyLaw) {
  const std::vector<Pull> without_strength = {{.01, 0, .5}, {-.02, 0, .5}};
  ModelParameters plain = two_assets();
  plain.pulls = without_strength;
  EXPECT_TRUE(plain.is_plain());
  for (const auto& [name, parameters] : all_kinds()) {
    ModelParameters pulled = parameters;
    pulled.pulls = without_strength;
    EXPECT_EQ(ends_of(pulled, 4), ends_of(parameters, 4)) << name;
    pulled.pulls[0].strength = 500;
    EXPECT_NE(ends_of(pulled, 4), ends_of(parameters, 4)) << name;
  }
}

/// Beyond the band nothing is pulled, and the law is the same but for rounding.
TEST(Pull, EndsAtTheEdgeOfItsBand) {
  EXPECT_EQ((Pull{.1, 50, .1}).drift(0), 5);
  EXPECT_EQ((Pull{.1, 50, .1}).drift(.19), 50 * (.1 - .19));
  EXPECT_EQ((Pull{.1, 50, .1}).drift(-.001), 0);
  ModelParameters near = two_assets();
  near.jumps = {normal_jumps};
  ModelParameters far = near;
  far.pulls = {{9, 500, .1}, {}};
  const std::vector<double> with = ends_of(far, 4);
  const std::vector<double> without = ends_of(near, 4);
  for (std::size_t i = 0; i < with.size(); ++i) EXPECT_NEAR(with[i], without[i], 1e-12);
}

/// Inside a wide band the logarithm is an Ornstein-Uhlenbeck process about the level less
/// sigma^2 / (2 strength), whose moments are exact; steps of an hour are away from them by less
/// than 0.3 standard errors here.
TEST(Pull, HasTheMomentsOfAnOrnsteinUhlenbeckProcess) {
  constexpr double strength = 100, level = -.05, volatility = .5;
  ModelParameters parameters = one_asset(volatility);
  parameters.pulls = {{level, strength, 10}};
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  for (const std::uint32_t days : {1U, 10U}) {
    const double left = std::exp(-strength * days * years_of_day);
    const double mean = (level - volatility * volatility / (2 * strength)) * (1 - left);
    const double variance = volatility * volatility * (1 - left * left) / (2 * strength);
    SampleMean first, second;
    for (std::uint64_t path = 0; path < 4'000; ++path) {
      walk.begin(path);
      walk.go_to(days * a_day);
      const double from_mean = walk.logarithms()[0] - mean;
      first.add(from_mean);
      second.add(from_mean * from_mean);
    }
    EXPECT_LT(first.errors_from(0), 3.5) << days;
    EXPECT_LT(second.errors_from(variance), 3.5) << days;
  }
}

}  // namespace
}  // namespace marginwalk::paths::pull_test
