#include "sim/paths/jump_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/random/brownian_tree.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::jump_clock_test {
namespace {

using test::SampleMean;

constexpr std::uint64_t seed = 8;
constexpr std::uint32_t day = 3;

const NormalSize normal_size{-0.03, 0.05};
const DoubleExponentialSize exponential_size{0.4, 0.04, 0.06};

/// Two a day, of two assets that take part in full and by half, with deviations of their own, and
/// of one that stays.
Jumps three_assets(const std::variant<NormalSize, DoubleExponentialSize>& size) {
  return {730, size, {1, 0.5, 0}, {0.01, 0.02, 0}};
}

std::vector<Jump> draw(const JumpClock& clock, std::uint64_t path, std::uint32_t of_day = day) {
  std::vector<Jump> jumps;
  clock.draw(seed, path, of_day, jumps);
  return jumps;
}

/// All jumps of one day of many paths.
std::vector<Jump> many(const JumpClock& clock) {
  std::vector<Jump> jumps;
  for (std::uint64_t path = 0; path < 50'000; ++path) clock.draw(seed, path, day, jumps);
  return jumps;
}

TEST(JumpClock, CountsOfADayArePoisson) {
  for (const double rate : {7.3, 730.0}) {
    const JumpClock clock({rate, normal_size, {1}, {0}}, 0, nullptr);
    const double mean = rate / 365;
    SampleMean count, square, none;
    for (std::uint64_t path = 0; path < 50'000; ++path) {
      const auto n = static_cast<double>(draw(clock, path).size());
      count.add(n);
      square.add((n - mean) * (n - mean));
      none.add(n == 0 ? 1 : 0);
    }
    EXPECT_LT(count.errors_from(mean), 3) << rate;
    EXPECT_LT(square.errors_from(mean), 3) << rate;
    EXPECT_LT(none.errors_from(std::exp(-mean)), 3) << rate;
  }
}

TEST(JumpClock, MinutesAreUniformAndTheDaysEndIsOne) {
  std::array<double, 24> hours{};
  std::set<std::uint32_t> minutes;
  const std::vector<Jump> jumps = many(JumpClock(three_assets(normal_size), 0, nullptr));
  for (const Jump& jump : jumps) {
    ASSERT_EQ(jump.seconds % random::seconds_per_minute, 0);
    const std::uint32_t minute = jump.seconds / random::seconds_per_minute - day * 1440;
    minutes.insert(minute);
    ++hours[(minute - 1) / 60];
  }
  EXPECT_EQ(*minutes.begin(), 1);
  EXPECT_EQ(*minutes.rbegin(), 1440);
  EXPECT_EQ(minutes.size(), 1440);
  double chi_square = 0;
  const double expected = static_cast<double>(jumps.size()) / 24;
  for (const double count : hours) chi_square += (count - expected) * (count - expected) / expected;
  EXPECT_LT(chi_square, 49.7);  // 23 degrees of freedom: once in a thousand
}

TEST(JumpClock, NormalSizesHaveTheirMoments) {
  SampleMean mean, half_mean, variance, half_variance, covariance;
  for (const Jump& jump : many(JumpClock(three_assets(normal_size), 0, nullptr))) {
    const double x = jump.size[0] - normal_size.mean, y = jump.size[1] - normal_size.mean / 2;
    mean.add(x);
    half_mean.add(y);
    variance.add(x * x);
    half_variance.add(y * y);
    covariance.add(x * y);
    ASSERT_EQ(jump.size[2], 0);
    ASSERT_EQ(jump.variance, 0);
  }
  const double common = normal_size.deviation * normal_size.deviation;
  EXPECT_LT(mean.errors_from(0), 3);
  EXPECT_LT(half_mean.errors_from(0), 3);
  EXPECT_LT(variance.errors_from(common + 0.01 * 0.01), 3);
  EXPECT_LT(half_variance.errors_from(common / 4 + 0.02 * 0.02), 3);
  EXPECT_LT(covariance.errors_from(common / 2), 3);
}

TEST(JumpClock, DoubleExponentialSizesHaveTheirMoments) {
  const auto& [up, mean_up, mean_down] = exponential_size;
  const double down = 1 - up;
  const double mean = up * mean_up - down * mean_down;
  const double second = 2 * (up * mean_up * mean_up + down * mean_down * mean_down);
  const double third = 6 * (up * std::pow(mean_up, 3) - down * std::pow(mean_down, 3));
  SampleMean one, two, three, upward, half, half_square, product;
  const Jumps bare{730, exponential_size, {1}, {0}};
  for (const Jump& jump : many(JumpClock(bare, 0, nullptr))) {
    const double x = jump.size[0];
    one.add(x);
    two.add(x * x);
    three.add(x * x * x);
    upward.add(x > 0 ? 1 : 0);
  }
  EXPECT_LT(one.errors_from(mean), 3);
  EXPECT_LT(two.errors_from(second), 3);
  EXPECT_LT(three.errors_from(third), 3);
  EXPECT_LT(upward.errors_from(up), 3);
  for (const Jump& jump : many(JumpClock(three_assets(exponential_size), 0, nullptr))) {
    half.add(jump.size[1]);
    half_square.add(jump.size[1] * jump.size[1]);
    product.add(jump.size[0] * jump.size[1]);
  }
  EXPECT_LT(half.errors_from(mean / 2), 3);
  EXPECT_LT(half_square.errors_from(second / 4 + 0.02 * 0.02), 3);
  EXPECT_LT(product.errors_from(second / 2), 3);
}

TEST(JumpClock, CommonJumpsAreCorrelatedAsStated) {
  // Cov(x, y) = deviation^2 / 2; what is expected vanishes where the correlation is as stated.
  const double common = normal_size.deviation * normal_size.deviation;
  const double stated = common / 2 / std::sqrt((common + 1e-4) * (common / 4 + 4e-4));
  SampleMean excess;
  for (const Jump& jump : many(JumpClock(three_assets(normal_size), 0, nullptr))) {
    const double x = (jump.size[0] - normal_size.mean) / std::sqrt(common + 1e-4);
    const double y = (jump.size[1] - normal_size.mean / 2) / std::sqrt(common / 4 + 4e-4);
    excess.add(x * y - stated * (x * x + y * y) / 2);
  }
  EXPECT_LT(excess.errors_from(0), 3);
}

TEST(JumpClock, CompensatorIsTheRateTimesTheMeanReturn) {
  Heston heston;
  heston.variance_jump = {0.3, 0.2, 0};
  heston.jump_share = {-0.4, 0.1, 0};
  for (const auto& size : {std::variant<NormalSize, DoubleExponentialSize>(normal_size),
                           std::variant<NormalSize, DoubleExponentialSize>(exponential_size)}) {
    for (const Heston* const with : {static_cast<const Heston*>(nullptr), &std::as_const(heston)}) {
      const JumpClock clock(three_assets(size), 0, with);
      std::array<SampleMean, 2> growth;
      for (const Jump& jump : many(clock)) {
        for (const std::size_t i : {0U, 1U}) growth[i].add(std::exp(jump.size[i]));
      }
      for (const std::size_t i : {0U, 1U}) {
        EXPECT_LT(growth[i].errors_from(1 + clock.compensator(i) / 730), 3)
            << "asset " << i << ", size " << size.index() << (with ? ", variance jumps" : "");
      }
      EXPECT_EQ(clock.compensator(2), 0);
    }
  }
}

TEST(JumpClock, VarianceJumpsAreExponentialAndTakeThePriceAlong) {
  Heston heston;
  heston.variance_jump = {0.3};
  heston.jump_share = {-0.4};
  SampleMean mean, square, product;
  for (const Jump& jump : many(JumpClock({730, normal_size, {1}, {0}}, 0, &heston))) {
    mean.add(jump.variance);
    square.add(jump.variance * jump.variance);
    product.add((jump.variance - 1) * jump.size[0]);
  }
  EXPECT_LT(mean.errors_from(1), 3);
  EXPECT_LT(square.errors_from(2), 3);
  EXPECT_LT(product.errors_from(-0.4 * 0.3), 3);
}

TEST(JumpClock, AMartingaleOnceItIsCompensated) {
  const JumpClock clock(three_assets(exponential_size), 0, nullptr);
  std::array<SampleMean, 2> growth;
  for (std::uint64_t path = 0; path < 100'000; ++path) {
    std::array<double, 2> sum{-clock.compensator(0) / 365, -clock.compensator(1) / 365};
    for (const Jump& jump : draw(clock, path)) {
      for (const std::size_t i : {0U, 1U}) sum[i] += jump.size[i];
    }
    for (const std::size_t i : {0U, 1U}) growth[i].add(std::exp(sum[i]));
  }
  for (const std::size_t i : {0U, 1U}) EXPECT_LT(growth[i].errors_from(1), 3) << i;
}

TEST(JumpClock, ClocksAndDaysAreIndependentAndDrawsRepeat) {
  const JumpClock one({730, normal_size, {1}, {0}}, 0, nullptr);
  const JumpClock other({730, normal_size, {1}, {0}}, 1, nullptr);
  SampleMean of_clocks, of_days;
  for (std::uint64_t path = 0; path < 50'000; ++path) {
    const std::vector<Jump> jumps = draw(one, path);
    const auto count = static_cast<double>(jumps.size());
    of_clocks.add((count - 2) * (static_cast<double>(draw(other, path).size()) - 2));
    of_days.add((count - 2) * (static_cast<double>(draw(one, path, day + 1).size()) - 2));
    const std::vector<Jump> again = draw(one, path);
    ASSERT_TRUE(std::equal(
        jumps.begin(), jumps.end(), again.begin(), again.end(),
        [](const Jump& a, const Jump& b) { return a.seconds == b.seconds && a.size == b.size; }));
  }
  EXPECT_LT(of_clocks.errors_from(0), 3);
  EXPECT_LT(of_days.errors_from(0), 3);
}

}  // namespace
}  // namespace marginwalk::paths::jump_clock_test
