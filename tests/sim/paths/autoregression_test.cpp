#include <gtest/gtest.h>

#include <cmath>

#include "sim/paths/funding_premium.hpp"

namespace marginwalk::paths::autoregression_test {
namespace {

const Autoregression law{{.0002, .0003}, {.86, .8}, {.002, .003}, {.0003, .0004}, .85};

AutoregressionNode at(std::uint32_t seconds) { return {3, 0, seconds, random::Stream::funding}; }

TEST(FundingPremium, RateIsTheInterestWithinTheBand) {
  const std::pair<double, double> rows[] = {
      {.0001, .0001}, {.0006, .0001}, {-.0004, .0001}, {.0010, .0005}, {-.0010, -.0005}};
  const FundingPremium premiums{law, .0005};
  for (const auto& [premium, rate] : rows) EXPECT_NEAR(premiums.rate(premium, .0001), rate, 1e-15);
}

TEST(Autoregression, HasTheMomentsOfItsAutoregression) {
  constexpr int steps = 400'000;
  double premiums[2] = {.0002, .0003};
  double sum[2] = {0, 0};
  double squares[2] = {0, 0};
  double products = 0;
  double lagged = 0;
  for (int k = 0; k < steps; ++k) {
    const double before = premiums[0] - law.mean[0];
    for (std::size_t i = 0; i < 2; ++i) {
      premiums[i] = next_value(law, i, premiums[i], 0, at(static_cast<std::uint32_t>(k)));
      const double deviation = premiums[i] - law.mean[i];
      sum[i] += deviation;
      squares[i] += deviation * deviation;
    }
    products += (premiums[0] - law.mean[0]) * (premiums[1] - law.mean[1]);
    lagged += before * (premiums[0] - law.mean[0]);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const double phi = law.persistence[i];
    const double variance = law.deviation[i] * law.deviation[i] / (1 - phi * phi);
    const double longest = (1 + phi) / (1 - phi);  // variance of a mean, in variances / steps
    EXPECT_NEAR(sum[i] / steps, 0, 4 * std::sqrt(variance * longest / steps));
    const double of_square = std::sqrt(2 * (1 + phi * phi) / (1 - phi * phi) / steps);
    EXPECT_NEAR(squares[i] / steps / variance, 1, 4 * of_square);
  }
  EXPECT_NEAR(lagged / squares[0], law.persistence[0], 4 * std::sqrt((1 - .86 * .86) / steps));
  const double covariance = law.deviation[0] * law.deviation[1] * law.common / (1 - .86 * .8);
  EXPECT_NEAR(products / steps / covariance, 1, 4 * std::sqrt(2.0 * 8 / steps));
}

TEST(Autoregression, FollowsTheReturn) {
  const double up = next_value(law, 1, .0004, .1, at(28'800));
  const double level = next_value(law, 1, .0004, 0, at(28'800));
  EXPECT_NEAR(up - level, .1 * law.response[1], 1e-15);
}

}  // namespace
}  // namespace marginwalk::paths::autoregression_test
