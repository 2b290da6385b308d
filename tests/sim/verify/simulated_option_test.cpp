#include <gtest/gtest.h>

#include <cmath>

#include "sim/verify/option_checks.hpp"
#include "sim/verify/option_price.hpp"
#include "sim/verify/simulated_law.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

/// European options by the simulator's laws, path by path, against their authors' formulas.
namespace marginwalk::verify::simulated_option_test {
namespace {

using test::SampleMean;

constexpr std::uint64_t seed = 20'261'122;
constexpr std::uint32_t a_day = random::seconds_per_day, an_hour = 3'600;

const NormalJumps jumps{20, -0.03, 0.08};
const Merton merton{0.6, jumps};
const Kou kou{0.6, {30, 0.4, 0.04, 0.06}};
const Heston heston{0.3, 0.5, 5, 1.5, -0.6};
const Bates bates{heston, jumps};
const CommonJumps svcj{heston, jumps, 0.25, -0.2};

// Fifteen prices of each law, many of which move together, by one seed.
void expect_agreement(const Page& page) {
  EXPECT_EQ(page.size(), 15U);
  for (const Evidence& row : page) {
    EXPECT_LT(std::abs(row.difference), 3)
        << row.what << ": " << row.computed << " against " << row.reference;
  }
}

TEST(SimulatedOptionsSlow, OfMerton) { expect_agreement(option_prices(merton, {a_day, 40'000})); }
TEST(SimulatedOptionsSlow, OfKou) { expect_agreement(option_prices(kou, {a_day, 40'000})); }
TEST(SimulatedOptionsSlow, OfHeston) {
  expect_agreement(option_prices(heston, {4 * an_hour, 40'000}));
}
TEST(SimulatedOptionsSlow, OfBates) {
  expect_agreement(option_prices(bates, {4 * an_hour, 40'000}));
}
TEST(SimulatedOptionsSlow, OfCommonJumps) {
  expect_agreement(option_prices(svcj, {4 * an_hour, 40'000}));
}

TEST(SimulatedVarianceSlow, OfGarch) {
  const Page page = garch_variance(20'000);
  EXPECT_FALSE(page.empty());
  for (const Evidence& row : page) EXPECT_LT(std::abs(row.difference), 3);
}

/// The mean of a call's price given the path of variance and its steps: what the tree adds is
/// normal. It has less spread than the call itself, and the difference between two periods shows.
SampleMean given_variance(const Heston& law, std::uint32_t period, std::uint32_t days,
                          std::uint64_t paths) {
  paths::ModelParameters parameters = simulated(law);
  parameters.period = period;
  const paths::Law made(parameters, {}, 0);
  LawWalk walk(made, seed);
  SampleMean price;
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk.begin(path);
    double steps = 0, variance = 0;
    while (walk.seconds() < days * a_day) {
      const paths::Coefficients ended = walk.next();
      steps += ended.step[0];
      variance += ended.scale[0] * ended.scale[0] * period / random::seconds_per_year;
    }
    // The start as a control: its mean is 100.
    const double start = 100 * std::exp(steps);
    price.add(black({start, 100}, variance) - (start - 100) / 2);
  }
  return price;
}

TEST(SimulatedOptionsSlow, HestonsErrorFallsWithThePeriod) {
  // Fast reversion, so that a day is long: errors of -0.103, -0.063, -0.031 and -0.018 in 4.911, of
  // the order of the period; the standard error is 0.005.
  const Heston fast{1.2, 0.3, 60, 6, -0.7};
  const double expected =
      lewis({100, 100}, [&](Complex u) { return characteristic(fast, 7 / 365.0, u); });
  double previous = 0.14;
  for (const std::uint32_t period : {a_day, 12 * an_hour, 6 * an_hour, 3 * an_hour}) {
    const SampleMean price = given_variance(fast, period, 7, 100'000);
    const double error = std::abs(price.mean() - expected);
    EXPECT_LT(error, 0.75 * previous) << period << " s, standard error " << price.error();
    previous = error;
  }
}

TEST(SimulatedOptionsLong, OfMerton) {
  expect_agreement(option_prices(merton, {a_day, 1'000'000}));
}
TEST(SimulatedOptionsLong, OfKou) { expect_agreement(option_prices(kou, {a_day, 1'000'000})); }
TEST(SimulatedOptionsLong, OfHeston) {
  expect_agreement(option_prices(heston, {2 * an_hour, 1'000'000}));
}
TEST(SimulatedOptionsLong, OfBates) {
  expect_agreement(option_prices(bates, {2 * an_hour, 1'000'000}));
}
TEST(SimulatedOptionsLong, OfCommonJumps) {
  expect_agreement(option_prices(svcj, {2 * an_hour, 1'000'000}));
}

}  // namespace
}  // namespace marginwalk::verify::simulated_option_test
