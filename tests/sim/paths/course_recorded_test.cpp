#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sim/paths/recorded_law.hpp"
#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

/// Paths that a recording makes, against the recording.
namespace marginwalk::paths::course_recorded_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 31;

Law law_of(const RecordedPrices& prices, double mean_block = 0,
           const std::vector<DerivedPrice>& derived = {}) {
  return Law(recorded_law({std::make_shared<Recording>(prices), mean_block}), derived, 0);
}

/// Closes of two assets whose returns cluster and differ from each other.
RecordedPrices clustered(std::size_t bars) {
  RecordedPrices prices{2, 1, 4 * an_hour, false, {100, 10}};
  std::mt19937_64 engine(5);
  std::normal_distribution<double> normal;
  double size = .01;
  for (std::size_t bar = 0; bar < bars; ++bar) {
    const double shock = normal(engine);
    size = .002 + .8 * size + .004 * std::abs(shock);
    const double first = prices.values[2 * bar] * std::exp(.001 + size * shock);
    const double other = .7 * shock + .71 * normal(engine);
    const double second = prices.values[2 * bar + 1] * std::exp(1.5 * size * other);
    prices.values.insert(prices.values.end(), {first, second});
  }
  return prices;
}

TEST(CourseRecorded, PlaysEveryPathAsItWasRecorded) {
  const RecordedPrices prices{2,
                              2,
                              8 * an_hour,
                              false,
                              {100, 5, 110, 4, 99, 4,  //
                               7, 3, 8, 3.5, 4, 2}};
  const Law law = law_of(prices, 0, {{1, true, false}});
  LawWalk walk(law, seed);
  for (const std::size_t path : {0U, 1U, 0U}) {
    walk.begin(path);
    for (std::size_t row = 1; row < 3; ++row) {
      walk.next();
      for (std::size_t i = 0; i < 2; ++i) {
        const double* const of_path = &prices.values[path * 6];
        EXPECT_NEAR(walk.logarithms()[i], std::log(of_path[row * 2 + i] / of_path[i]), 1e-14);
      }
      EXPECT_EQ(walk.logarithms()[2], -walk.logarithms()[1]);
    }
  }
}

TEST(CourseRecorded, ReachesHighAndLowOfEveryBar) {
  const RecordedPrices prices{1, 1, an_hour, true, {100, 108, 97, 105, 106, 107, 90, 95}};
  const Law law = law_of(prices);
  LawWalk walk(law, seed);
  walk.begin(0);
  for (const double corner : {97., 108., 105., 107., 90., 95.}) {
    const Coefficients line = walk.next();
    EXPECT_NEAR(walk.logarithms()[0], std::log(corner / 100), 1e-14);
    EXPECT_EQ(line.scale[0], 0);
    EXPECT_EQ(line.step[0], 0);
  }
}

TEST(CourseRecorded, LinesAreStraightInTheLogarithm) {
  const RecordedPrices prices{1, 1, an_hour, true, {100, 108, 97, 105, 106, 107, 90, 95}};
  const Law law = law_of(prices);
  Course course(law, seed);
  course.begin(0);
  const std::vector<float> motion{0.3F};
  std::vector<double> at(1);
  for (std::uint32_t minute = 1; minute < 20; ++minute) {
    course.logarithms(60 * minute, motion, at);
    EXPECT_NEAR(at[0], minute / 20. * std::log(.97), 1e-15);
  }
}

TEST(CourseRecorded, StepsComeAtTheEndOfABar) {
  const Law law = law_of({1, 1, an_hour, false, {100, 108, 97}});
  Course course(law, seed);
  course.begin(0);
  const std::vector<float> motion{0.3F};
  std::vector<double> at(1);
  course.logarithms(an_hour - 60, motion, at);
  EXPECT_EQ(at[0], 0);
  course.end_period(an_hour, motion, at);
  EXPECT_NEAR(at[0], std::log(1.08), 1e-15);
}

/// Which bars a bootstrap plays: recognised by the return of the first asset.
class Blocks {
 public:
  Blocks(const RecordedPrices& prices, double mean_block)
      : recording_(prices), law_(law_of(prices, mean_block)), walk_(law_, seed) {}

  std::vector<std::size_t> bars_of(std::uint64_t path, std::size_t count) {
    std::vector<std::size_t> bars;
    walk_.begin(path);
    while (bars.size() < count) {
      const Coefficients ended = walk_.next();
      std::size_t bar = 0;
      while (bar < recording_.bars() && recording_.move(bar, 0)[0] != ended.step[0]) ++bar;
      EXPECT_LT(bar, recording_.bars());
      // All assets come from the same time.
      EXPECT_EQ(ended.step[1], recording_.move(bar, 0)[1]);
      bars.push_back(bar);
    }
    return bars;
  }

 private:
  Recording recording_;
  Law law_;
  LawWalk walk_;
};

