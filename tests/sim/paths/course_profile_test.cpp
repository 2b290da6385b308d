#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::course_profile_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 25;
constexpr std::int64_t thursday = 1'767'225'600;  // 2026-01-01T00:00Z

struct Place {
  std::size_t hour, weekday;  // from Monday
};

/// Of the hour that begins so many hours after 05:00 on that Thursday.
Place place(std::uint32_t hours) { return {(hours + 5) % 24, (3 + (hours + 5) / 24) % 7}; }

ModelParameters with_profile(ModelParameters parameters) {
  parameters.profile = rising();
  return parameters;
}

TEST(CourseProfile, ScalesAreTheMultipliersOfTheHourAndTheWeekday) {
  const Law law(with_profile(one_asset(0.8)), {}, thursday + 5 * an_hour);
  EXPECT_EQ(law.period(), an_hour);
  LawWalk walk(law, seed);
  walk.begin(0);
  double squares = 0;
  for (std::uint32_t hours = 0; hours < 14 * 24; ++hours) {
    const auto [hour, weekday] = place(hours);
    const double expected = rising().hours[hour] * rising().weekdays[weekday];
    ASSERT_NEAR(walk.now().scale[0], expected, 1e-14) << hours;
    ASSERT_NEAR(walk.now().drift[0], -0.64 / 2 * expected * expected, 1e-14) << hours;
    squares += expected * expected;
    walk.next();
  }
  EXPECT_NEAR(squares / (14 * 24), 1, 1e-12);
}

TEST(CourseProfile, VarianceOfAnHourIsTheMultiplierSquared) {
  const Law law(with_profile(one_asset(0.8)), {}, thursday + 5 * an_hour);
  LawWalk walk(law, seed);
  std::array<SampleMean, 24> by_hour;
  std::array<SampleMean, 7> by_weekday;
  for (std::uint64_t path = 0; path < 2'000; ++path) {
    walk.begin(path);
    double last = 0;
    for (std::uint32_t hours = 0; hours < 7 * 24; ++hours) {
      walk.next();
      const auto [hour, weekday] = place(hours);
      const double move = walk.logarithms()[0] - last;
      last = walk.logarithms()[0];
      const double square = move * move / (0.64 / 8760);
      const double of_hour = rising().hours[hour], of_weekday = rising().weekdays[weekday];
      by_hour[hour].add(square / (of_weekday * of_weekday));
      by_weekday[weekday].add(square / (of_hour * of_hour));
    }
  }
  for (std::size_t k = 0; k < 24; ++k) {
    EXPECT_LT(by_hour[k].errors_from(rising().hours[k] * rising().hours[k]), 3.5) << k;
  }
  for (std::size_t k = 0; k < 7; ++k) {
    EXPECT_LT(by_weekday[k].errors_from(rising().weekdays[k] * rising().weekdays[k]), 3) << k;
  }
}

// GARCH's recursion and the chain of regimes stay those of their own period, a day.
TEST(CourseProfile, LeavesThePeriodOfTheVarianceAlone) {
  ModelParameters parameters = two_assets();
  parameters.variance = gjr(5, true);
  const Law plain(parameters, {}, thursday), law(with_profile(parameters), {}, thursday);
  LawWalk by_day(plain, seed), by_hour(law, seed);
  by_day.begin(1);
  by_hour.begin(1);
  for (std::uint32_t hours = 0; hours < 24; ++hours) {
    // The first day's variance is the target's: what differs is the profile.
    const double multiplier = rising().hours[hours] * rising().weekdays[3];
    for (const std::size_t i : {0U, 1U}) {
      ASSERT_NEAR(by_hour.now().scale[i], by_day.now().scale[i] * multiplier, 1e-12) << hours;
    }
    by_hour.next();
  }

  parameters.variance = quiet_and_wild();
  const Law daily(parameters, {}, thursday), hourly(with_profile(parameters), {}, thursday);
  LawWalk days(daily, seed), hours(hourly, seed);
  for (std::uint64_t path = 0; path < 20; ++path) {
    days.begin(path);
    hours.begin(path);
    while (days.seconds() < 10 * a_day) {
      const std::size_t regime = days.now().map;
      days.next();
      while (hours.seconds() < days.seconds()) ASSERT_EQ(hours.next().map, regime) << path;
    }
  }
}

TEST(CourseProfile, GarchOfADayTakesTheInnovationsOfItsHours) {
  ModelParameters parameters = one_asset(0.8);
  parameters.variance = Garch{{0.1}, {0.08}, {0.8}, 0, true};
  const Law law(with_profile(parameters), {}, thursday);
  LawWalk walk(law, seed);
  walk.begin(2);
  double h = 0.64 / 365;
  for (std::uint32_t day = 0; day < 20; ++day) {
    double innovation = 0, last = walk.logarithms()[0];
    for (std::uint32_t hour = 0; hour < 24; ++hour) {
      const double multiplier = rising().hours[hour] * rising().weekdays[(3 + day) % 7];
      const Coefficients ended = walk.next();
      ASSERT_NEAR(ended.scale[0], multiplier * std::sqrt(h * 365), 1e-10) << day << " " << hour;
      const double move = walk.logarithms()[0] - last - ended.drift[0] / 8760;
      last = walk.logarithms()[0];
      innovation += move / multiplier;
    }
    const double news = innovation < 0 ? 0.18 : 0.1;
    h = 0.64 / 365 * (1 - 0.1 - 0.04 - 0.8) + news * innovation * innovation + 0.8 * h;
  }
}

// The part of Heston's price that comes with its variance takes the profile, too.
TEST(CourseProfile, HestonsStepsAreMultiplied) {
  ModelParameters parameters = one_asset(0.6);
  parameters.variance = Heston{{0.36}, {4}, {1.2}, {-0.8}, 0, {}, {}};
  const Law law(with_profile(parameters), {}, thursday);
  LawWalk walk(law, seed);
  std::array<SampleMean, 24> by_hour;
  for (std::uint64_t path = 0; path < 10'000; ++path) {
    walk.begin(path);
    double last = 0;
    for (std::uint32_t hour = 0; hour < 24; ++hour) {
      walk.next();
      const double move = walk.logarithms()[0] - last;
      last = walk.logarithms()[0];
      by_hour[hour].add(move * move / (0.36 / 8760));  // variance stays 0.36 on average
    }
  }
  for (const std::size_t hour : {0U, 8U, 16U, 23U}) {
    const double multiplier = rising().hours[hour] * rising().weekdays[3];
    EXPECT_LT(by_hour[hour].errors_from(multiplier * multiplier), 3) << hour;
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_profile_test
