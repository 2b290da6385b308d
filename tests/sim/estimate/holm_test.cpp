#include "sim/estimate/holm.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace marginwalk::estimate::holm_test {
namespace {

TEST(Holm, WorkedExample) {
  // Sorted 0.005, 0.01, 0.03, 0.04, times 4, 3, 2, 1: the last may not fall below the one before.
  const std::vector<double> adjusted = holm_adjusted({0.01, 0.04, 0.03, 0.005});
  const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_DOUBLE_EQ(adjusted[i], expected[i]) << i;
  EXPECT_TRUE(holm_adjusted({}).empty());
  EXPECT_EQ(holm_adjusted({0.7, 0.6}), (std::vector<double>{1, 1}));
}

/// The procedure as the paper states it: as long as the least p-value that is left is at most the
/// error divided by the number of those left, its hypothesis is rejected.
std::vector<bool> rejected(std::vector<double> p_values, double error) {
  std::vector<bool> result(p_values.size());
  for (std::size_t left = p_values.size(); left > 0; --left) {
    const auto least = std::min_element(p_values.begin(), p_values.end());
    if (*least * static_cast<double>(left) > error) break;
    result[static_cast<std::size_t>(least - p_values.begin())] = true;
    *least = 2;
  }
  return result;
}

RC_GTEST_PROP(Holm, RejectsWhatTheStepwiseProcedureRejects, ()) {
  std::vector<double> p_values;
  for (const int each : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 200))) {
    p_values.push_back(each / 2'000.0);
  }
  const double error = *rc::gen::element(0.01, 0.05, 0.2);
  const std::vector<double> adjusted = holm_adjusted(p_values);
  const std::vector<bool> expected = rejected(p_values, error);
  for (std::size_t i = 0; i < p_values.size(); ++i) {
    RC_ASSERT((adjusted[i] <= error) == expected[i]);
    RC_ASSERT(adjusted[i] >= p_values[i]);
  }
}

}  // namespace
}  // namespace marginwalk::estimate::holm_test
