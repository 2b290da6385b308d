#include "sim/estimate/histogram.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "core/expect.hpp"
#include "sim/estimate/order_statistic.hpp"
#include "tests/sim/estimate/samples.hpp"

namespace marginwalk::estimate::histogram_test {
namespace {

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

}  // namespace
}  // namespace marginwalk::estimate::histogram_test
