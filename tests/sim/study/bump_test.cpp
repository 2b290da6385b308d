#include "sim/study/bump.hpp"

#include <gtest/gtest.h>

#include "sim/paths/correlation.hpp"

namespace marginwalk::study::bump_test {
namespace {

using paths::Matrix;
using paths::ModelParameters;

ModelParameters three_assets(double a, double b, double c) {
  Matrix correlation(3, 3);
  correlation << 1, a, b, a, 1, c, b, c, 1;
  return {{0, 0, 0}, {0.5, 0.6, 0.7}, correlation};
}

TEST(Bump, ScalesVolatilityOfEveryKind) {
  ModelParameters model = three_assets(0.5, 0.5, 0.5);
  EXPECT_NEAR(bumped(model, Bump::volatility)->volatility[2], 0.707, 1e-12);

  model.variance = paths::Regimes{{{"calm", {0.4}, {}}, {"storm", {1.2}, {}}}, {}, {}};
  const auto stormy = std::get<paths::Regimes>(bumped(model, Bump::volatility)->variance);
  EXPECT_NEAR(stormy.regimes[0].volatility[0], 0.404, 1e-12);
  EXPECT_NEAR(stormy.regimes[1].volatility[0], 1.212, 1e-12);

  model.variance = paths::Heston{{0.25}, {5}, {0.9}, {-0.3}, 0.5, {0.2}, {0.1}};
  const auto heston = std::get<paths::Heston>(bumped(model, Bump::volatility)->variance);
  EXPECT_NEAR(heston.initial[0], 0.25 * 1.0201, 1e-12);
  EXPECT_NEAR(heston.vol_of_variance[0], 0.909, 1e-12);
  EXPECT_EQ(heston.reversion[0], 5);
  EXPECT_EQ(heston.correlation[0], -0.3);
  EXPECT_NEAR(heston.variance_jump[0] * heston.jump_share[0], 0.02, 1e-15);
}

TEST(Bump, RaisesCorrelationsAndKeepsThemPossible) {
  const auto raised = bumped(three_assets(0.5, 0.2, -0.3), Bump::correlation)->correlation;
  EXPECT_NEAR(raised(0, 1), 0.51, 1e-12);
  EXPECT_NEAR(raised(2, 1), -0.29, 1e-12);
  EXPECT_EQ(raised(1, 1), 1);
  EXPECT_EQ(bumped(three_assets(1, 1, 1), Bump::correlation)->correlation(0, 1), 1);

  // Singular already: 0.6^2 + 0.8^2 = 1, and raised on both sides it is no correlation matrix.
  const auto edge = bumped(three_assets(0.6, 0.8, 0), Bump::correlation)->correlation;
  EXPECT_FALSE(paths::find_negative_eigenvalue(edge));
  EXPECT_NEAR(edge(0, 1), 0.61, 0.01);
  EXPECT_NEAR(edge(0, 2), 0.81, 0.01);
}

TEST(Bump, ChangesNothingWhereThereIsNothing) {
  const ModelParameters one{{0}, {0.5}, Matrix::Identity(1, 1)};
  EXPECT_FALSE(bumped(one, Bump::correlation));
  EXPECT_FALSE(bumped(one, Bump::jump_rate));
  ModelParameters jumping = one;
  jumping.jumps = {{10, paths::NormalSize{0, 0.1}, {1}, {0}}};
  EXPECT_NEAR(bumped(jumping, Bump::jump_rate)->jumps[0].rate, 11, 1e-12);
}

}  // namespace
}  // namespace marginwalk::study::bump_test
