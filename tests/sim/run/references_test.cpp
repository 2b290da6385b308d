#include <gtest/gtest.h>

#include <cmath>

#include "core/opening.hpp"
#include "sim/run/run_study.hpp"
#include "sim/verify/first_passage.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "tests/support/venues.hpp"

/// Liquidation probabilities of whole runs against closed forms and quadrature: one position, flat
/// 0.5 % maintenance, no drift, no costs, 70 % volatility, 30 days, $15,000.
namespace marginwalk {
namespace {

using core::MarginMode;

constexpr double volatility = 0.7;
constexpr std::uint32_t month = 30 * 86'400;

scenario::Cell cell(const core::Venue& venue, double margin, double leverage, MarginMode mode,
                    bool is_long) {
  const std::vector marks{core::Price(64'850)};
  const core::PositionRequest request{0,    is_long, core::Sizing::margin, margin, marks[0],
                                      mode, leverage};
  const auto opened =
      core::open_account(venue, core::Account{core::Money(15'000), {}, {}}, {request}, {}, marks);
  return {{"", mode, leverage, {}}, std::get<core::Account>(opened), core::Money(15'000)};
}

scenario::Study one_position(std::uint32_t step, std::uint64_t paths) {
  scenario::Study study;
  study.name = "reference";
  study.seed = 4;
  study.paths = paths;
  study.clock = {1'767'225'600, month, step};
  study.home().venue = test::flat_venue();
  study.home().market.assets = {{"BTC", core::Price(64'850)}};
  study.home().market.underlying = {0};
  study.model = {{0}, {volatility}, paths::Matrix::Identity(1, 1)};
  return study;
}

/// The return at which equity equals maintenance: what stands behind the position, as a share of
/// its notional, less the rate, by 1 -+ the rate.
double liquidation_return(double backing, bool is_long) {
  constexpr double rate = 0.005;
  return is_long ? (rate - backing) / (1 - rate) : (backing - rate) / (1 + rate);
}

struct Case {
  double margin, leverage;
  MarginMode mode;
  bool is_long;

  [[nodiscard]] double barrier_return() const {
    const double backing = mode == MarginMode::cross ? 15'000 / margin / leverage : 1 / leverage;
    return liquidation_return(backing, is_long);
  }
};

const std::vector<Case> cases{
    {5'000, 10, MarginMode::isolated, true},  {5'000, 10, MarginMode::cross, true},
    {15'000, 10, MarginMode::cross, true},    {15'000, 5, MarginMode::cross, true},
    {15'000, 3, MarginMode::cross, true},     {15'000, 2, MarginMode::isolated, true},
    {5'000, 10, MarginMode::isolated, false}, {15'000, 5, MarginMode::cross, false},
    {15'000, 3, MarginMode::isolated, false},
};

void expect_references(std::uint32_t step, std::uint64_t paths) {
  scenario::Study study = one_position(step, paths);
  for (const Case& row : cases) {
    study.cells.push_back(
        cell(study.home().venue, row.margin, row.leverage, row.mode, row.is_long));
  }
  const run::Result result = *run::run_study(study);
  const auto count = static_cast<double>(paths);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const verify::FirstPassage passage{volatility, 0, cases[i].barrier_return(), 30.0 / 365};
    const double expected = step == 60 ? verify::shifted(passage, 1.0 / 525'600)
                                       : verify::monitored(passage, static_cast<int>(month / step));
    const double estimate = static_cast<double>(result.cells[i].tally.liquidated) / count;
    const double standard_error = std::sqrt(expected * (1 - expected) / count);
    EXPECT_LT(std::abs(estimate - expected), 3 * standard_error)
        << "case " << i << ": " << estimate << " against " << expected;
  }
}

TEST(References, LiquidationReturnsOfTheFifteenThousandAccount) {
  EXPECT_NEAR(cases[0].barrier_return(), -0.09548, 5e-6);
  EXPECT_NEAR(cases[1].barrier_return(), -0.29648, 5e-6);
}

TEST(ReferencesSlow, MonitoredEachDay) { expect_references(86'400, 400'000); }
TEST(ReferencesSlow, MonitoredEachHour) { expect_references(3'600, 200'000); }
TEST(ReferencesSlow, MonitoredEachMinute) { expect_references(60, 60'000); }
TEST(ReferencesLong, MonitoredEachMinute) { expect_references(60, 400'000); }

}  // namespace
}  // namespace marginwalk
