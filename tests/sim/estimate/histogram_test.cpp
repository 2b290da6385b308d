#include "sim/estimate/histogram.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {
namespace {

using Values = std::vector<double>;

Histogram histogram_of(const Values& values) {
  Histogram histogram;
  for (const double value : values) histogram.add(value);
  return histogram;
}

BinEdges edges_around(double value) { return Histogram::edges(Histogram::bin_of(value)); }

/// A value of either sign, of any magnitude that a histogram holds.
rc::Gen<double> any_value() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::inRange(-999'999, 1'000'000), rc::gen::inRange(-45, 40)),
      [](const auto& parts) { return std::ldexp(parts.first, parts.second); });
}

Values any_values() { return *rc::gen::container<Values>(any_value()); }

TEST(Histogram, HasExactEdges) {
  constexpr double millionth = Histogram::least_magnitude;
  struct Row {
    double value;
    std::int32_t bin;
    double lower, upper;
  };
  const Row rows[] = {
      {0, 0, -millionth, millionth},
      {-0.0, 0, -millionth, millionth},
      {std::nextafter(millionth, 0), 0, -millionth, millionth},
      {millionth, 1, millionth, millionth * 129 / 128},
      {-millionth, -1, -millionth * 129 / 128, -millionth},
      {1, 20 * 128 + 1, 1, 129.0 / 128},
      {-1, -20 * 128 - 1, -129.0 / 128, -1},
      {std::nextafter(2, 0), 21 * 128, 255.0 / 128, 2},
      {2, 21 * 128 + 1, 2, 129.0 / 64},
      {15'000, (20 + 13) * 128 + 107, 14'976, 15'040},
      {std::nextafter(0x1p60, 0), 80 * 128, 0x1p60 - 0x1p52, 0x1p60},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Histogram::bin_of(row.value), row.bin) << row.value;
    EXPECT_EQ(Histogram::edges(row.bin).lower, row.lower) << row.value;
    EXPECT_EQ(Histogram::edges(row.bin).upper, row.upper) << row.value;
  }
}

TEST(Histogram, HasBinsThatAdjoinAndAreNarrow) {
  constexpr std::int32_t last = 80 * 128;
  for (std::int32_t bin = -last; bin <= last; ++bin) {
    const auto [lower, upper] = Histogram::edges(bin);
    ASSERT_LT(lower, upper);
    if (bin < last) {
      ASSERT_EQ(upper, Histogram::edges(bin + 1).lower);
    }
    if (bin != 0) {
      ASSERT_LE(upper - lower, std::min(std::abs(lower), std::abs(upper)) / 128);
    }
  }
}

RC_GTEST_PROP(Histogram, HoldsAValueWithinTheEdgesOfItsBin, ()) {
  const double value = *any_value();
  const auto [lower, upper] = edges_around(value);
  RC_ASSERT(lower <= value);
  RC_ASSERT(value <= upper);
  RC_ASSERT(Histogram::bin_of(-value) == -Histogram::bin_of(value));
}

RC_GTEST_PROP(Histogram, KeepsTheOrderOfValues, ()) {
  const double a = *any_value();
  const double b = *any_value();
  RC_ASSERT((a <= b ? Histogram::bin_of(a) <= Histogram::bin_of(b)
                    : Histogram::bin_of(a) >= Histogram::bin_of(b)));
}

RC_GTEST_PROP(Histogram, UsesTheBinsOfItsValuesAndNoMore, ()) {
  const Values values = any_values();
  RC_PRE(!values.empty());
  const Histogram histogram = histogram_of(values);
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  RC_ASSERT(histogram.first_bin() == Histogram::bin_of(*least));
  RC_ASSERT(histogram.bins().size() ==
            static_cast<std::size_t>(Histogram::bin_of(*greatest) - Histogram::bin_of(*least)) + 1);
  std::uint64_t total = 0;
  for (const Bin& bin : histogram.bins()) total += bin.count;
  RC_ASSERT(total == values.size());
  RC_ASSERT(histogram.count() == values.size());
}

