#include "sim/verify/extrapolated_passage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/verify/kou_passage.hpp"

namespace marginwalk::verify::extrapolated_passage_test {
namespace {

constexpr double month = 30.0 / 365;
constexpr double minute = 1.0 / (365 * 24 * 60);
constexpr double infinity = std::numeric_limits<double>::infinity();
const Merton merton{0.6, {20, -0.02, 0.06}};
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};

Barriers at(double barrier_return) {
  const double place = std::log1p(barrier_return);
  return place < 0 ? Barriers{place, infinity} : Barriers{-infinity, place};
}

TEST(ExtrapolatedPassage, OfKouWithoutPauseIsTheInvertedTransform) {
  for (const double barrier_return : {-0.3, -0.1, 0.1, 0.3}) {
    const double touched = continuous(passage_of(kou, barrier_return, month));
    EXPECT_NEAR(extrapolated(kou, {at(barrier_return), month, 0}, 90), touched, 2e-5)
        << barrier_return;
  }
}

TEST(ExtrapolatedPassage, WithoutJumpsAgreesWithTheShift) {
  for (const double barrier_return : {-0.3, -0.1, 0.1, 0.3}) {
    const double touched = shifted({0.7, 0, barrier_return, month}, minute);
    EXPECT_NEAR(extrapolated(Merton{0.7, {}}, {at(barrier_return), month, minute}), touched, 1e-5)
        << barrier_return;
  }
}

TEST(ExtrapolatedPassage, AgreesWithTheRecursionWhereThatIsFeasible) {
  const Barriers both{std::log(0.8), std::log(1.25)};
  for (const Barriers& barriers : {at(-0.2), at(0.25), both}) {
    const double by_hour = monitored(step_of(merton, month / 720), barriers, 720);
    EXPECT_NEAR(extrapolated(merton, {barriers, month, month / 720}, 90), by_hour, 2e-5);
  }
}

TEST(ExtrapolatedPassage, MoreStepsComeNearer) {
  const double touched = continuous(passage_of(kou, -0.2, month));
  double previous_error = 1;
  for (const int steps : {15, 30, 60, 120}) {
    const double error = std::abs(extrapolated(kou, {at(-0.2), month, 0}, steps) - touched);
    EXPECT_LT(error, previous_error / 2) << steps << " steps";
    previous_error = error;
  }
}

TEST(ExtrapolatedPassageSlow, HoursOfAMonthOfKouComeWithinAHundredthOfAPerMille) {
  for (const double barrier_return : {-0.3, -0.2, -0.1, 0.1, 0.2, 0.3}) {
    const double touched = continuous(passage_of(kou, barrier_return, month));
    EXPECT_NEAR(extrapolated(kou, {at(barrier_return), month, 0}), touched, 1e-5) << barrier_return;
  }
}

TEST(ExtrapolatedPassageLong, AgreesWithTheRecursionInMinutes) {
  EXPECT_NEAR(extrapolated(Merton{0.7, {}}, {at(-0.0955), month, minute}),
              monitored(FirstPassage{0.7, 0, -0.0955, month}, 43'200), 2e-6);
}

}  // namespace
}  // namespace marginwalk::verify::extrapolated_passage_test
