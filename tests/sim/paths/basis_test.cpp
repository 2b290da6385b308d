#include <gtest/gtest.h>

#include <cmath>

#include "sim/paths/course.hpp"
#include "sim/random/brownian_tree.hpp"
#include "tests/sim/paths/laws.hpp"

namespace marginwalk::paths::basis_test {
namespace {

/// The basis of one asset, where the index does not move: every ten minutes of some days.
std::vector<double> basis_of(const Autoregression& basis, std::uint64_t path, std::uint32_t days) {
  ModelParameters parameters = one_asset(0);
  parameters.basis = basis;
  const Law law(parameters, {{0, false, true}, {0, true, true}}, 0);
  Course course(law, 11);
  course.begin(path);
  const std::vector<float> motion(law.factors());
  std::vector<double> logarithms(3);
  std::vector<double> values;
  for (std::uint32_t seconds = 600; seconds <= days * a_day; seconds += 600) {
    if (seconds % an_hour == 0) {
      course.end_period(seconds, motion, logarithms);
    } else {
      course.logarithms(seconds, motion, logarithms);
    }
    EXPECT_NEAR(logarithms[0], 0, 1e-12);
    EXPECT_NEAR(logarithms[2], -logarithms[1], 1e-12);
    values.push_back(logarithms[1]);
  }
  return values;
}

TEST(Basis, IsLinearWithinTheHourAndMovesAtItsEnd) {
  const std::vector<double> values = basis_of({{0}, {.8}, {0}, {.001}, 0}, 1, 2);
  int bends = 0;
  for (std::size_t k = 1; k + 1 < values.size(); ++k) {
    const double bend = values[k + 1] - 2 * values[k] + values[k - 1];
    const bool at_hour = (k + 1) % 6 == 0;
    if (!at_hour) {
      EXPECT_NEAR(bend, 0, 1e-12);
    }
    bends += at_hour && std::abs(bend) > 1e-6;
  }
  EXPECT_GT(bends, 40);
}

TEST(Basis, HasTheVarianceOfItsAutoregression) {
  constexpr double phi = .8;
  constexpr double deviation = .0005;
  double squares = 0;
  int count = 0;
  for (std::uint64_t path = 0; path < 400; ++path) {
    const std::vector<double> values = basis_of({{0}, {phi}, {0}, {deviation}, 0}, path, 10);
    for (std::size_t hour = 120; hour * 6 <= values.size(); ++hour) {
      squares += values[hour * 6 - 1] * values[hour * 6 - 1];
      ++count;
    }
  }
  const double variance = deviation * deviation / (1 - phi * phi);
  const double relative = std::sqrt(2 * (1 + phi * phi) / (1 - phi * phi) / count);
  EXPECT_NEAR(squares / count / variance, 1, 4 * relative);
}

}  // namespace
}  // namespace marginwalk::paths::basis_test
