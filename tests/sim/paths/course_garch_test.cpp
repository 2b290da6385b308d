#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::course_garch_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 22;

/// A path's innovations: what its logarithms do besides their drift.
class Innovations {
 public:
  explicit Innovations(const Law& law) : walk_(law, seed), last_(law.assets()) {}

  void begin(std::uint64_t path) {
    walk_.begin(path);
    std::fill(last_.begin(), last_.end(), 0);
  }

  std::vector<double> next() {
    const std::uint32_t start = walk_.seconds();
    const Coefficients ended = walk_.next();
    scale = ended.scale;
    std::vector<double> innovations;
    for (std::size_t i = 0; i < last_.size(); ++i) {
      const double years = (walk_.seconds() - start) / random::seconds_per_year;
      innovations.push_back(walk_.logarithms()[i] - last_[i] - ended.drift[i] * years);
      last_[i] = walk_.logarithms()[i];
    }
    return innovations;
  }

  std::vector<double> scale;  ///< of the period that has ended

 private:
  LawWalk walk_;
  std::vector<double> last_;
};

ModelParameters one_garch(double alpha, double gamma, double beta, double degrees_of_freedom) {
  ModelParameters parameters = one_asset(0.8);
  parameters.variance = Garch{{alpha}, {gamma}, {beta}, degrees_of_freedom, true};
  return parameters;
}
constexpr double target = 0.64 / 365;

TEST(CourseGarchSlow, UnconditionalVarianceIsTheTarget) {
  for (const double degrees_of_freedom : {0.0, 8.0}) {
    for (const double gamma : {0.0, 0.1}) {
      const Law law(one_garch(0.06, gamma, 0.82, degrees_of_freedom), {}, 0);
      Innovations innovations(law);
      SampleMean early, late;
      for (std::uint64_t path = 0; path < 20'000; ++path) {
        innovations.begin(path);
        double sum = 0;
        for (int day = 0; day < 40; ++day) {
          const double e = innovations.next()[0];
          if (day == 0) early.add(e * e);
          if (day >= 20) sum += e * e;
        }
        late.add(sum / 20);
      }
      EXPECT_LT(early.errors_from(target), 3) << degrees_of_freedom << " " << gamma;
      EXPECT_LT(late.errors_from(target), 3) << degrees_of_freedom << " " << gamma;
    }
  }
}

// Of normal innovations, with k = alpha + beta: correlation alpha (1 - alpha beta - beta^2) / (1 -
// 2 alpha beta - beta^2) of neighbours, falling by k a day; Bollerslev, "The correlation structure
// for the generalized autoregressive conditional heteroskedastic process", J. Time Series Analysis
// 9, 1988.
TEST(CourseGarchSlow, SquaresAreCorrelatedByTheFormula) {
  const double alpha = 0.12, beta = 0.78;
  const Law law(one_garch(alpha, 0, beta, 0), {}, 0);
  Innovations innovations(law);
  constexpr int burn_in = 80, days = 60;
  const std::array<int, 4> lags{1, 2, 5, 12};
  std::array<SampleMean, 4> excess;
  SampleMean variance;
  const auto correlation = [&](int lag) {
    return alpha * (1 - alpha * beta - beta * beta) / (1 - 2 * alpha * beta - beta * beta) *
           std::pow(alpha + beta, lag - 1);
  };
  for (std::uint64_t path = 0; path < 10'000; ++path) {
    innovations.begin(path);
    std::vector<double> squares;
    for (int day = 0; day < burn_in + days; ++day) {
      const double e = innovations.next()[0];
      if (day >= burn_in) squares.push_back(e * e / target - 1);
    }
    for (std::size_t k = 0; k < lags.size(); ++k) {
      const auto lag = static_cast<std::size_t>(lags[k]);
      double sum = 0;
      for (std::size_t t = lag; t < squares.size(); ++t) {
        const double both = (squares[t] * squares[t] + squares[t - lag] * squares[t - lag]) / 2;
        sum += squares[t] * squares[t - lag] - correlation(lags[k]) * both;
      }
      excess[k].add(sum / static_cast<double>(squares.size() - lag));
    }
    double sum = 0;
    for (const double each : squares) sum += each * each;
    variance.add(sum / days);
  }
  for (std::size_t k = 0; k < lags.size(); ++k) {
    EXPECT_LT(excess[k].errors_from(0), 3) << "lag " << lags[k];
  }
  // E e^4 = 3 target^2 (1 - k^2) / (1 - k^2 - 2 alpha^2).
  const double k2 = (alpha + beta) * (alpha + beta);
  EXPECT_LT(variance.errors_from(3 * (1 - k2) / (1 - k2 - 2 * alpha * alpha) - 1), 3);
}