RC_GTEST_PROP(Histogram, OfAnySplitIsThatOfTheWhole, ()) {
  const Values values = any_values();
  const auto parts = *rc::gen::inRange<std::size_t>(1, 5);
  std::vector<Histogram> split(parts);
  for (const double value : values) split[*rc::gen::inRange<std::size_t>(0, parts)].add(value);
  const Histogram whole = histogram_of(values);
  Histogram merged;
  for (const Histogram& part : split) merged.merge(part);

  RC_ASSERT(merged.count() == whole.count());
  RC_ASSERT(merged.first_bin() == whole.first_bin());
  RC_ASSERT(merged.bins().size() == whole.bins().size());
  for (std::size_t i = 0; i < whole.bins().size(); ++i) {
    RC_ASSERT(merged.bins()[i].count == whole.bins()[i].count);
    RC_ASSERT(std::abs(merged.bins()[i].sum - whole.bins()[i].sum) <=
              1e-12 * std::abs(whole.bins()[i].sum) + 1e-17);
  }
  for (const double probability : {0.05, 0.5, 0.95}) {
    const auto a = quantile(merged, probability);
    const auto b = quantile(whole, probability);
    RC_ASSERT(a.has_value() == b.has_value());
    if (!a) continue;
    RC_ASSERT(a->low == b->low);
    RC_ASSERT(a->high == b->high);
  }
}

#ifdef MARGINWALK_CONTRACTS
TEST(Histogram, RefusesWhatIsTooLargeOrNoNumber) {
  Histogram histogram;
  EXPECT_THROW(histogram.add(0x1p60), core::Defect);
  EXPECT_THROW(histogram.add(-0x1p60), core::Defect);
  EXPECT_THROW(histogram.add(std::numeric_limits<double>::infinity()), core::Defect);
  EXPECT_THROW(histogram.add(std::numeric_limits<double>::quiet_NaN()), core::Defect);
  EXPECT_EQ(histogram.count(), 0U);
}
#endif

/// `count` copies of a value, by doubling.
Histogram repeated(double value, std::uint64_t count) {
  Histogram result;
  Histogram power = histogram_of({value});
  for (; count > 0; count /= 2) {
    if (count % 2 == 1) result.merge(power);
    power.merge(Histogram(power));
  }
  return result;
}

/// The values 1.05^1 ... 1.05^count, every one in a bin of its own.
Histogram powers(int count) {
  Histogram histogram;
  for (int i = 1; i <= count; ++i) histogram.add(std::pow(1.05, i));
  return histogram;
}

TEST(Quantile, IsAbsentAsFarAsTheSampleIs) {
  EXPECT_FALSE(quantile(Histogram(), 0.5));
  const auto five = quantile(powers(5), 0.5);  // 2^-5 is more than 2.5 %
  EXPECT_NEAR(five->estimate, std::pow(1.05, 3), 1e-12);
  EXPECT_FALSE(five->low);
  EXPECT_FALSE(five->high);
  const auto tail = quantile(powers(72), 0.05);  // 0.95^72 = 2.49 %, but nothing lies below rank 1
  EXPECT_EQ(tail->low, edges_around(1.05).lower);
  EXPECT_FALSE(quantile(powers(71), 0.05)->low);
  EXPECT_TRUE(quantile(powers(71), 0.05)->high);
}

TEST(Quantile, HasTheRanksOfTheTables) {
  struct Row {
    int count;
    double probability;
    int rank, low, high;
  };
  // The median's ranks are those of the sign test; the others were summed from the binomial law.
  const Row rows[] = {
      {6, 0.5, 3, 1, 6},     {10, 0.5, 5, 2, 9},     {20, 0.5, 10, 6, 15},
      {50, 0.5, 25, 18, 33}, {100, 0.5, 50, 40, 61}, {100, 0.07, 7, 2, 13},
  };
  for (const Row& row : rows) {
    const auto estimate = quantile(powers(row.count), row.probability);
    EXPECT_NEAR(estimate->estimate, std::pow(1.05, row.rank), 1e-9) << row.count;
    EXPECT_EQ(*estimate->low, edges_around(std::pow(1.05, row.low)).lower) << row.count;
    EXPECT_EQ(*estimate->high, edges_around(std::pow(1.05, row.high)).upper) << row.count;
  }
}

