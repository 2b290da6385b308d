#include "sim/run/sample_paths.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/expect.hpp"
#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// Sample paths are those of a run, and their statistics those of their law.
namespace marginwalk::run::sample_paths_test {
namespace {

constexpr std::uint32_t day = 86'400;
constexpr std::uint32_t hour = 3'600;

using Moments = std::vector<std::uint32_t>;

Moments moments(std::uint32_t every, std::uint32_t horizon) {
  scenario::Study study = test::plain_random_study(1);
  study.clock.horizon = horizon;
  return PathSampler(study, every).seconds();
}

TEST(SamplePaths, MomentsAreRegularAndEndWithTheHorizon) {
  EXPECT_EQ(moments(hour, 3 * hour), (Moments{0, 3'600, 7'200, 10'800}));
  EXPECT_EQ(moments(8 * hour, day + hour), (Moments{0, 28'800, 57'600, 86'400, 90'000}));
  EXPECT_EQ(moments(2 * day, 3 * day), (Moments{0, 2 * day, 3 * day}));
  EXPECT_EQ(moments(day, hour), (Moments{0, hour}));
}

TEST(SamplePaths, IntervalMustLeadToEveryDay) {
  const scenario::Study study = test::plain_random_study(1);
  for (const std::uint32_t every : {0U, 30U, 7 * 60U, 36 * hour}) {
    EXPECT_THROW(PathSampler(study, every), core::Defect) << every;
  }
}

/// Whatever the law, the step and what is due in between: every mark that a walk sees at a moment,
/// of contracts and of collateral, is the price of its asset there.
TEST(SamplePaths, PricesAreTheMarksOfTheRun) {
  std::size_t compared = 0;
  for (std::uint64_t number = 0; number < 60; ++number) {
    scenario::Study study = test::random_study(number);
    study.clock.step = 900;
    study.clock.horizon = 3 * day + 5 * hour;
    const replay::Market& market = study.home().market;
    const replay::World world(market, study.clock, study.model, study.seed);
    for (const std::uint32_t every : {hour, 8 * hour, 2 * day}) {
      PathSampler sampler(study, every);
      replay::Day walked(world);
      sampler.draw(number + 3);
      const auto visit = [&](std::uint32_t seconds, const replay::Stamp&, core::Marks marks) {
        const auto& all = sampler.seconds();
        const auto found = std::find(all.begin(), all.end(), seconds);
        if (found == all.end()) return;
        const auto moment = static_cast<std::size_t>(found - all.begin());
        for (std::size_t i = 0; i < marks.size(); ++i) {
          const std::size_t asset = market.underlying[i];
          if (market.assets[asset].derived) continue;
          EXPECT_EQ(sampler.prices(asset)[moment], marks[i].value())
              << "study " << number << ", " << study.model.kind << ", second " << seconds;
          ++compared;
        }
      };
      replay::simple_walk(world, number + 3, walked, visit);
      for (std::size_t i = 0; i < sampler.assets().size(); ++i) {
        EXPECT_EQ(sampler.prices(i).front(), market.assets[i].start.value());
      }
    }
  }
  EXPECT_GT(compared, 5'000U);
}

TEST(SamplePaths, ReciprocalsAreLeftOut) {
  scenario::Study study = test::plain_random_study(2);
  const std::size_t assets = study.home().market.assets.size();
  study.home().market.assets.push_back(
      {"1/X", core::Price(0.5), paths::DerivedPrice{0, true, false}});
  EXPECT_EQ(PathSampler(study, hour).assets().size(), assets);
}

TEST(SamplePaths, DailyLogarithmsAreThoseOfTheMoments) {
  scenario::Study study = test::random_study(5);
  study.clock.horizon = 4 * day + 2 * hour;
  PathSampler sampler(study, 8 * hour);
  sampler.draw(7);
  EXPECT_EQ(sampler.days(), 4U);
  for (std::size_t i = 0; i < sampler.assets().size(); ++i) {
    ASSERT_EQ(sampler.daily_logarithms(i).size(), 5U);
    for (std::size_t d = 0; d <= 4; ++d) {
      EXPECT_EQ(sampler.daily_logarithms(i)[d], sampler.logarithms(i)[3 * d]);
    }
  }
}

TEST(SamplePaths, StopGivesNothing) {
  PathSampler sampler(test::plain_random_study(3), hour);
  const std::atomic<bool> stop = true;
  EXPECT_FALSE(sample_paths(sampler, 5, {{}, {}, &stop}));
}

/// Two thousand paths of thirty days, four standard errors each. The deviation of n normal returns
/// has a relative error of sqrt(1 / 2n), skewness sqrt(6 / n), excess kurtosis sqrt(24 / n), a
/// correlation (1 - r^2) / sqrt n, an autocorrelation 1 / sqrt n.
TEST(SamplePaths, StatisticsOfGeometricBrownianMotion) {
  scenario::Study study = test::plain_random_study(4);
  study.seed = 20261125;
  study.clock.horizon = 30 * day;
  study.home().market.assets = {{"A", core::Price(100)}, {"B", core::Price(3)}};
  study.model = {{0, 0}, {0.7, 0.9}, paths::Matrix{{1, 0.6}, {0.6, 1}}};
  PathSampler sampler(study, hour);
  const auto statistics = sample_paths(sampler, 2'000);
  ASSERT_TRUE(statistics);
  const double hours = 2'000 * 720;
  const double days = 2'000 * 30;
  for (std::size_t i = 0; i < 2; ++i) {
    const AssetStatistics& asset = statistics->assets[i];
    const double volatility = study.model.volatility[i];
    EXPECT_NEAR(*asset.volatility / volatility, 1, 4 * std::sqrt(0.5 / hours));
    EXPECT_NEAR(*asset.daily_volatility / volatility, 1, 4 * std::sqrt(0.5 / days));
    EXPECT_NEAR(*asset.skewness, 0, 4 * std::sqrt(6 / days));
    EXPECT_NEAR(*asset.excess_kurtosis, 0, 4 * std::sqrt(24 / days));
    EXPECT_NEAR(*asset.autocorrelation_of_squares, 0, 4 / std::sqrt(days));
    EXPECT_NEAR(asset.growth.mean, 1, 4 * asset.growth.standard_error());
    // A quantile at q has the standard error sqrt(q (1 - q) / n) / density; of the standard normal
    // law it is 2.3263 at 99 %, where the density is 0.026652.
    const double daily = volatility / std::sqrt(365.0);
    const double error = 4 * std::sqrt(0.01 * 0.99 / days) / 0.026652;
    EXPECT_NEAR((*asset.low_quantile + daily * daily / 2) / daily, -2.3263, error);
    EXPECT_NEAR((*asset.high_quantile + daily * daily / 2) / daily, 2.3263, error);
    EXPECT_LT(*asset.least, *asset.low_quantile);
    EXPECT_GT(*asset.greatest, *asset.high_quantile);
  }
  ASSERT_EQ(statistics->pairs.size(), 1U);
  EXPECT_NEAR(*statistics->pairs[0].correlation, 0.6, 4 * (1 - 0.36) / std::sqrt(days));
}

/// By hand: two paths of three days with returns 1, -1, 3 and 2, 1, 0.
TEST(SamplePaths, StatisticsByHand) {
  PathTally tally(2, day);
  for (std::size_t asset = 0; asset < 2; ++asset) {
    const double sign = asset == 0 ? 1 : -1;
    const std::vector<double> one{0, sign, 0, 3 * sign};
    const std::vector<double> two{0, 2 * sign, 3 * sign, 3 * sign};
    tally.add(asset, one, one, 2);
    tally.add(asset, two, two, 4);
  }
  const PathStatistics statistics = tally.statistics();
  const AssetStatistics& a = statistics.assets[0];
  // Mean 1; deviations 0, -2, 2, 1, 0, -1.
  EXPECT_DOUBLE_EQ(*a.volatility, std::sqrt(10.0 / 5 * 365));
  EXPECT_DOUBLE_EQ(*a.daily_volatility, *a.volatility);
  EXPECT_NEAR(*a.skewness, 0, 1e-12);
  EXPECT_NEAR(*a.excess_kurtosis, (34.0 / 6) / (10.0 / 6 * 10 / 6) - 3, 1e-12);
  EXPECT_EQ(*a.least, -1);
  EXPECT_EQ(*a.greatest, 3);
  EXPECT_EQ(*a.low_quantile, -1);
  EXPECT_EQ(*a.high_quantile, 3);
  // Squares 1, 1, 9 and 4, 1, 0 have the mean 16/6; pairs stay within their paths.
  const double m = 16.0 / 6;
  const double products =
      ((1 - m) * (1 - m) + (1 - m) * (9 - m) + (4 - m) * (1 - m) + (1 - m) * (0 - m)) / 4;
  EXPECT_NEAR(*a.autocorrelation_of_squares, products / (100.0 / 6 - m * m), 1e-12);
  EXPECT_EQ(a.growth.mean, 3);
  EXPECT_NEAR(*statistics.pairs[0].correlation, -1, 1e-12);
}

TEST(SamplePaths, NumbersOfTooFewDaysOrOfNoMotionAreAbsent) {
  scenario::Study study = test::plain_random_study(4);
  study.clock.horizon = 12 * hour;
  PathSampler sampler(study, hour);
  const auto short_ones = sample_paths(sampler, 5);
  EXPECT_TRUE(short_ones->assets[0].volatility);
  EXPECT_FALSE(short_ones->assets[0].daily_volatility);
  EXPECT_FALSE(short_ones->assets[0].least);

  study.clock.horizon = 5 * day;
  for (double& each : study.model.volatility) each = 0;
  PathSampler still(study, hour);
  const auto calm = sample_paths(still, 5);
  EXPECT_NEAR(*calm->assets[0].daily_volatility, 0, 1e-12);
  EXPECT_FALSE(calm->assets[0].skewness);
  EXPECT_FALSE(calm->assets[0].autocorrelation_of_squares);
}

TEST(SamplePaths, PairsAreOfTheFirstTenAssets) {
  PathTally tally(12, day);
  const std::vector<double> logarithms{0, 1, 3};
  for (std::size_t i = 0; i < 12; ++i) tally.add(i, logarithms, logarithms, 1);
  EXPECT_EQ(tally.statistics().pairs.size(), 45U);
}

}  // namespace
}  // namespace marginwalk::run::sample_paths_test
