#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "core/opening.hpp"
#include "sim/run/run_study.hpp"
#include "sim/verify/extrapolated_passage.hpp"
#include "tests/support/venues.hpp"

/// Liquidation probabilities of whole runs under laws with jumps against quadrature: one isolated
/// position, flat 0.5 % maintenance, no drift, no costs, 30 days.
namespace marginwalk {
namespace {

using core::MarginMode;

constexpr std::uint32_t month = 30 * 86'400;
constexpr double years = 30.0 / 365;
constexpr double maintenance_rate = 0.005;
const verify::Merton merton{0.6, {20, -0.02, 0.06}};
const verify::Kou kou{0.6, {20, 0.4, 0.04, 0.05}};

paths::ModelParameters with_jumps(double volatility, const paths::Jumps& jumps) {
  paths::ModelParameters parameters{{0}, {volatility}, paths::Matrix::Identity(1, 1)};
  parameters.jumps = {jumps};
  return parameters;
}

paths::ModelParameters simulated(const verify::Merton& law) {
  const verify::NormalJumps& jumps = law.jumps;
  return with_jumps(law.volatility,
                    {jumps.rate, paths::NormalSize{jumps.mean, jumps.deviation}, {1}, {0}});
}

paths::ModelParameters simulated(const verify::Kou& law) {
  const verify::ExponentialJumps& jumps = law.jumps;
  const paths::DoubleExponentialSize size{jumps.up_probability, jumps.up_mean, jumps.down_mean};
  return with_jumps(law.volatility, {jumps.rate, size, {1}, {0}});
}

struct Case {
  double leverage;
  bool is_long;

  /// ln of the price at which equity equals maintenance over the start.
  [[nodiscard]] verify::Barriers barriers() const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double backing = 1 / leverage;
    if (!is_long) {
      return {-infinity, std::log1p((backing - maintenance_rate) / (1 + maintenance_rate))};
    }
    return {std::log1p((maintenance_rate - backing) / (1 - maintenance_rate)), infinity};
  }
};
const std::vector<Case> cases{{10, true},  {5, true},  {3, true},
                              {10, false}, {5, false}, {3, false}};

scenario::Study study_of(const paths::ModelParameters& model, std::uint32_t step,
                         std::uint64_t paths) {
  scenario::Study study;
  study.name = "jump reference";
  study.seed = 5;
  study.paths = paths;
  study.clock = {1'767'225'600, month, step};
  study.home().venue = test::flat_venue(maintenance_rate);
  study.home().market.assets = {{"BTC", core::Price(64'850)}};
  study.home().market.underlying = {0};
  study.model = model;
  const std::vector marks{core::Price(64'850)};
  for (const Case& each : cases) {
    const core::PositionRequest request{0,        each.is_long,         core::Sizing::margin, 5'000,
                                        marks[0], MarginMode::isolated, each.leverage};
    const core::Account empty{core::Money(15'000), {}, {}};
    const auto opened = core::open_account(study.home().venue, empty, {request}, {}, marks);
    study.cells.push_back({{"", MarginMode::isolated, each.leverage, {}},
                           std::get<core::Account>(opened),
                           core::Money(15'000)});
  }
  return study;
}

template <typename Law>
void expect_references(const Law& law, std::uint32_t step, std::uint64_t paths) {
  const run::Result result = *run::run_study(study_of(simulated(law), step, paths));
  const auto count = static_cast<double>(paths);
  const double step_years = step / (365 * 86'400.0);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const verify::Barriers barriers = cases[i].barriers();
    const double expected = step == 60
                                ? verify::extrapolated(law, {barriers, years, step_years})
                                : verify::monitored(verify::step_of(law, step_years), barriers,
                                                    static_cast<int>(month / step));
    const double estimate = static_cast<double>(result.cells[i].tally.liquidated) / count;
    const double standard_error = std::sqrt(expected * (1 - expected) / count);
    EXPECT_LT(std::abs(estimate - expected), 3 * standard_error)
        << "case " << i << ": " << estimate << " against " << expected << ", standard error "
        << standard_error;
  }
}

TEST(JumpReferencesSlow, MertonEachHour) { expect_references(merton, 3'600, 40'000); }
TEST(JumpReferencesSlow, MertonEachMinute) { expect_references(merton, 60, 40'000); }
TEST(JumpReferencesSlow, KouEachHour) { expect_references(kou, 3'600, 40'000); }
TEST(JumpReferencesSlow, KouEachMinute) { expect_references(kou, 60, 40'000); }

TEST(JumpReferencesLong, MertonEachHour) { expect_references(merton, 3'600, 400'000); }
TEST(JumpReferencesLong, MertonEachMinute) { expect_references(merton, 60, 400'000); }
TEST(JumpReferencesLong, KouEachHour) { expect_references(kou, 3'600, 400'000); }
TEST(JumpReferencesLong, KouEachMinute) { expect_references(kou, 60, 400'000); }

}  // namespace
}  // namespace marginwalk
