#include <gtest/gtest.h>

#include <cmath>

#include "sim/verify/passage_checks.hpp"

/// Liquidation probabilities of whole runs against closed forms and quadrature, and the bias of
/// their steps against what continuous monitoring adds.
namespace marginwalk::references_test {
namespace {

using core::MarginMode;
using verify::PassageCase;

const std::vector<PassageCase> diffusions{
    {5'000, 10, MarginMode::isolated, true},  {5'000, 10, MarginMode::cross, true},
    {15'000, 10, MarginMode::cross, true},    {15'000, 5, MarginMode::cross, true},
    {15'000, 3, MarginMode::cross, true},     {15'000, 2, MarginMode::isolated, true},
    {5'000, 10, MarginMode::isolated, false}, {15'000, 5, MarginMode::cross, false},
    {15'000, 3, MarginMode::isolated, false},
};

const std::vector<PassageCase> jumps{
    {5'000, 10, MarginMode::isolated, true}, {5'000, 5, MarginMode::isolated, true},
    {5'000, 3, MarginMode::isolated, true},  {5'000, 10, MarginMode::isolated, false},
    {5'000, 5, MarginMode::isolated, false}, {5'000, 3, MarginMode::isolated, false},
};

const verify::Merton merton{0.6, {20, -0.02, 0.06}};
const verify::Kou kou{0.6, {20, 0.4, 0.04, 0.05}};

void expect_agreement(const verify::Page& page, std::size_t rows) {
  EXPECT_EQ(page.size(), rows);
  for (const verify::Evidence& row : page) {
    EXPECT_LT(std::abs(row.difference), 3)
        << row.what << ": " << row.computed << " against " << row.reference;
  }
}

TEST(References, LiquidationReturnsOfTheFifteenThousandAccount) {
  EXPECT_NEAR(diffusions[0].barrier_return(), -0.09548, 5e-6);
  EXPECT_NEAR(diffusions[1].barrier_return(), -0.29648, 5e-6);
}

void expect_diffusions(std::uint32_t step, std::uint64_t paths) {
  expect_agreement(diffusion_passages(diffusions, {step, paths}), 2 * diffusions.size());
}

TEST(References, MonitoredEachDay) { expect_diffusions(86'400, 2'000); }
TEST(ReferencesSlow, MonitoredEachDay) { expect_diffusions(86'400, 400'000); }
TEST(ReferencesSlow, MonitoredEachHour) { expect_diffusions(3'600, 200'000); }
TEST(ReferencesSlow, MonitoredEachMinute) { expect_diffusions(60, 60'000); }
TEST(ReferencesLong, MonitoredEachMinute) { expect_diffusions(60, 400'000); }

void expect_merton(std::uint32_t step, std::uint64_t paths) {
  expect_agreement(jump_passages(merton, jumps, {step, paths}), jumps.size());
}
void expect_kou(std::uint32_t step, std::uint64_t paths) {
  expect_agreement(jump_passages(kou, jumps, {step, paths}), 2 * jumps.size());
}

TEST(JumpReferencesSlow, MertonEachHour) { expect_merton(3'600, 40'000); }
TEST(JumpReferencesSlow, MertonEachMinute) { expect_merton(60, 40'000); }
TEST(JumpReferencesSlow, KouEachHour) { expect_kou(3'600, 40'000); }
TEST(JumpReferencesSlow, KouEachMinute) { expect_kou(60, 40'000); }

TEST(JumpReferencesLong, MertonEachHour) { expect_merton(3'600, 400'000); }
TEST(JumpReferencesLong, MertonEachMinute) { expect_merton(60, 400'000); }
TEST(JumpReferencesLong, KouEachHour) { expect_kou(3'600, 400'000); }
TEST(JumpReferencesLong, KouEachMinute) { expect_kou(60, 400'000); }

}  // namespace
}  // namespace marginwalk::references_test
