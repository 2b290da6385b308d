#include "sim/paths/long_run.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::long_run_test {
namespace {

TEST(LongRun, ByHand) {
  ModelParameters model = two_assets();
  EXPECT_DOUBLE_EQ(long_run_variance(model, 0), .36);
  model.jumps = {normal_jumps};
  // 60 x (0.02^2 + 0.06^2), and for the second asset 60 x (0.5^2 x 0.004 + 0.03^2)
  EXPECT_NEAR(long_run_variance(model, 0), .36 + .24, 1e-12);
  EXPECT_NEAR(long_run_variance(model, 1), .81 + .06 + .054, 1e-12);
  model.jumps.push_back(exponential_jumps);
  // 40 x 2 x (0.4 x 0.04^2 + 0.6 x 0.05^2)
  EXPECT_NEAR(long_run_variance(model, 0), .36 + .24 + .1712, 1e-12);
}

ModelParameters with_variance_jumps() {
  ModelParameters model = one_asset(.6);
  model.variance = Heston{{.36}, {20}, {1.2}, {-.5}, 0, {.1}, {-.2}};
  model.jumps = {{30, NormalSize{-.01, .05}, {1}, {0}}};
  return model;
}

/// Variance is higher by 30 x 0.1 / 20, and jumps are of Y - 0.02 E: E of their square is
/// 0.0026 + 2 x 0.01 x 0.02 + 2 x 0.02^2.
TEST(LongRun, WithVarianceThatJumps) {
  EXPECT_NEAR(long_run_variance(with_variance_jumps(), 0), .36 + .15 + 30 * .0038, 1e-12);
}

/// The mean square of daily returns, once the start is forgotten, within four standard errors and
/// one percent: variance jumps at the end of a day.
TEST(LongRunSlow, IsThatOfPaths) {
  ModelParameters jumping = two_assets();
  jumping.jumps = {normal_jumps, exponential_jumps};
  ModelParameters clustered = two_assets();
  clustered.variance = gjr(8, true);
  ModelParameters regimes = two_assets();
  regimes.variance = quiet_and_wild();
  regimes.volatility = {std::sqrt(.8 * .16 + .2 * 1.44), std::sqrt(.8 * .25 + .2 * 2.25)};
  for (const ModelParameters& model : {jumping, clustered, regimes, with_variance_jumps()}) {
    const Law law(model, {}, 0);
    test::LawWalk walk(law, 31);
    test::SampleMean squares;
    for (std::uint64_t path = 0; path < 1'500; ++path) {
      walk.begin(path);
      walk.go_to(100 * a_day);
      double sum = 0;
      for (std::uint32_t day = 101; day <= 200; ++day) {
        const double before = walk.logarithms()[0];
        walk.go_to(day * a_day);
        const double moved = walk.logarithms()[0] - before;
        sum += moved * moved;
      }
      squares.add(3.65 * sum);
    }
    const double expected = long_run_variance(model, 0);
    EXPECT_NEAR(squares.mean(), expected, 4 * squares.error() + .01 * expected);
  }
}

}  // namespace
}  // namespace marginwalk::paths::long_run_test