TEST(CourseRecorded, BlocksBeginAnywhereAndHaveGeometricLengths) {
  constexpr std::size_t bars = 50;
  constexpr double mean_block = 6;
  Blocks blocks(clustered(bars), mean_block);
  std::array<SampleMean, 30> still;  // whether a block has more bars than k
  std::vector<SampleMean> visited(bars);
  for (std::uint64_t path = 0; path < 20'000; ++path) {
    const std::vector<std::size_t> played = blocks.bars_of(path, 60);
    std::size_t length = 0;
    while (length + 1 < played.size() && played[length + 1] == (played[length] + 1) % bars) {
      ++length;
    }
    for (std::size_t k = 0; k < still.size(); ++k) still[k].add(length > k ? 1 : 0);
    for (std::size_t bar = 0; bar < bars; ++bar) visited[bar].add(played[40] == bar ? 1 : 0);
  }
  // A new block follows on the old one by chance once in as many times as there are bars.
  const double goes_on = 1 - (1 - 1. / bars) / mean_block;
  for (std::size_t k = 0; k < still.size(); ++k) {
    EXPECT_LT(still[k].errors_from(std::pow(goes_on, static_cast<double>(k) + 1)), 3.5) << k;
  }
  for (std::size_t bar = 0; bar < bars; ++bar) {
    EXPECT_LT(visited[bar].errors_from(1. / bars), 4) << bar;
  }
}

/// What the stationary bootstrap's moments are in terms of the circular sample's: a bar and the
/// k-th behind it are of one block with probability (1 - 1/b)^k, else independent.
TEST(CourseRecorded, MomentsAreThoseOfTheStationaryBootstrap) {
  constexpr std::size_t bars = 120;
  constexpr double mean_block = 8;
  const RecordedPrices prices = clustered(bars);
  const Recording recording(prices);
  const auto of = [&](std::size_t bar, std::size_t asset) { return recording.move(bar, 0)[asset]; };
  using Function = std::function<double(double first, double second)>;
  struct Product {
    const char* name;
    Function now, later;
  };
  const Function first = [](double a, double) { return a; };
  const Function second = [](double, double b) { return b; };
  const Function square = [](double a, double) { return a * a; };
  const Function one = [](double, double) { return 1.; };
  const std::vector<Product> products{{"mean", first, one},
                                      {"autocovariance", first, first},
                                      {"cross-covariance", first, second},
                                      {"covariance of squares", square, square}};
  constexpr std::size_t lags[] = {0, 1, 3, 10};
  constexpr std::size_t played = 40;
  std::vector<SampleMean> means(products.size() * 4);
  const Law law = law_of(prices, mean_block);
  LawWalk walk(law, seed);
  for (std::uint64_t path = 0; path < 10'000; ++path) {
    walk.begin(path);
    std::vector<std::array<double, 2>> returns;
    while (returns.size() < played) {
      const Coefficients ended = walk.next();
      returns.push_back({ended.step[0], ended.step[1]});
    }
    for (std::size_t p = 0; p < products.size(); ++p) {
      for (std::size_t l = 0; l < 4; ++l) {
        double sum = 0;
        for (std::size_t t = 0; t + lags[l] < played; ++t) {
          sum += products[p].now(returns[t][0], returns[t][1]) *
                 products[p].later(returns[t + lags[l]][0], returns[t + lags[l]][1]);
        }
        means[p * 4 + l].add(sum / static_cast<double>(played - lags[l]));
      }
    }
  }
  for (std::size_t p = 0; p < products.size(); ++p) {
    for (std::size_t l = 0; l < 4; ++l) {
      double now = 0, later = 0, both = 0;
      for (std::size_t bar = 0; bar < bars; ++bar) {
        const std::size_t behind = (bar + lags[l]) % bars;
        const double value = products[p].now(of(bar, 0), of(bar, 1)) / bars;
        now += value;
        later += products[p].later(of(bar, 0), of(bar, 1)) / bars;
        both += value * products[p].later(of(behind, 0), of(behind, 1));
      }
      const double together = std::pow(1 - 1 / mean_block, static_cast<double>(lags[l]));
      EXPECT_LT(means[p * 4 + l].errors_from(together * both + (1 - together) * now * later), 3.5)
          << products[p].name << ", lag " << lags[l];
    }
  }
}

TEST(CourseRecorded, DrawsDependOnSeedAndPathAlone) {
  const RecordedPrices prices = clustered(50);
  Blocks blocks(prices, 5);
  const auto third = blocks.bars_of(3, 30);
  const auto fourth = blocks.bars_of(4, 30);
  EXPECT_NE(third, fourth);
  EXPECT_EQ(blocks.bars_of(3, 30), third);
  EXPECT_EQ(Blocks(prices, 5).bars_of(4, 30), fourth);
}

TEST(CourseRecorded, OneBlockThatNeverEndsIsTheRecordingFromSomewhere) {
  Blocks blocks(clustered(50), 1e12);
  const auto bars = blocks.bars_of(8, 120);
  for (std::size_t k = 1; k < bars.size(); ++k) EXPECT_EQ(bars[k], (bars[k - 1] + 1) % 50);
}

/// A drift of 0 makes the mean growth of a bar 1; with blocks of one bar all bars are independent,
/// so that the price is a martingale over any time.
TEST(CourseRecorded, RecentredPricesAreMartingalesWhereBarsAreIndependent) {
  const auto recording = std::make_shared<Recording>(clustered(100));
  for (const std::size_t asset : {0U, 1U}) recording->recentre(asset, 0);
  const Law law(recorded_law({recording, 1}), {}, 0);
  LawWalk walk(law, seed);
  SampleMean first, second;
  for (std::uint64_t path = 0; path < 20'000; ++path) {
    walk.begin(path);
    walk.go_to(5 * a_day);
    first.add(std::exp(walk.logarithms()[0]));
    second.add(std::exp(walk.logarithms()[1]));
  }
  EXPECT_LT(first.errors_from(1), 3);
  EXPECT_LT(second.errors_from(1), 3);
}

}  // namespace
}  // namespace marginwalk::paths::course_recorded_test
