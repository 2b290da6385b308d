#include "sim/estimate/precision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/estimate/paired_difference.hpp"
#include "sim/estimate/proportion.hpp"

namespace marginwalk::estimate::precision_test {
namespace {

TEST(Precision, IsTheFartherBoundInUnitsOfTheTolerance) {
  struct Row {
    std::optional<Estimate> value;
    Tolerance tolerance;
    double imprecision;
  };
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const Row rows[] = {
      {Estimate{0.5, 0.25, 0.625}, {0.25, false}, 1},
      {Estimate{0.5, 0.25, 0.625}, {0.125, false}, 2},
      {Estimate{0.5, 0.25, 0.625}, {0.5, true}, 1},
      {Estimate{-8, -10, -7}, {0.25, true}, 1},
      {Estimate{0, 0, 0.5}, {0.5, false}, 1},
      {Estimate{0, 0, 0.5}, {0.5, true}, infinite},
      {Estimate{1, {}, 2}, {5, false}, infinite},
      {Estimate{1, 0, {}}, {5, false}, infinite},
      {std::nullopt, {5, false}, infinite},
  };
  for (const Row& row : rows) EXPECT_EQ(imprecision(row.value, row.tolerance), row.imprecision);
}

TEST(Precision, AtTwoLooksTheErrorIsHalved) { EXPECT_DOUBLE_EQ(sequential_confidence, 0.975); }

TEST(Precision, HigherLevelsWidenIntervals) {
  // Clopper and Pearson with no event in ten: 1 - (tail)^(1/10).
  EXPECT_NEAR(*proportion(0, 10, 0.975).high, 1 - std::pow(0.0125, 0.1), 1e-12);
  // Tango without a discordant pair: z^2 / (n + z^2).
  const double squared = 2.241402727604947 * 2.241402727604947;
  EXPECT_NEAR(*paired_difference(Discordance{0, 0, 50}, 0.975).high, squared / (50 + squared),
              1e-10);
}

}  // namespace
}  // namespace marginwalk::estimate::precision_test
