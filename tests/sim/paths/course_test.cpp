#include "sim/paths/course.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/random/brownian_tree.hpp"
#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::course_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 26;

/// L W of two assets, written out, each of volatility 1 or of that of its regime.
std::array<double, 2> diffused(const ModelParameters& parameters, std::size_t map,
                               const std::vector<float>& motion) {
  std::vector<double> volatility(2, 1);
  double correlation = parameters.correlation(0, 1);
  if (std::holds_alternative<std::monostate>(parameters.variance)) {
    volatility = parameters.volatility;
  }
  if (const auto* const regimes = std::get_if<Regimes>(&parameters.variance)) {
    volatility = regimes->regimes[map].volatility;
    correlation = regimes->regimes[map].correlation(0, 1);
  }
  const double first = motion[0], second = motion[1];
  return {
      volatility[0] * first,
      volatility[1] * (correlation * first + std::sqrt(1 - correlation * correlation) * second)};
}

TEST(Course, LogarithmsAreAffineInTheTreeInsideAPeriod) {
  for (const auto& [name, parameters] : all_kinds()) {
    const Law law(parameters, {}, 0);
    const random::BrownianTree tree(seed, law.factors());
    Course course(law, seed);
    std::array<double, 2> before{}, logarithms{};
    for (const std::uint64_t path : {0U, 7U, 400'000U}) {
      course.begin(path);
      for (std::uint32_t start = 0; start < 4 * a_day; start += law.period()) {
        // At the start it is what the last period ended with, whatever jumped or stepped there.
        course.logarithms(start, tree.at(path, start), logarithms);
        for (const std::size_t i : {0U, 1U}) {
          ASSERT_NEAR(logarithms[i], start == 0 ? 0 : before[i], 1e-13) << name << " at " << start;
        }
        const std::uint32_t end = start + law.period();
        for (const std::uint32_t seconds : {start + 60, start + law.period() / 2, end}) {
          const Coefficients now = course.now();
          const std::vector<float> motion = tree.at(path, seconds);
          const std::array<double, 2> moved = diffused(parameters, now.map, motion);
          const double years = seconds / random::seconds_per_year;
          std::array<double, 2> expected{};
          for (const std::size_t i : {0U, 1U}) {
            expected[i] = now.offset[i] + now.drift[i] * years + now.scale[i] * moved[i];
            for (const Jump& jump : now.jumps) {
              ASSERT_TRUE(jump.seconds > start && jump.seconds <= end) << name;
              if (jump.seconds <= seconds) expected[i] += jump.size[i];
            }
          }
          course.logarithms(seconds, motion, logarithms);
          std::vector<double> step(2, 0);
          if (seconds == end) step = course.end_period(end, motion, before).step;
          for (const std::size_t i : {0U, 1U}) {
            ASSERT_NEAR(logarithms[i], expected[i], 1e-13) << name << " at " << seconds;
            if (seconds == end) {
              ASSERT_NEAR(before[i], expected[i] + step[i], 1e-13) << name << " at " << seconds;
            }
          }
        }
      }
    }
  }
}

/// `by_day` paths, and fewer where periods are shorter.
void expect_martingales(std::uint64_t by_day) {
  for (const auto& [name, parameters] : all_kinds()) {
    const Law law(parameters, {}, 0);
    LawWalk walk(law, seed);
    std::array<SampleMean, 2> growth;
    const std::uint64_t paths = law.period() < a_day ? by_day / 8 : by_day;
    for (std::uint64_t path = 0; path < paths; ++path) {
      walk.begin(path);
      walk.go_to(a_month);
      for (const std::size_t i : {0U, 1U}) growth[i].add(std::exp(walk.logarithms()[i]));
    }
    for (const std::size_t i : {0U, 1U}) {
      const double expected = std::exp(parameters.drift[i] * 30 / 365);
      EXPECT_LT(growth[i].errors_from(expected), 3)
          << name << ", asset " << i << ": " << growth[i].mean() << " against " << expected
          << ", standard error " << growth[i].error();
    }
  }
}

TEST(Course, PricesAreMartingalesForAMonth) { expect_martingales(1'600); }
TEST(CourseSlow, PricesAreMartingalesForAMonth) { expect_martingales(80'000); }

TEST(Course, ReciprocalsAreOpposite) {
  for (const auto& [name, parameters] : all_kinds()) {
    const Law law(parameters, {{1, true, false}, {0, true, false}}, 1'767'225'600);
    LawWalk walk(law, seed);
    for (const std::uint64_t path : {1U, 2U, 3U}) {
      walk.begin(path);
      while (walk.seconds() < 10 * a_day) {
        const Coefficients ended = walk.next();
        const std::vector<double>& logarithms = walk.logarithms();
        ASSERT_NEAR(logarithms[2], -logarithms[1], 1e-14) << name;
        ASSERT_NEAR(logarithms[3], -logarithms[0], 1e-14) << name;
        for (const Jump& jump : ended.jumps) {
          ASSERT_EQ(jump.size[2], -jump.size[1]) << name;
          ASSERT_EQ(jump.size[3], -jump.size[0]) << name;
        }
        ASSERT_EQ(ended.step[2], -ended.step[1]) << name;
        ASSERT_EQ(ended.scale[3], ended.scale[0]) << name;
      }
    }
  }
}

TEST(Course, PathsDoNotDependOnTheOrderInWhichTheyAreWalked) {
  for (const auto& [name, parameters] : all_kinds()) {
    const Law law(parameters, {}, 0);
    LawWalk one(law, seed), other(law, seed);
    std::vector<std::vector<double>> forwards;
    for (std::uint64_t path = 0; path < 5; ++path) {
      one.begin(path);
      one.go_to(12 * a_day);
      forwards.push_back(one.logarithms());
    }
    for (std::uint64_t path = 5; path-- > 0;) {
      other.begin(path + 100);  // a path left in the middle of a day
      other.go_to(a_day + law.period());
      other.begin(path);
      other.go_to(12 * a_day);
      EXPECT_EQ(other.logarithms(), forwards[path]) << name << ", path " << path;
    }
  }
}

TEST(Course, WithoutAVarianceProcessThePeriodChangesNothing) {
  for (auto [name, parameters] : all_kinds()) {
    if (!std::holds_alternative<std::monostate>(parameters.variance)) continue;
    const Law by_day(parameters, {}, 0);
    LawWalk longest(by_day, seed);
    for (const std::uint32_t period : {12 * an_hour, an_hour, 60U}) {
      parameters.period = period;
      const Law law(parameters, {}, 0);
      LawWalk walk(law, seed);
      for (const std::uint64_t path : {0U, 1U}) {
        longest.begin(path);
        walk.begin(path);
        for (std::uint32_t seconds = a_day; seconds <= 5 * a_day; seconds += a_day) {
          longest.go_to(seconds);
          walk.go_to(seconds);
          for (const std::size_t i : {0U, 1U}) {
            EXPECT_NEAR(walk.logarithms()[i], longest.logarithms()[i], 1e-12)
                << name << " by " << period << " s";
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_test
