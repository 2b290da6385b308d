#include "sim/estimate/claim.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sim/estimate/holm.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate::claim_test {
namespace {

TEST(Claims, CasesAreDecidedByTheWholeInterval) {
  struct Row {
    std::optional<Estimate> difference;
    Finding if_more_contradicts, if_less_contradicts;
  };
  const Row rows[] = {
      {Estimate{2, 1, 3}, Finding::against, Finding::as_claimed},
      {Estimate{-2, -3, -1}, Finding::as_claimed, Finding::against},
      {Estimate{2, 0, 3}, Finding::undecided, Finding::undecided},
      {Estimate{2, -1, 5}, Finding::undecided, Finding::undecided},
      {Estimate{2, 1, {}}, Finding::against, Finding::as_claimed},
      {Estimate{2, {}, 3}, Finding::undecided, Finding::undecided},
      {Estimate{0, 0, 0}, Finding::undecided, Finding::undecided},
      {std::nullopt, Finding::undecided, Finding::undecided},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(finding(row.difference, Sign::more), row.if_more_contradicts);
    EXPECT_EQ(finding(row.difference, Sign::less), row.if_less_contradicts);
  }
}

TEST(Claims, AreJudgedByAllTheirCases) {
  constexpr Finding yes = Finding::as_claimed, no = Finding::against, open = Finding::undecided;
  struct Row {
    std::vector<Finding> cases;
    ClaimVerdict verdict;
  };
  const Row rows[] = {
      {{yes}, ClaimVerdict::supported},           {{yes, yes}, ClaimVerdict::supported},
      {{yes, open}, ClaimVerdict::qualified},     {{yes, no}, ClaimVerdict::qualified},
      {{yes, no, open}, ClaimVerdict::qualified}, {{no}, ClaimVerdict::contradicted},
      {{no, open}, ClaimVerdict::contradicted},   {{open, open}, ClaimVerdict::undecided},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(judge_claim(row.cases, true), row.verdict);
    EXPECT_EQ(judge_claim(row.cases, false), ClaimVerdict::undecided);
  }
}

/// Normal intervals of differences in standard errors, whose p-values are known.
RC_GTEST_PROP(Claims, SignsHoldTogetherByHolm, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 9);
  const auto thousandths =
      *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(-4500, 4500));
  std::vector<double> errors, p_values;
  for (const int each : thousandths) {
    errors.push_back(each / 1000.0);
    p_values.push_back(std::erfc(std::abs(errors.back()) / std::sqrt(2.0)));
  }
  const auto intervals = intervals_together(size, 0.95, [&](std::size_t i, double level) {
    const double reach = normal_critical_value(level);
    return std::optional(Estimate{errors[i], errors[i] - reach, errors[i] + reach});
  });
  const std::vector<double> adjusted = holm_adjusted(p_values);
  for (std::size_t i = 0; i < size; ++i) {
    if (std::abs(adjusted[i] - 0.05) < 1e-9) continue;
    RC_ASSERT(certain_sign(intervals[i]).has_value() == (adjusted[i] < 0.05));
  }
}

}  // namespace
}  // namespace marginwalk::estimate::claim_test
