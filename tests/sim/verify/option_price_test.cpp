#include "sim/verify/option_price.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

namespace marginwalk::verify::option_price_test {
namespace {

constexpr double month = 30.0 / 365;

template <typename Law>
CharacteristicFunction of(const Law& law, double years) {
  return [=](Complex u) { return characteristic(law, years, u); };
}

/// The price today of a call from 100 where a rate of interest is earned, as papers print it.
template <typename Law>
double discounted(const Law& law, double years, double rate, double strike) {
  const double growth = std::exp(rate * years);
  return lewis({100 * growth, strike}, of(law, years)) / growth;
}

/// NormalJumps of which the price changes by `mean_return` on average.
NormalJumps jumps_of_return(double rate, double mean_return, double deviation) {
  return {rate, std::log1p(mean_return) - deviation * deviation / 2, deviation};
}

// M. Broadie and O. Kaya, Exact simulation of stochastic volatility and other affine jump diffusion
// processes, Operations Research 54(2), 2006: the true prices of its numerical examples.
TEST(OptionPrice, OfBroadieAndKaya) {
  EXPECT_NEAR(discounted(Heston{0.010201, 0.019, 6.21, 0.61, -0.7}, 1, 0.0319, 100), 6.8061, 5e-5);
  EXPECT_NEAR(discounted(Heston{0.09, 0.09, 2, 1, -0.3}, 5, 0.05, 100), 34.9998, 5e-5);
  const Bates with_jumps{{0.008836, 0.014, 3.99, 0.27, -0.79}, jumps_of_return(0.11, -0.12, 0.15)};
  EXPECT_NEAR(discounted(with_jumps, 5, 0.0319, 100), 20.1642, 5e-5);
  // The mean return of -10 % includes what the jump of the variance brings: 1 / (1 - rho_J mean).
  CommonJumps common{
      {0.007569, 0.008, 3.46, 0.14, -0.82}, jumps_of_return(0.47, -0.1, 1e-4), 0.05, -0.38};
  common.jumps.mean += std::log(1 - common.correlation * common.variance_mean);
  EXPECT_NEAR(discounted(common, 1, 0.0319, 100), 6.8619, 5e-5);
}

// F. Fang and C. W. Oosterlee, A novel pricing method for European options based on Fourier-cosine
// series expansions, SIAM Journal on Scientific Computing 31(2), 2008: reference prices.
TEST(OptionPrice, OfFangAndOosterlee) {
  const Heston law{0.0175, 0.0398, 1.5768, 0.5751, -0.5711};
  // QuantLib says 5.785155434376, too.
  EXPECT_NEAR(lewis({100, 100}, of(law, 1)), 5.785155450, 2e-8);
  EXPECT_NEAR(lewis({100, 100}, of(law, 10)), 22.318945791474590, 1e-9);
}

// Kou 2002, numerical example.
TEST(OptionPrice, OfKou) {
  EXPECT_NEAR(discounted(Kou{0.16, {1, 0.4, 0.1, 0.2}}, 0.5, 0.05, 98), 9.14732, 5e-6);
}

TEST(OptionPrice, BlackTable) {
  // 100 (2 Phi(deviation / 2) - 1) at the money.
  EXPECT_NEAR(black({100, 100}, 0.04), 100 * std::erf(0.1 / std::sqrt(2.0)), 1e-13);
  EXPECT_EQ(black({100, 90}, 0), 10);
  EXPECT_EQ(black({100, 110}, 0), 0);
}

TEST(OptionPrice, MertonByTheSeriesAndByTheIntegral) {
  for (const Merton& law : {Merton{0.6, {20, -0.02, 0.06}}, Merton{0.3, {1, 0.3, 0.5}}}) {
    for (const double years : {1.0 / 8760, 1.0 / 365, month, 1.0, 5.0}) {
      for (const double strike : {50.0, 80.0, 100.0, 120.0, 200.0}) {
        EXPECT_NEAR(lewis({100, strike}, of(law, years)), poisson_series({100, strike}, law, years),
                    1e-11)
            << years << " years, strike " << strike;
      }
    }
  }
}

// The characteristic function vanishes between multiples of 2 pi / 0.1 and comes back.
TEST(OptionPrice, WithJumpsOfOneSize) {
  for (const double rate : {50.0, 200.0, 1000.0}) {
    const Merton law{0.1, {rate, -0.1, 0}};
    for (const double strike : {80.0, 100.0, 130.0}) {
      EXPECT_NEAR(lewis({100, strike}, of(law, month)), poisson_series({100, strike}, law, month),
                  1e-10)
          << rate << " jumps a year, strike " << strike;
    }
  }
}

/// start P(price > strike) with prices as weights - strike P(price > strike).
template <typename Law>
void expect_probabilities_agree(const Law& law) {
  for (const double years : {1.0 / 365, month, 1.0}) {
    const CharacteristicFunction shares = [&](Complex u) {
      return characteristic(law, years, u - Complex(0, 1));
    };
    for (const double strike : {60.0, 100.0, 140.0}) {
      const double x = std::log(strike / 100);
      const double call =
          100 * (1 - distribution(x, shares)) - strike * (1 - distribution(x, of(law, years)));
      EXPECT_NEAR(lewis({100, strike}, of(law, years)), call, 1e-10)
          << years << " years, strike " << strike;
    }
  }
}

TEST(OptionPrice, ByOneIntegralAndByTwoProbabilities) {
  const Heston heston{0.36, 0.5, 4, 1.2, -0.4};
  expect_probabilities_agree(Merton{0.6, {20, -0.02, 0.06}});
  expect_probabilities_agree(Kou{0.6, {20, 0.4, 0.04, 0.05}});
  expect_probabilities_agree(heston);
  expect_probabilities_agree(Bates{heston, {20, -0.02, 0.06}});
  expect_probabilities_agree(CommonJumps{heston, {5, -0.03, 0.06}, 0.2, -0.3});
}

// The put is a call on the strike that is paid in shares: weighing by prices turns the law of
// ln(price) about, and a put on start at strike is a call on strike at start.
TEST(OptionPrice, PutsAndCallsKeepParity) {
  const Heston heston{0.36, 0.5, 4, 1.2, -0.4};
  const auto turned = [](const CharacteristicFunction& characteristic) {
    return [characteristic](Complex u) { return characteristic(-u - Complex(0, 1)); };
  };
  for (const auto& law : {of(Kou{0.6, {20, 0.4, 0.04, 0.05}}, month), of(heston, month),
                          of(CommonJumps{heston, {5, -0.03, 0.06}, 0.2, -0.3}, month)}) {
    for (const double strike : {60.0, 100.0, 140.0}) {
      const double put = lewis({strike, 100}, turned(law));
      EXPECT_NEAR(lewis({100, strike}, law) - put, 100 - strike, 1e-11) << strike;
    }
  }
}

TEST(OptionPrice, WithoutJumpsOrWithASteadyVarianceIsBlacks) {
  const Heston steady{0.36, 0.5, 4, 0, -0.4};
  for (const double years : {1.0 / 365, month, 1.0}) {
    const double integrated = 0.5 * years + (0.36 - 0.5) * -std::expm1(-4 * years) / 4;
    for (const double strike : {60.0, 100.0, 140.0}) {
      const Call call{100, strike};
      EXPECT_NEAR(lewis(call, of(Merton{0.6, {}}, years)), black(call, 0.36 * years), 1e-11);
      EXPECT_NEAR(poisson_series(call, Merton{0.6, {}}, years), black(call, 0.36 * years), 1e-12);
      EXPECT_NEAR(lewis(call, of(Kou{0.6, {0, 0.4, 0.1, 0.1}}, years)), black(call, 0.36 * years),
                  1e-11);
      EXPECT_NEAR(lewis(call, of(steady, years)), black(call, integrated), 1e-11);
    }
  }
}

TEST(OptionPrice, DistributionRisesFromZeroToOne) {
  const auto law = of(Kou{0.6, {20, 0.4, 0.04, 0.05}}, month);
  double previous = -1e-12;
  for (double x = -1.5; x < 1.5; x += 0.05) {
    const double probability = distribution(x, law);
    EXPECT_GT(probability, previous - 1e-12) << x;
    previous = probability;
  }
  EXPECT_NEAR(distribution(-2, law), 0, 1e-11);
  EXPECT_NEAR(distribution(2, law), 1, 1e-11);
}

}  // namespace
}  // namespace marginwalk::verify::option_price_test
