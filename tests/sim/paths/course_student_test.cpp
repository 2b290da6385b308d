#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

/// Student's innovations of a GARCH law without its recursion.
namespace marginwalk::paths::course_student_test {
namespace {

using test::SampleMean;

constexpr std::uint64_t seed = 22;

/// Innovations of one day of many paths, in units of the target's deviation.
std::vector<std::array<double, 2>> one_day(double degrees_of_freedom, bool common,
                                           double correlation) {
  ModelParameters parameters = two_assets();
  parameters.correlation = two(correlation);
  parameters.variance = Garch{{0, 0}, {0, 0}, {0, 0}, degrees_of_freedom, common};
  const Law law(parameters, {}, 0);
  test::LawWalk walk(law, seed);
  std::vector<std::array<double, 2>> result;
  for (std::uint64_t path = 0; path < 200'000; ++path) {
    walk.begin(path);
    const Coefficients ended = walk.next();
    std::array<double, 2> e{};
    for (const std::size_t i : {0U, 1U}) {
      const double move = walk.logarithms()[i] - ended.drift[i] * years_of_day;
      e[i] = move / (parameters.volatility[i] * std::sqrt(years_of_day));
    }
    result.push_back(e);
  }
  return result;
}

TEST(CourseStudentSlow, InnovationsAreStudentsOfVarianceOne) {
  for (const double degrees : {5.0, 3.0}) {
    const boost::math::students_t student(degrees);
    const double unit = std::sqrt((degrees - 2) / degrees);
    const auto sample = one_day(degrees, true, 0.6);
    const auto count = static_cast<double>(sample.size());
    for (const std::size_t i : {0U, 1U}) {
      SampleMean square;
      std::vector<double> values;
      for (const auto& e : sample) {
        square.add(e[i] * e[i]);
        values.push_back(e[i]);
      }
      if (degrees > 4) {
        EXPECT_LT(square.errors_from(1), 3) << i;
      }
      std::sort(values.begin(), values.end());
      for (const double p : {1e-4, .001, .01, .1, .25, .5, .75, .9, .99, .999, .9999}) {
        const double quantile = unit * boost::math::quantile(student, p);
        const auto below = static_cast<double>(
            std::lower_bound(values.begin(), values.end(), quantile) - values.begin());
        EXPECT_LT(std::abs(below - count * p) / std::sqrt(count * p * (1 - p)), 3.5) << p;
      }
      double kolmogorov = 0;
      for (std::size_t k = 0; k < values.size(); k += 10) {
        const double below = cdf(student, values[k] / unit) * count;
        kolmogorov = std::max(kolmogorov, std::abs(below - static_cast<double>(k)));
      }
      EXPECT_LT(kolmogorov / std::sqrt(count), 1.95);  // once in a thousand
    }
  }
}

TEST(CourseStudentSlow, MixingKeepsTheCorrelation) {
  // With mixing variables of one's own, by (E sqrt M)^2: E sqrt M = sqrt((nu - 2) / 2)
  // Gamma((nu - 1) / 2) / Gamma(nu / 2).
  const double root_mean = std::sqrt(3.0 / 2) * std::tgamma(2.0) / std::tgamma(2.5);
  for (const bool common : {true, false}) {
    SampleMean product;
    for (const auto& e : one_day(5, common, 0.6)) product.add(e[0] * e[1]);
    EXPECT_LT(product.errors_from(common ? 0.6 : 0.6 * root_mean * root_mean), 3) << common;
  }
}

TEST(CourseStudentSlow, ACommonMixingVariableMakesTailsDependent) {
  // Both below their 1 % quantile q, without correlation: E Phi(q / sqrt M)^2, M by Gamma of nu
  // / 2.
  const double degrees = 4;
  const double unit = std::sqrt((degrees - 2) / degrees);
  const double q = unit * boost::math::quantile(boost::math::students_t(degrees), 0.01);
  const std::function<double(double)> integrand = [&](double gamma) {
    const double m = (degrees - 2) / (2 * gamma);
    const double below = cdf(boost::math::normal(), q / std::sqrt(m));
    return pdf(boost::math::gamma_distribution(degrees / 2), gamma) * below * below;
  };
  const double both =
      boost::math::quadrature::gauss_kronrod<double, 61>::integrate(integrand, 0, 60, 10, 1e-10);
  EXPECT_GT(both, 9 * 0.01 * 0.01);
  for (const bool common : {true, false}) {
    SampleMean together;
    for (const auto& e : one_day(degrees, common, 0)) {
      together.add(e[0] < q && e[1] < q ? 1 : 0);
    }
    EXPECT_LT(together.errors_from(common ? both : 1e-4), 3) << common;
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_student_test
