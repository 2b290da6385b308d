#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/funding.hpp"
#include "core/liquidation.hpp"
#include "core/liquidation_price.hpp"
#include "core/tripwire.hpp"
#include "tests/support/random_study.hpp"

/// What must hold of any account under any rules of maintenance and liquidation.
namespace marginwalk::core::rules_property_test {
namespace {

/// An account of a random study and random marks around its start.
struct Situation {
  scenario::Study study;
  Account account;
  std::vector<Price> start;
  std::vector<Price> marks;

  [[nodiscard]] const Venue& venue() const { return study.home().venue; }
  [[nodiscard]] Money turnover() const {
    Money sum;
    for (const Position& position : account.positions) {
      sum +=
          position.notional(start[position.contract]) + position.notional(marks[position.contract]);
    }
    return sum;
  }
};

Situation situation(int greatest_move) {
  Situation result{test::random_study(*rc::gen::inRange<std::uint64_t>(0, 1'000'000)), {}, {}, {}};
  const auto& cells = result.study.cells;
  result.account = cells[*rc::gen::inRange<std::size_t>(0, cells.size())].account;
  const replay::Market& market = result.study.home().market;
  std::vector<double> moves;  // by asset
  for (const replay::Asset& asset : market.assets) {
    moves.push_back(asset.derived ? -moves[asset.derived->of]
                                  : *rc::gen::inRange(-greatest_move, greatest_move) / 100.0);
  }
  result.start = replay::start_marks(market);
  for (std::size_t i = 0; i < result.start.size(); ++i) {
    result.marks.push_back(result.start[i] * std::exp(moves[market.underlying[i]]));
  }
  return result;
}

Money surplus(const Situation& at, Scope scope, Marks marks) {
  const MarginState state = margin_state(at.venue(), at.account, scope, marks);
  return state.equity - state.maintenance;
}

RC_GTEST_PROP(RulesProperty, SurplusIsZeroOrJumpsOverItAtTheLiquidationPrice, ()) {
  const Situation at = situation(20);
  const std::size_t i = *rc::gen::inRange<std::size_t>(0, at.account.positions.size());
  const std::size_t contract = at.account.positions[i].contract;
  const auto price = liquidation_price(at.venue(), at.account, i, at.marks);
  if (!price) RC_DISCARD("never liquidated");
  const auto surplus_at = [&](double factor) {
    std::vector<Price> marks = at.marks;
    marks[contract] = *price * factor;
    return surplus(at, scope_of(at.account, i), marks).value();
  };
  const double rounding =
      1e-9 * (at.turnover().value() +
              std::abs(price->value()) * std::abs(at.account.positions[i].size.value()));
  const bool is_root = std::abs(surplus_at(1)) <= rounding;
  RC_ASSERT(is_root || surplus_at(1 - 1e-9) * surplus_at(1 + 1e-9) <= 0);
}

RC_GTEST_PROP(RulesProperty, MoreMarginMovesTheLiquidationPriceAway, ()) {
  Situation at = situation(5);
  Account& account = at.account;
  account.positions.resize(1);
  const auto before = liquidation_price(at.venue(), account, 0, at.marks);
  Position& position = account.positions[0];
  const Money more = position.notional(position.entry) * .01;
  (position.mode == MarginMode::cross ? account.wallet : position.margin) += more;
  const auto after = liquidation_price(at.venue(), account, 0, at.marks);
  if (!before || !after) RC_DISCARD("never liquidated");
  const double side = position.size > Size(0) ? 1 : -1;
  RC_ASSERT(side * (before->value() - after->value()) >= -1e-9 * before->value());
}

RC_GTEST_PROP(RulesProperty, TripwiresAreNeverAboveTheSurplus, ()) {
  const Situation at = situation(200);
  const double ceiling = 8;  // above e^2
  for (const Tripwire& tripwire :
       requirement_tripwires(at.venue(), at.account, at.start, ceiling)) {
    double bound = (tripwire.cash(at.account) + tripwire.fixed).value();
    for (const Tripwire::Slope& leg : tripwire.slopes) {
      bound += (leg.slope * at.marks[leg.contract]).value();
    }
    const Scope scope = tripwire.backing == Tripwire::Backing::wallet
                            ? Scope::cross()
                            : Scope::isolated(tripwire.position);
    RC_ASSERT(bound <= surplus(at, scope, at.marks).value() + 1e-9 * at.turnover().value());
  }
}

/// Whether the next step of a liquidation closes a long against a short.
bool nets(const Venue& venue, const Account& account, Scope scope) {
  if (!venue.liquidation.nets_hedges || !scope.is_cross()) return false;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const Position& a = account.positions[i];
      const Position& b = account.positions[k];
      if (!scope.contains(account, i) || !scope.contains(account, k)) continue;
      if (a.contract == b.contract && a.size.value() * b.size.value() < 0) return true;
    }
  }
  return false;
}

