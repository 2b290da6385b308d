#include "core/liquidity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/liquidation.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::liquidity_test {
namespace {

using test::cross;

TEST(Liquidity, ImpactGrowsWithTheRootOfTheOrder) {
  // A daily volatility of 3 % and a volume of 1e9 a day: a hundredth of it moves the price by 0.3
  // %.
  const double impact = .03 / std::sqrt(1e9);
  struct Row {
    const char* what;
    Liquidity liquidity;
    std::size_t contract;
    double notional, loss;
  };
  for (const Row& row : {
           Row{"nothing", {}, 0, 1e7, 0},
           Row{"slippage of any order", {Rate(.0005)}, 0, 1e7, .0005},
           Row{"the smallest order", {Rate(.0005), {impact}}, 0, 0, .0005},
           Row{"a hundredth", {Rate(.0005), {impact}}, 0, 1e7, .0035},
           Row{"four times as much moves twice as far", {Rate(.0005), {impact}}, 0, 4e7, .0065},
           Row{"a quarter of the depth, too", {Rate(.0005), {impact}, .25}, 0, 1e7, .0065},
           Row{"a whole day", {Rate(0), {impact}}, 0, 1e9, .03},
           Row{"by contract", {Rate(.0005), {impact, 0}}, 1, 1e7, .0005},
           Row{"one that has none", {Rate(.0005), {impact}}, 1, 1e7, .0005},
           Row{"at most the whole price", {Rate(.5), {1}}, 0, 1e7, 1},
       }) {
    EXPECT_NEAR(row.liquidity.loss(row.contract, Money(row.notional)).value(), row.loss, 1e-12)
        << row.what;
  }
  const Liquidity one{Rate(.5), {impact, 0}};
  EXPECT_TRUE(one.depends_on_size(0));
  EXPECT_FALSE(one.depends_on_size(1));
  EXPECT_FALSE(one.depends_on_size(2));
}

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6;
}

/// Positions at 100 in breach, and a market that is moved by closing them.
struct Breach {
  Venue venue{"flat", true, {}};
  Account account;
  std::vector<Price> marks;
  Liquidity liquidity;
};

Breach breach(int positions) {
  Breach at;
  at.venue.liquidation.procedure = Procedure::reduce;
  at.liquidity.slippage = Rate(between(0, .005));
  Money required;
  for (int i = 0; i < positions; ++i) {
    const double rate = between(.03, .1);
    at.venue.contracts.push_back(test::flat_contract("A", rate, 10, between(0, .0125)));
    at.marks.emplace_back(100);
    const double size = std::exp(between(0, 10));
    const double side = *rc::gen::arbitrary<bool>() ? 1 : -1;
    // Closing all of it costs up to twice of what is required.
    at.liquidity.impact.push_back(rate * between(0, 2) / std::sqrt(size * 100));
    const double entry = 100 * between(.9, 1.1);
    at.account.positions.push_back(cross(static_cast<std::size_t>(i), side * size, entry, 10));
    at.account.wallet -= at.account.positions.back().unrealised_pnl(Price(100));
    required += Money(size * 100 * rate);
  }
  at.account.wallet += required * between(.6, 1);
  return at;
}

/// Equity less requirement once a part of the position is closed by itself.
double surplus_after(const Breach& at, double share) {
  const double whole = at.account.positions[0].notional(at.marks[0]).value();
  const double loss = at.liquidity.loss(0, Money(whole * share)).value();
  const double side = at.account.positions[0].size > Size(0) ? -1 : 1;
  const Contract& contract = at.venue.contracts[0];
  const double fee = contract.liquidation_fee.value() * (1 + side * loss);
  const double required =
      whole * (1 - share) * contract.tiers.at(0).maintenance_margin_rate.value();
  const Money equity = margin_state(at.venue, at.account, Scope::cross(), at.marks).equity;
  return equity.value() - whole * share * (loss + fee) - required;
}

RC_GTEST_PROP(LiquidityProperty, ReducesToTheRequirementAndNoFurther, ()) {
  Breach at = breach(*rc::gen::inRange(1, 4));
  const Liquidation result =
      liquidate(at.venue, at.account, Scope::cross(), at.marks, at.liquidity);
  if (result.complete) RC_DISCARD("no part is enough");
  const MarginState state = margin_state(at.venue, at.account, Scope::cross(), at.marks);
  RC_ASSERT(state.level() >= 1);
  RC_ASSERT(state.equity - state.maintenance <= 1e-8 * result.before.maintenance);
}

RC_GTEST_PROP(LiquidityProperty, NothingIsTakenOverWhereAPartWouldBeEnough, ()) {
  Breach at = breach(1);
  const Money equity = margin_state(at.venue, at.account, Scope::cross(), at.marks).equity;
  double enough = 0;
  for (int i = 1; i < 100 && enough == 0; ++i) {
    if (surplus_after(at, i / 100.0) > 1e-6 * equity.value()) enough = i / 100.0;
  }
  if (enough == 0) RC_DISCARD("no part is enough");
  const Size whole = abs(at.account.positions[0].size);
  const Liquidation result =
      liquidate(at.venue, at.account, Scope::cross(), at.marks, at.liquidity);
  RC_ASSERT(!result.complete);
  RC_ASSERT(whole - abs(at.account.positions[0].size) <= enough * whole);
}

}  // namespace
}  // namespace marginwalk::core::liquidity_test
