#include "sim/random/samplers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <vector>

namespace marginwalk::random::samplers_test {
namespace {

constexpr int draws = 100'000;

/// One draw at each of many addresses.
template <typename Draw>
std::vector<double> sample(const Draw& draw, std::uint64_t seed) {
  std::vector<double> values;
  for (std::uint64_t path = 0; path < draws; ++path) {
    AddressedEngine engine(seed, {path, 86'400, Stream::mixing, 0});
    values.push_back(draw(engine));
  }
  return values;
}

/// The sample's mean of a power less an exact one, in standard errors of the sample.
double moment_error(const std::vector<double>& values, int power, double exact) {
  double sum = 0, squares = 0;
  for (const double value : values) {
    const double term = std::pow(value, power);
    sum += term;
    squares += term * term;
  }
  const double mean = sum / draws;
  return (mean - exact) / std::sqrt((squares / draws - mean * mean) / draws);
}

/// Kolmogorov's statistic sqrt(n) sup |F_n - F|. It is above 1.95 with probability 1e-3
/// (2 exp(-2 x^2), asymptotically).
template <typename Distribution>
double kolmogorov(std::vector<double> values, const Distribution& distribution) {
  std::sort(values.begin(), values.end());
  double worst = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double below = cdf(distribution, values[k]) * draws;
    const auto rank = static_cast<double>(k);
    worst = std::max({worst, below - rank, rank + 1 - below});
  }
  return worst / std::sqrt(draws);
}
constexpr double kolmogorov_limit = 1.95;

// Moments are within three standard errors.

TEST(Samplers, UniformIsUniformAndNeverZeroOrOne) {
  const auto values = sample(uniform, 1);
  EXPECT_GT(*std::min_element(values.begin(), values.end()), 0);
  EXPECT_LT(*std::max_element(values.begin(), values.end()), 1);
  EXPECT_LT(std::abs(moment_error(values, 1, 1.0 / 2)), 3);
  EXPECT_LT(std::abs(moment_error(values, 2, 1.0 / 3)), 3);
  EXPECT_LT(kolmogorov(values, boost::math::uniform(0, 1)), kolmogorov_limit);
}

TEST(Samplers, NormalIsNormal) {
  const auto values = sample(normal, 2);
  for (const auto& [power, exact] : {std::pair(1, 0.0), {2, 1.0}, {3, 0.0}, {4, 3.0}}) {
    EXPECT_LT(std::abs(moment_error(values, power, exact)), 3) << power;
  }
  EXPECT_LT(kolmogorov(values, boost::math::normal()), kolmogorov_limit);
}

TEST(Samplers, ExponentialIsExponential) {
  for (const double mean : {0.04, 1.0, 3.0}) {
    const auto values = sample(Exponential(mean), 3);
    EXPECT_LT(std::abs(moment_error(values, 1, mean)), 3) << mean;
    EXPECT_LT(std::abs(moment_error(values, 2, 2 * mean * mean)), 3) << mean;
    EXPECT_LT(kolmogorov(values, boost::math::exponential(1 / mean)), kolmogorov_limit) << mean;
  }
}

TEST(Samplers, PoissonCounts) {
  for (const double mean : {0.0, 0.02, 1.0, 7.5, 120.0}) {
    const auto values = sample(Poisson(mean), 4);
    if (mean == 0) {
      EXPECT_EQ(*std::max_element(values.begin(), values.end()), 0);
      continue;
    }
    EXPECT_LT(std::abs(moment_error(values, 1, mean)), 3) << mean;
    EXPECT_LT(std::abs(moment_error(values, 2, mean + mean * mean)), 3) << mean;
    const boost::math::poisson distribution(mean);
    for (const double n : {0.0, 1.0, 2.0, std::floor(mean), std::floor(mean) + 3}) {
      const double probability = pdf(distribution, n);
      if (draws * probability < 5) continue;
      const auto count = static_cast<double>(std::count(values.begin(), values.end(), n));
      const double error = std::sqrt(draws * probability * (1 - probability));
      EXPECT_LT(std::abs(count - draws * probability) / error, 3) << n << " of mean " << mean;
    }
  }
}

TEST(Samplers, GammaIsGamma) {
  for (const double shape : {0.5, 0.8, 1.25, 2.5, 10.0}) {
    const auto values = sample(Gamma(shape), 5);
    const double second = shape * (shape + 1);
    EXPECT_LT(std::abs(moment_error(values, 1, shape)), 3) << shape;
    EXPECT_LT(std::abs(moment_error(values, 2, second)), 3) << shape;
    EXPECT_LT(std::abs(moment_error(values, 3, second * (shape + 2))), 3) << shape;
    EXPECT_LT(kolmogorov(values, boost::math::gamma_distribution(shape)), kolmogorov_limit)
        << shape;
  }
}

TEST(Samplers, NormalProbabilityIsBoosts) {
  const boost::math::normal exact;
  for (double x = -40; x <= 40; x += 0.0071) {
    EXPECT_NEAR(normal_probability(x), cdf(exact, x), 1e-15) << x;
  }
  // As far as variates reach, the tail keeps eight digits.
  for (double x = -7; x < 0; x += 0.0071) {
    EXPECT_NEAR(normal_probability(x) / cdf(exact, x), 1, 1e-8) << x;
  }
}

TEST(Samplers, EnginesAtOneAddressGiveTheSameNumbers) {
  const Address address{12, 3'600, Stream::jumps, 1024};
  AddressedEngine one(7, address), other(7, address), elsewhere(7, {13, 3'600, Stream::jumps, 0});
  const auto all = [](AddressedEngine& engine) {
    return std::vector{uniform(engine),        normal(engine),
                       Exponential(2)(engine), double(Poisson(3)(engine)),
                       Gamma(0.8)(engine),     Gamma(4)(engine)};
  };
  for (int k = 0; k < 100; ++k) {
    const auto expected = all(one);
    EXPECT_EQ(all(other), expected);
    EXPECT_NE(all(elsewhere), expected);
  }
}

}  // namespace
}  // namespace marginwalk::random::samplers_test