/// h of each asset after the innovations of a period.
std::array<double, 2> recursion(const Garch& garch, const std::array<double, 2>& h,
                                const std::vector<double>& e, double day_years) {
  std::array<double, 2> next{};
  for (const std::size_t i : {0U, 1U}) {
    const double volatility = two_assets().volatility[i];
    next[i] = volatility * volatility * day_years *
              (1 - garch.alpha[i] - garch.gamma[i] / 2 - garch.beta[i]);
    next[i] += (e[i] < 0 ? garch.alpha[i] + garch.gamma[i] : garch.alpha[i]) * e[i] * e[i];
    next[i] += garch.beta[i] * h[i];
  }
  return next;
}

TEST(CourseGarch, RecursionReplayedByHand) {
  for (const double degrees_of_freedom : {0.0, 5.0}) {
    for (const bool common : {true, false}) {
      for (const std::uint32_t period : {a_day, 8 * an_hour}) {
        ModelParameters parameters = two_assets();
        const Garch garch = gjr(degrees_of_freedom, common);
        parameters.variance = garch;
        parameters.period = period;
        const Law law(parameters, {}, 0);
        const double years = period / random::seconds_per_year;
        Innovations innovations(law);
        innovations.begin(4);
        std::array<double, 2> h{0.36 * years, 0.81 * years};
        SampleMean mixing;
        for (int k = 0; k < 200; ++k) {
          const std::vector<double> e = innovations.next();
          std::array<double, 2> m{};
          for (const std::size_t i : {0U, 1U}) {
            m[i] = innovations.scale[i] * innovations.scale[i] * years / h[i];
          }
          mixing.add(m[0]);
          if (degrees_of_freedom == 0) {
            ASSERT_NEAR(m[0], 1, 1e-9) << k;
            ASSERT_NEAR(m[1], 1, 1e-9) << k;
          } else if (common) {
            ASSERT_NEAR(m[1] / m[0], 1, 1e-9) << k;
          } else {
            ASSERT_GT(std::abs(m[1] / m[0] - 1), 1e-9) << k;
          }
          h = recursion(garch, h, e, years);
        }
        if (degrees_of_freedom > 0) {
          EXPECT_LT(mixing.errors_from(1), 3.5);
        }
      }
    }
  }
}

// With Student's innovations growth has no variance, and with three degrees of freedom it shows.
// The price stopped where a period's volatility is above 300 % is a martingale, too, and has one:
// volatility is known at the start.
TEST(CourseGarchSlow, StoppedPricesOfThreeDegreesOfFreedomAreMartingales) {
  ModelParameters parameters = two_assets();
  parameters.variance = gjr(3, true);
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  std::array<SampleMean, 2> growth;
  int stopped = 0;
  for (std::uint64_t path = 0; path < 20'000; ++path) {
    walk.begin(path);
    const auto goes_on = [&] { return walk.now().scale[0] < 3 && walk.now().scale[1] < 3; };
    while (walk.seconds() < a_month && goes_on()) walk.next();
    stopped += walk.seconds() < a_month ? 1 : 0;
    for (const std::size_t i : {0U, 1U}) growth[i].add(std::exp(walk.logarithms()[i]));
  }
  EXPECT_GT(stopped, 500);
  EXPECT_LT(stopped, 15'000);
  for (const std::size_t i : {0U, 1U}) EXPECT_LT(growth[i].errors_from(1), 3) << i;
}

TEST(CourseGarch, DriftIsHalfTheRealisedVariance) {
  ModelParameters parameters = two_assets();
  parameters.variance = gjr(3, false);
  parameters.jumps = {normal_jumps};
  parameters.drift = {0.2, -0.1};
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  walk.begin(1);
  while (walk.seconds() < a_month) {
    const Coefficients ended = walk.next();
    for (const std::size_t i : {0U, 1U}) {
      const double compensated = parameters.drift[i] - law.clocks()[0].compensator(i);
      ASSERT_NEAR(ended.drift[i], compensated - ended.scale[i] * ended.scale[i] / 2, 1e-12);
    }
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_garch_test
