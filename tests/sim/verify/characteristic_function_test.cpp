#include "sim/verify/characteristic_function.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

namespace marginwalk::verify::characteristic_function_test {
namespace {

const Merton merton{0.6, {20, -0.02, 0.06}};
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};
const Heston heston{0.36, 0.5, 4, 1.2, -0.4};
const Bates bates{heston, {20, -0.02, 0.06}};
const CommonJumps common{heston, {5, -0.03, 0.06}, 0.2, -0.3};

/// On the real line, on the line of Lewis's integral and on that of the share measure.
const Complex places[] = {{0.1, 0},   {3, 0},      {-40, 0}, {0.1, -0.5}, {7, -0.5},
                          {60, -0.5}, {200, -0.5}, {0, -1},  {2, -1},     {25, -1}};

template <typename Law>
void expect_martingale(const Law& law) {
  for (const double years : {1.0 / 8760, 1.0 / 365, 30.0 / 365, 1.0, 10.0}) {
    EXPECT_NEAR(std::abs(characteristic(law, years, 0) - 1.0), 0, 1e-14) << years;
    EXPECT_NEAR(std::abs(characteristic(law, years, {0, -1}) - 1.0), 0, 1e-12) << years;
    for (const Complex u : {Complex(3, -0.5), Complex(40, 0)}) {
      EXPECT_NEAR(std::abs(characteristic(law, years, -std::conj(u)) -
                           std::conj(characteristic(law, years, u))),
                  0, 1e-15)
          << years;
      EXPECT_LE(std::abs(characteristic(law, years, u)), 1) << years;
    }
  }
}

TEST(CharacteristicFunction, OfMartingales) {
  expect_martingale(merton);
  expect_martingale(kou);
  expect_martingale(heston);
  expect_martingale(bates);
  expect_martingale(common);
}

TEST(CharacteristicFunction, OfIndependentIncrementsMultiplies) {
  for (const Complex u : places) {
    const Complex half = characteristic(merton, 0.1, u);
    EXPECT_NEAR(std::abs(characteristic(merton, 0.2, u) - half * half), 0, 1e-15);
    const Complex kou_half = characteristic(kou, 0.1, u);
    EXPECT_NEAR(std::abs(characteristic(kou, 0.2, u) - kou_half * kou_half), 0, 1e-15);
  }
}

/// What the transform of an affine law solves (Duffie, Pan and Singleton 2000), with
/// E exp(z X) = exp(a(t) + d(t) v), a(0) = d(0) = 0.
struct State {
  Complex a;
  Complex d;
};

State operator+(State left, State right) { return {left.a + right.a, left.d + right.d}; }
State operator*(double factor, State state) { return {factor * state.a, factor * state.d}; }

State slope(const CommonJumps& law, Complex z, State state) {
  const Heston& h = law.diffusion;
  const double s = h.volatility_of_variance;
  const NormalJumps& jumps = law.jumps;
  const auto transform = [&](Complex of_price, Complex of_variance) {
    const double variance = jumps.deviation * jumps.deviation;
    return std::exp(jumps.mean * of_price + variance * of_price * of_price / 2.0) /
           (1.0 - law.variance_mean * (of_variance + law.correlation * of_price));
  };
  const Complex jumped = transform(z, state.d) - 1.0 - z * (transform(1, 0) - 1.0);
  return {h.reversion * h.mean_variance * state.d + jumps.rate * jumped,
          s * s / 2 * state.d * state.d + (h.correlation * s * z - h.reversion) * state.d +
              (z * z - z) / 2.0};
}

/// By the classical method of Runge and Kutta.
Complex solved(const CommonJumps& law, double years, Complex u) {
  const Complex z = Complex(0, 1) * u;
  constexpr int steps = 20'000;
  const double h = years / steps;
  State state{};
  for (int n = 0; n < steps; ++n) {
    const State first = slope(law, z, state);
    const State second = slope(law, z, state + h / 2 * first);
    const State third = slope(law, z, state + h / 2 * second);
    const State fourth = slope(law, z, state + h * third);
    state = state + h / 6 * (first + 2 * second + 2 * third + fourth);
  }
  return std::exp(state.a + state.d * law.diffusion.variance);
}

TEST(CharacteristicFunction, OfAffineLawsSolvesTheirEquations) {
  for (const double years : {30.0 / 365, 1.0, 10.0}) {
    for (const Complex u : places) {
      EXPECT_NEAR(std::abs(characteristic(common, years, u) - solved(common, years, u)), 0, 1e-11)
          << years << " years, u = " << u;
      const CommonJumps without_variance{heston, bates.jumps, 0, 0};
      EXPECT_NEAR(std::abs(characteristic(bates, years, u) - solved(without_variance, years, u)), 0,
                  1e-11)
          << years << " years, u = " << u;
    }
  }
}

TEST(CharacteristicFunction, SimplerLawsAreLimits) {
  const Heston constant{0.36, 0.36, 4, 0, 0};
  for (const Complex u : places) {
    for (const double years : {30.0 / 365, 1.0}) {
      const Complex gaussian = characteristic(Merton{0.6, {}}, years, u);
      const Kou no_jumps{0.6, {0, 0.4, 0.04, 0.05}};
      EXPECT_NEAR(std::abs(characteristic(no_jumps, years, u) - gaussian), 0, 1e-15);
      EXPECT_NEAR(std::abs(characteristic(constant, years, u) - gaussian), 0, 1e-14);
      const Complex mertons = characteristic(merton, years, u);
      EXPECT_NEAR(std::abs(characteristic(Bates{constant, merton.jumps}, years, u) - mertons), 0,
                  1e-14);
      const CommonJumps still{constant, merton.jumps, 0, 0};
      EXPECT_NEAR(std::abs(characteristic(still, years, u) - mertons), 0, 1e-14);
    }
  }
}

TEST(CharacteristicFunction, OfASteadyVarianceIsApproachedSmoothly) {
  for (const Complex u : places) {
    Heston law = heston;
    law.volatility_of_variance = 0;
    const Complex limit = characteristic(law, 0.5, u);
    for (const double s : {1e-3, 1e-5, 1e-7, 1e-9}) {
      law.volatility_of_variance = s;
      EXPECT_NEAR(std::abs(characteristic(law, 0.5, u) - limit), 0, 0.5 * s) << s << " at " << u;
    }
  }
}

}  // namespace
}  // namespace marginwalk::verify::characteristic_function_test
