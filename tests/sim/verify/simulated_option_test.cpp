#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/verify/option_price.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

/// European options by the simulator's laws, path by path, against their authors' formulas.
namespace marginwalk::verify {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 20'261'122;
constexpr std::uint32_t a_day = random::seconds_per_day, an_hour = 3'600;
constexpr std::array<std::uint32_t, 3> maturities{7, 30, 90};
constexpr std::array<double, 5> places{-0.25, -0.1, 0, 0.1, 0.25};  // ln(strike / start), a month

double strike_at(double place, std::uint32_t days) {
  return 100 * std::exp(place * std::sqrt(days / 30.0));
}

const NormalJumps jumps{20, -0.03, 0.08};
const Merton merton{0.6, jumps};
const Kou kou{0.6, {30, 0.4, 0.04, 0.06}};
const Heston heston{0.3, 0.5, 5, 1.5, -0.6};
const Bates bates{heston, jumps};
const CommonJumps svcj{heston, jumps, 0.25, -0.2};

// The same laws in the simulator's words.

paths::ModelParameters one_asset(double volatility) {
  return {{0}, {volatility}, paths::Matrix::Identity(1, 1)};
}

paths::Jumps simulated(const NormalJumps& law) {
  return {law.rate, paths::NormalSize{law.mean, law.deviation}, {1}, {0}};
}

paths::ModelParameters simulated(const Merton& law) {
  paths::ModelParameters parameters = one_asset(law.volatility);
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

paths::ModelParameters simulated(const Kou& law) {
  paths::ModelParameters parameters = one_asset(law.volatility);
  const ExponentialJumps& size = law.jumps;
  parameters.jumps = {
      {size.rate,
       paths::DoubleExponentialSize{size.up_probability, size.up_mean, size.down_mean},
       {1},
       {0}}};
  return parameters;
}

paths::ModelParameters simulated(const Heston& law) {
  paths::ModelParameters parameters = one_asset(std::sqrt(law.mean_variance));
  parameters.variance = paths::Heston{
      {law.variance}, {law.reversion}, {law.volatility_of_variance}, {law.correlation}, 0, {}, {}};
  return parameters;
}

paths::ModelParameters simulated(const Bates& law) {
  paths::ModelParameters parameters = simulated(law.diffusion);
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

paths::ModelParameters simulated(const CommonJumps& law) {
  paths::ModelParameters parameters = simulated(law.diffusion);
  auto& variance = std::get<paths::Heston>(parameters.variance);
  variance.variance_jump = {law.variance_mean};
  variance.jump_share = {law.correlation};
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

/// The put below the start, the call above: what is out of the money costs least to estimate.
double pays(double price, double strike) {
  return strike < 100 ? std::max(strike - price, 0.0) : std::max(price - strike, 0.0);
}

template <typename Law>
double exact(const Law& law, std::uint32_t days, double strike) {
  const double years = days / 365.0;
  const double call =
      lewis({100, strike}, [&](Complex u) { return characteristic(law, years, u); });
  return strike < 100 ? call - 100 + strike : call;
}

template <typename Law>
void expect_prices(const std::string& name, const Law& law, std::uint32_t period,
                   std::uint64_t paths) {
  paths::ModelParameters parameters = simulated(law);
  parameters.period = period;
  const paths::Law made(parameters, {}, 0);
  LawWalk walk(made, seed);
  std::array<std::array<SampleMean, places.size()>, maturities.size()> prices;
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk.begin(path);
    for (std::size_t m = 0; m < maturities.size(); ++m) {
      walk.go_to(maturities[m] * a_day);
      const double price = 100 * std::exp(walk.logarithms()[0]);
      for (std::size_t k = 0; k < places.size(); ++k) {
        prices[m][k].add(pays(price, strike_at(places[k], maturities[m])));
      }
    }
  }
  for (std::size_t m = 0; m < maturities.size(); ++m) {
    for (std::size_t k = 0; k < places.size(); ++k) {
      const double strike = strike_at(places[k], maturities[m]);
      const double expected = exact(law, maturities[m], strike);
      const SampleMean& price = prices[m][k];
      const std::string row =
          fmt::format("{}, {} days, strike {:.2f}: {:.5f} against {:.5f}, standard error {:.5f}",
                      name, maturities[m], strike, price.mean(), expected, price.error());
      EXPECT_LT(price.errors_from(expected), 3) << row;
    }
  }
}

// Fifteen prices of five laws, many of which move together, by one seed.
TEST(SimulatedOptionsSlow, OfMerton) { expect_prices("Merton", merton, a_day, 40'000); }
TEST(SimulatedOptionsSlow, OfKou) { expect_prices("Kou", kou, a_day, 40'000); }
TEST(SimulatedOptionsSlow, OfHeston) { expect_prices("Heston", heston, 4 * an_hour, 40'000); }
TEST(SimulatedOptionsSlow, OfBates) { expect_prices("Bates", bates, 4 * an_hour, 40'000); }
TEST(SimulatedOptionsSlow, OfCommonJumps) { expect_prices("SVCJ", svcj, 4 * an_hour, 40'000); }

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
  const double expected = exact(fast, 7, 100);
  double previous = 0.14;
  for (const std::uint32_t period : {a_day, 12 * an_hour, 6 * an_hour, 3 * an_hour}) {
    const SampleMean price = given_variance(fast, period, 7, 100'000);
    const double error = std::abs(price.mean() - expected);
    EXPECT_LT(error, 0.75 * previous) << period << " s, standard error " << price.error();
    previous = error;
  }
}

TEST(SimulatedOptionsLong, OfMerton) { expect_prices("Merton", merton, a_day, 1'000'000); }
TEST(SimulatedOptionsLong, OfKou) { expect_prices("Kou", kou, a_day, 1'000'000); }
TEST(SimulatedOptionsLong, OfHeston) { expect_prices("Heston", heston, 2 * an_hour, 1'000'000); }
TEST(SimulatedOptionsLong, OfBates) { expect_prices("Bates", bates, 2 * an_hour, 1'000'000); }
TEST(SimulatedOptionsLong, OfCommonJumps) { expect_prices("SVCJ", svcj, 2 * an_hour, 1'000'000); }

}  // namespace
}  // namespace marginwalk::verify