RC_GTEST_PROP(RulesProperty, LiquidationsEndAndMoneyBalances, ()) {
  Situation at = situation(60);
  Account& account = at.account;
  const Money before = worth(at.venue(), account, at.marks) / account.money_price(at.marks);
  const Money rounding = 1e-9 * at.turnover();
  for (int step = 0;; ++step) {
    RC_ASSERT(step < 1'000);
    const std::optional<Scope> breach = assess(at.venue(), account, at.marks).breach;
    if (!breach) break;
    const MarginState state = margin_state(at.venue(), account, *breach, at.marks);
    const Money wallet = account.wallet;
    const bool netted = nets(at.venue(), account, *breach);
    const Liquidation result =
        liquidate(at.venue(), account, *breach, at.marks, at.study.home().market.liquidity,
                  static_cast<std::size_t>(step));
    // An isolated loss never exceeds its margin.
    if (!breach->is_cross()) RC_ASSERT(account.wallet >= wallet);
    // A position that is reduced to its requirement is reduced no further.
    if (at.venue().liquidation.procedure == Procedure::reduce && !result.complete && !netted) {
      const MarginState after = margin_state(at.venue(), account, *breach, at.marks);
      RC_ASSERT(after.level() >= 1);
    }
    // What is taken over has equity, what the fund pays for has none.
    if (at.venue().liquidation.procedure != Procedure::blocks && result.shortfall > Money(0)) {
      RC_ASSERT(result.complete);
      RC_ASSERT(state.equity - result.slippage - result.fee <= rounding);
    }
  }
  const Ledger& ledger = account.ledger;
  const Money missing = worth(at.venue(), account, at.marks) / account.money_price(at.marks) -
                        before + ledger.fees + ledger.slippage + ledger.fund_received -
                        ledger.fund_paid;
  RC_ASSERT(abs(missing) <= rounding);
}

RC_GTEST_PROP(RulesProperty, FundingThatKeepsMaintenanceLiquidatesNobody, ()) {
  Situation at = situation(20);
  at.study.home().venue.funding_keeps_maintenance = true;
  Account& account = at.account;
  if (assess(at.venue(), account, at.marks).breach) RC_DISCARD("liquidated already");
  std::vector<Price> charges;
  for (std::size_t i = 0; i < at.venue().contracts.size(); ++i) {
    charges.push_back(at.marks[i] * (*rc::gen::inRange(-100, 101) / 1000.0));
  }
  const Money before = worth(at.venue(), account, at.marks) / account.money_price(at.marks);
  settle_funding(at.venue(), account, at.marks, charges);
  RC_ASSERT(!assess(at.venue(), account, at.marks).breach);
  const Money after = worth(at.venue(), account, at.marks) / account.money_price(at.marks);
  RC_ASSERT(abs(after - before + account.ledger.funding) <= 1e-9 * at.turnover());
}

}  // namespace
}  // namespace marginwalk::core::rules_property_test
