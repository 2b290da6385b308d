#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/paths/gbm.hpp"
#include "sim/random/brownian_tree.hpp"

/// What generators of paths in other tools were found to lose. Each test names the defect; the
/// comment in it says what goes wrong, and where it was seen.
namespace marginwalk::paths::counterexamples_test {
namespace {

constexpr std::size_t assets = 3;
using Row = std::array<double, assets>;

constexpr Row volatility{0.55, 0.72, 1.3};

ModelParameters three_assets() {
  Matrix correlation(3, 3);
  correlation << 1, 0.8, -0.3, 0.8, 1, 0.1, -0.3, 0.1, 1;
  return {{0, 0, 0}, {volatility.begin(), volatility.end()}, correlation};
}

/// An interval, in minutes from the start.
struct Interval {
  std::uint32_t from, to;
};

constexpr Interval a_minute{2 * 1440 + 123, 2 * 1440 + 124}, an_hour{480, 540}, a_day{1440, 2880},
    across_days{1440 - 100, 1440 + 260}, a_month{0, 30 * 1440};

double years_of(std::uint32_t minutes) {
  return minutes * random::seconds_per_minute / random::seconds_per_year;
}

/// Log-returns of a path over an interval, in deviations from their mean.
Row returns(const Gbm& gbm, const random::BrownianTree& tree, std::uint64_t path,
            const Interval& interval) {
  const auto at = [&](std::uint32_t minutes) {
    Row logarithms{};
    gbm(years_of(minutes), tree.at(path, minutes * random::seconds_per_minute), logarithms);
    return logarithms;
  };
  const Row from = at(interval.from), to = at(interval.to);
  const double years = years_of(interval.to - interval.from);
  Row z{};
  for (std::size_t i = 0; i < assets; ++i) {
    const double mean = -volatility[i] * volatility[i] / 2 * years;
    z[i] = (to[i] - from[i] - mean) / (volatility[i] * std::sqrt(years));
  }
  return z;
}

// Tolerances are four standard errors: fifteen comparisons are made with each seed.

TEST(Counterexamples, AssetsMoveTogetherOverEveryInterval) {
  // Draws made anew for each asset, or resampled for each on its own, are independent: a hedge
  // hedges nothing then, and a diversified book is far too safe. (Bayswater, Jesse)
  constexpr int paths = 20'000;
  const ModelParameters parameters = three_assets();
  const Gbm gbm(parameters);
  const random::BrownianTree tree(11, assets);
  for (const Interval& interval : {a_minute, an_hour, a_day, across_days, a_month}) {
    Matrix products = Matrix::Zero(assets, assets);
    for (std::uint64_t path = 0; path < paths; ++path) {
      const Row z = returns(gbm, tree, path, interval);
      const Eigen::Map<const Eigen::Vector3d> column(z.data());
      products += column * column.transpose();
    }
    for (Eigen::Index i = 0; i < 3; ++i) {
      for (Eigen::Index j = 0; j < i; ++j) {
        const double stated = parameters.correlation(i, j);
        const double error = std::sqrt((1 + stated * stated) / paths);
        EXPECT_LT(std::abs(products(i, j) / paths - stated) / error, 4)
            << i << " and " << j << " over " << interval.to - interval.from << " minutes";
      }
    }
  }
}

TEST(Counterexamples, VarianceIsThatOfTheFormulaOverEveryInterval) {
  // Shocks that are not scaled to variance 1, or a daily deviation used for minutes, go unseen
  // until somebody compares. (dex-sim)
  constexpr int paths = 20'000;
  const Gbm gbm(three_assets());
  const random::BrownianTree tree(12, assets);
  for (const Interval& interval : {a_minute, an_hour, a_day, across_days, a_month}) {
    Row squares{};
    for (std::uint64_t path = 0; path < paths; ++path) {
      const Row z = returns(gbm, tree, path, interval);
      for (std::size_t i = 0; i < assets; ++i) squares[i] += z[i] * z[i];
    }
    for (std::size_t i = 0; i < assets; ++i) {
      EXPECT_LT(std::abs(squares[i] / paths - 1) / std::sqrt(2.0 / paths), 4)
          << i << " over " << interval.to - interval.from << " minutes";
    }
  }
}

TEST(Counterexamples, NoMoveIsClipped) {
  // Returns cut at a fixed size, say 15 %, remove just those moves that liquidate. (dex-sim)
  const Gbm gbm(three_assets());
  const double year = 1;
  for (const double deviations : {1.0, -4.0, 8.0, -16.0, 32.0, -64.0}) {
    const auto motion = float(deviations);
    Row logarithms{};
    gbm(year, std::array<float, assets>{motion, 0, 0}, logarithms);
    const Row loading{1, 0.8, -0.3};
    for (std::size_t i = 0; i < assets; ++i) {
      const double expected =
          -volatility[i] * volatility[i] / 2 + volatility[i] * loading[i] * deviations;
      EXPECT_NEAR(logarithms[i], expected, 1e-12 * std::abs(deviations)) << deviations;
    }
  }
}

TEST(Counterexamples, LargeMovesAreAsFrequentAsStated) {
  // Nor may the draws themselves lose their tails: beyond 3 deviations lie 0.26998 %. (dex-sim)
  constexpr int paths = 100'000;
  const double beyond_three = std::erfc(3 / std::sqrt(2.0));
  const Gbm gbm(three_assets());
  const random::BrownianTree tree(13, assets);
  std::array<int, assets> count{};
  Row largest{};
  for (std::uint64_t path = 0; path < paths; ++path) {
    const Row z = returns(gbm, tree, path, a_day);
    for (std::size_t i = 0; i < assets; ++i) {
      count[i] += std::abs(z[i]) > 3 ? 1 : 0;
      largest[i] = std::max(largest[i], std::abs(z[i]));
    }
  }
  const double error = std::sqrt(paths * beyond_three * (1 - beyond_three));
  for (std::size_t i = 0; i < assets; ++i) {
    EXPECT_LT(std::abs(count[i] - paths * beyond_three) / error, 4) << i;
    EXPECT_GT(largest[i], 3.8) << i;  // 14 of 100,000 are expected
  }
}

}  // namespace
}  // namespace marginwalk::paths::counterexamples_test
