#include "sim/estimate/verdict.hpp"

#include <gtest/gtest.h>

namespace marginwalk::estimate::verdict_test {
namespace {

TEST(Verdict, WholeIntervalOnOneSideOfTheLimit) {
  const auto none = std::optional<double>();
  struct Row {
    std::optional<double> low, high;
    double limit;
    Verdict at_most, at_least;
  };
  const Row rows[] = {
      {0.01, 0.03, 0.05, Verdict::passed, Verdict::failed},
      {0.01, 0.03, 0.03, Verdict::passed, Verdict::undecided},
      {0.01, 0.03, 0.02, Verdict::undecided, Verdict::undecided},
      {0.01, 0.03, 0.01, Verdict::undecided, Verdict::passed},
      {0.01, 0.03, 0.005, Verdict::failed, Verdict::passed},
      {-4, -2, -1, Verdict::passed, Verdict::failed},
      {0, 0, 0, Verdict::passed, Verdict::passed},
      {none, 0.03, 0.05, Verdict::passed, Verdict::failed},
      {none, 0.03, 0.005, Verdict::undecided, Verdict::undecided},
      {0.01, none, 0.05, Verdict::undecided, Verdict::undecided},
      {0.01, none, 0.005, Verdict::failed, Verdict::passed},
      {none, none, 0.5, Verdict::undecided, Verdict::undecided},
  };
  for (const Row& row : rows) {
    const Estimate number{0.02, row.low, row.high};
    EXPECT_EQ(judge(number, {Demand::Side::at_most, row.limit}), row.at_most) << row.limit;
    EXPECT_EQ(judge(number, {Demand::Side::at_least, row.limit}), row.at_least) << row.limit;
  }
}

TEST(Verdict, NothingToEstimateFromDecidesNothing) {
  EXPECT_EQ(judge({}, {Demand::Side::at_most, 1}), Verdict::undecided);
  EXPECT_EQ(judge({}, {Demand::Side::at_least, 1}), Verdict::undecided);
}

}  // namespace
}  // namespace marginwalk::estimate::verdict_test