TEST(Quantile, HasExactRanksInSamplesOfAnySize) {
  struct Row {
    std::uint64_t count;
    double probability;
    std::uint64_t low, high;
  };
  // Ranks from sums of the binomial law's terms in 30 digits.
  const Row rows[] = {
      {1'000, 0.05, 37, 65},
      {1'000'000, 0.05, 49'573, 50'429},
      {1'000'000'000, 0.05, 49'986'492, 50'013'510},
      {1'000'000'000, 0.5, 499'969'010, 500'030'991},
      {1'000'000'000, 0.99, 989'993'833, 990'006'167},
  };
  // Values 1 up to and including a rank, then 2: the bound tells on which side it lies.
  const auto split_at = [](std::uint64_t rank, std::uint64_t count) {
    Histogram histogram = repeated(1, rank);
    histogram.merge(repeated(2, count - rank));
    return histogram;
  };
  for (const auto& [count, probability, low, high] : rows) {
    EXPECT_EQ(*quantile(split_at(low, count), probability)->low, 1) << count;
    EXPECT_EQ(*quantile(split_at(low - 1, count), probability)->low, 2) << count;
    EXPECT_LT(*quantile(split_at(high, count), probability)->high, 2) << count;
    EXPECT_GT(*quantile(split_at(high - 1, count), probability)->high, 2) << count;
  }
}

RC_GTEST_PROP(Quantile, LiesInTheBinOfTheOrderStatistic, ()) {
  Values values = any_values();
  RC_PRE(!values.empty());
  const auto rank = *rc::gen::inRange<std::size_t>(1, values.size() + 1);
  const double probability = (static_cast<double>(rank) - 0.5) / static_cast<double>(values.size());
  const auto estimate = quantile(histogram_of(values), probability);
  std::sort(values.begin(), values.end());
  const auto [lower, upper] = edges_around(values[rank - 1]);
  RC_ASSERT(lower <= estimate->estimate);
  RC_ASSERT(estimate->estimate <= upper);
  RC_ASSERT(estimate->low.value_or(lower) <= lower);
  RC_ASSERT(estimate->high.value_or(upper) >= upper);
}

/// Share of samples of `count` normal values whose interval holds the truth. The deviation is 20 %
/// of the mean, so that bins are narrow beside it.
template <class Estimator>
double coverage(int repetitions, int count, double truth, Estimator estimator) {
  std::mt19937_64 random(2005);
  std::normal_distribution<double> draw(15'000, 3'000);
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    Histogram histogram;
    for (int j = 0; j < count; ++j) histogram.add(draw(random));
    const Estimate estimate = *estimator(histogram);
    covered += *estimate.low <= truth && truth <= *estimate.high;
  }
  return covered / static_cast<double>(repetitions);
}

TEST(Quantile, CoversAtLeastAsOftenAsItSays) {
  for (const double probability : {0.05, 0.5, 0.9}) {
    const double truth = quantile(boost::math::normal(15'000, 3'000), probability);
    const auto estimator = [&](const Histogram& histogram) {
      return quantile(histogram, probability);
    };
    EXPECT_GE(coverage(3'000, 300, truth, estimator), 0.945) << probability;
  }
}

/// Mean of the lowest share of a normal law: mean - deviation x density / share.
double normal_tail_mean(double share) {
  const boost::math::normal standard;
  return 15'000 - 3'000 * pdf(standard, quantile(standard, share)) / share;
}

TEST(LowerTailMean, TakesTheFractionOfTheBoundaryBin) {
  const Histogram histogram = histogram_of({1, 2, 4, 8, 16, 32, 64, 128, 256, 512});
  EXPECT_NEAR(lower_tail_mean(histogram, 0.2)->estimate, 1.5, 1e-12);
  EXPECT_NEAR(lower_tail_mean(histogram, 0.25)->estimate, (1 + 2 + 0.5 * 4) / 2.5, 1e-12);
  EXPECT_NEAR(lower_tail_mean(histogram, 1)->estimate, 102.3, 1e-12);
}

TEST(LowerTailMean, IsAbsentAsFarAsTheSampleIs) {
  EXPECT_FALSE(lower_tail_mean(Histogram(), 0.05));
  const Histogram histogram = histogram_of({-7, 2, 4, 8});
  EXPECT_EQ(lower_tail_mean(histogram, 0.1)->estimate, -7);
  EXPECT_FALSE(lower_tail_mean(histogram, 0.49)->low);
  EXPECT_FALSE(lower_tail_mean(histogram, 0.49)->high);
  EXPECT_TRUE(lower_tail_mean(histogram, 0.5)->low);
  EXPECT_TRUE(lower_tail_mean(histogram, 0.5)->high);
}

TEST(LowerTailMean, OfAllIsTheMean) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> draw(100, 50);
  Histogram histogram;
  Moments moments;
  for (int i = 0; i < 10'000; ++i) {
    const double value = draw(random);
    histogram.add(value);
    moments.add(value);
  }
  const auto tail = lower_tail_mean(histogram, 1);
  const auto mean = mean_interval(moments);
  EXPECT_NEAR(tail->estimate, mean->estimate, 1e-9);
  EXPECT_NEAR(*tail->low, *mean->low, 1e-3);
  EXPECT_NEAR(*tail->high, *mean->high, 1e-3);
}

TEST(LowerTailMean, HasTheVarianceOfTheShortfallBelowTheBoundary) {
  // Var(min(X - Q, 0)) / (n s^2), from the values themselves and not from their bins.
  std::mt19937_64 random(11);
  std::normal_distribution<double> draw(15'000, 3'000);
  Values values(20'000);
  for (double& value : values) value = draw(random);
  const double share = 0.1;
  const Estimate estimate = *lower_tail_mean(histogram_of(values), share);
  std::sort(values.begin(), values.end());
  Moments shortfall;
  for (const double value : values) shortfall.add(std::min(value - values[1'999], 0.0));
  const double reach = normal_critical_value() * shortfall.standard_error() / share;
  EXPECT_NEAR((*estimate.high - estimate.estimate) / reach, 1, 0.01);
  EXPECT_NEAR(estimate.estimate, values[1'999] + shortfall.mean / share, 0.02 * reach);
}

TEST(LowerTailMean, AllowsForTheSpreadInsideABin) {
  // A thousand values in the middle of [1, 129/128]: they might as well lie at its two edges.
  const double half_width = 1.0 / 256;
  const Estimate estimate = *lower_tail_mean(repeated(1 + half_width, 1'000), 1);
  const double reach = normal_critical_value() * half_width / std::sqrt(1'000.0);
  EXPECT_NEAR(*estimate.low, 1 + half_width - reach, 1e-12);
  EXPECT_NEAR(*estimate.high, 1 + half_width + reach, 1e-12);
}

TEST(LowerTailMean, HoldsTheTruthWhereTheTailIsNarrowerThanABin) {
  // All values lie in the bin [14976, 15040], which cannot tell the lowest from the others.
  std::mt19937_64 random(13);
  std::uniform_real_distribution<double> draw(14'980, 15'035);
  Histogram histogram;
  for (int i = 0; i < 50'000; ++i) histogram.add(draw(random));
  const double truth = 14'980 + 0.1 * 55 / 2;
  const Estimate estimate = *lower_tail_mean(histogram, 0.1);
  EXPECT_LT(*estimate.low, truth);
  EXPECT_GT(*estimate.high, truth);
  EXPECT_GT(*estimate.low, 14'975);
}

TEST(LowerTailMean, CoversAsOftenAsItSays) {
  for (const double share : {0.1, 0.5}) {
    const auto estimator = [&](const Histogram& histogram) {
      return lower_tail_mean(histogram, share);
    };
    // The interval is asymptotic; one standard error of the share is 0.5 %.
    const double covered = coverage(2'000, 2'000, normal_tail_mean(share), estimator);
    EXPECT_GE(covered, 0.935) << share;
    EXPECT_LE(covered, 0.965) << share;
  }
}

}  // namespace
}  // namespace marginwalk::estimate
