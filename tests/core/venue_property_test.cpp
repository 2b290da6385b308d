#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/funding.hpp"
#include "core/inverse.hpp"
#include "core/liquidation.hpp"
#include "core/liquidation_price.hpp"
#include "core/requirement.hpp"
#include "tests/support/shipped_venues.hpp"

/// What must hold of any account at the venues whose rules come with the program.
namespace marginwalk::core::venue_property_test {
namespace {

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6;
}

double between_logarithms(double low, double high) {
  return std::exp(between(std::log(low), std::log(high)));
}

/// One position at a venue, of any bracket of its table, and marks near its entry.
struct Situation {
  const Venue* venue = nullptr;
  Account account;
  std::vector<Price> marks;

  [[nodiscard]] Position& position() { return account.positions[0]; }
  [[nodiscard]] const Position& position() const { return account.positions[0]; }
  [[nodiscard]] const Contract& contract() const { return venue->contracts[position().contract]; }
  [[nodiscard]] Scope scope() const { return scope_of(account, 0); }
  [[nodiscard]] Money notional() const {
    return position().notional(position().entry) + position().notional(marks[position().contract]);
  }
  [[nodiscard]] Money surplus(Price mark) const {
    std::vector<Price> others = marks;
    others[position().contract] = mark;
    const MarginState state = margin_state(*venue, account, scope(), others);
    return state.equity - state.maintenance;
  }
};

/// The last edge of a margin table that is an end, or 0.
double last_edge(const Contract& contract) {
  double edge = 0;
  for (const Tier& tier : contract.tiers.tiers()) {
    if (std::isfinite(tier.up_to)) edge = tier.up_to;
  }
  return edge;
}

Situation situation() {
  const std::vector<Venue>& venues = test::shipped_venues();
  Situation at;
  at.venue = &venues[*rc::gen::inRange<std::size_t>(0, venues.size())];
  const std::size_t index = *rc::gen::inRange<std::size_t>(0, at.venue->contracts.size());
  const Contract& contract = at.venue->contracts[index];
  at.marks.assign(at.venue->contracts.size() + at.venue->collateral.size(), Price(1));
  at.marks[index] = quoted(contract, Price(between_logarithms(.01, 1e5)));
  const Price entry = at.marks[index] * between(.8, 1.25);
  const double largest = last_edge(contract) > 0 ? 2 * last_edge(contract) : 1e9;
  const double measure = between_logarithms(largest * 1e-6, largest);
  const bool in_contracts = contract.maintenance_rule.tier_measure == TierMeasure::contracts;
  const Size size = in_contracts ? contract.contract_size * measure : Money(measure) / entry;
  const bool rises = *rc::gen::arbitrary<bool>();
  Position position{index,   rises ? size : -size, entry, MarginMode::cross, between(1, 20),
                    Money(0)};
  const Money funds = position.notional(entry) * between(.01, 1);
  if (*rc::gen::arbitrary<bool>()) {
    position.mode = MarginMode::isolated;
    position.margin = funds;
  }
  at.account = {position.mode == MarginMode::cross ? funds : Money(0), {position}, {}};
  if (contract.inverse) at.account.coin = index;
  return at;
}

TEST(VenueProperty, AllVenuesAreThere) {
  std::vector<std::string> names;
  for (const Venue& venue : test::shipped_venues()) names.push_back(venue.name);
  EXPECT_EQ(names, (std::vector<std::string>{"binance-coinm", "binance-usdm", "bybit", "dydx-v4",
                                             "hyperliquid", "okx"}));
}

RC_GTEST_PROP(VenueProperty, AShortIsTheMirrorOfALong, ()) {
  Situation at = situation();
  const Contract& contract = at.contract();
  const Price mark = at.marks[at.position().contract];
  Position other = at.position();
  other.size = -other.size;
  RC_ASSERT(at.position().unrealised_pnl(mark) == -other.unrealised_pnl(mark));
  const Price charge = funding_charge(contract, mark, Rate(between(-.02, .02)));
  RC_ASSERT(funding_payment(at.position(), charge) == -funding_payment(other, charge));
  RC_ASSERT(is_long(contract, at.position()) != is_long(contract, other));
  const Money own = maintenance(contract, at.position(), mark);
  const Money others = maintenance(contract, other, mark);
  if (contract.maintenance_rule.closing_fee != ClosingFee::at_bankruptcy) {
    RC_ASSERT(own == others);
    return;
  }
  // The fee is of the bankruptcy price, which is 1 / leverage below the entry or above it.
  const Position& position = at.position();
  const double side = position.size > Size(0) ? 1 : -1;
  const Money fees = position.notional(position.entry) * contract.taker_fee;
  RC_ASSERT(abs(others - own - fees * (side * 2 / position.leverage)) <= 1e-12 * at.notional());
}

RC_GTEST_PROP(VenueProperty, AMoveInItsFavourNeverLiquidates, ()) {
  const Situation at = situation();
  if (at.contract().inverse) RC_DISCARD("inverse");
  const Price mark = at.marks[at.position().contract];
  if (at.surplus(mark) <= Money(0)) RC_DISCARD("liquidated already");
  const double move = between_logarithms(1 + 1e-9, 5);
  const Price after = at.position().size > Size(0) ? mark * move : mark / move;
  RC_ASSERT(at.surplus(after) > Money(0));
}

TEST(VenueProperty, RequirementsJoinWhereTheRuleSaysSoAndRiseElsewhere) {
  constexpr double step = 1e-9;
  std::size_t edges = 0;
  for (const Venue& venue : test::shipped_venues()) {
    for (const Contract& contract : venue.contracts) {
      const std::vector<Tier>& tiers = contract.tiers.tiers();
      for (std::size_t i = 0; i + 1 < tiers.size(); ++i, ++edges) {
        const auto required = [&](double measure) {
          const bool in_contracts =
              contract.maintenance_rule.tier_measure == TierMeasure::contracts;
          const Size size = in_contracts ? contract.contract_size * measure : Size(measure);
          const Position position{0, size, Price(1), MarginMode::cross, 10, Money(0)};
          return maintenance(contract, position, Price(1)).value();
        };
        const double edge = tiers[i].up_to;
        const double rise = required(edge * (1 + step)) - required(edge * (1 - step));
        const std::string where = venue.name + " " + contract.name + " " + std::to_string(edge);
        EXPECT_GE(rise, 0) << where;
        const double notional = contract.maintenance_rule.tier_measure == TierMeasure::contracts
                                    ? edge * contract.contract_size.value()
                                    : edge;
        const double jump = contract.maintenance_rule.tier_rule == TierRule::deduction
                                ? 0
                                : notional * Rate(tiers[i + 1].maintenance_margin_rate -
                                                  tiers[i].maintenance_margin_rate)
                                                 .value();
        EXPECT_NEAR(rise, jump, 4 * step * notional) << where;
      }
    }
  }
  EXPECT_GT(edges, 50U);
}

RC_GTEST_PROP(VenueProperty, EquityAtTheLiquidationPriceIsTheRequirement, ()) {
  const Situation at = situation();
  const auto price = liquidation_price(*at.venue, at.account, 0, at.marks);
  if (!price) RC_DISCARD("never liquidated");
  const Money turnover = at.notional() + at.position().notional(*price);
  RC_ASSERT(abs(at.surplus(*price)) <= 1e-9 * turnover);
  // What is worse for the position is a breach; what is better is none.
  const double worse = at.position().size > Size(0) ? 1 - 1e-6 : 1 + 1e-6;
  RC_ASSERT(at.surplus(*price * worse) < Money(0));
  RC_ASSERT(at.surplus(*price / worse) > Money(0));
}

RC_GTEST_PROP(VenueProperty, MoreMarginMovesTheLiquidationPriceAway, ()) {
  Situation at = situation();
  const auto before = liquidation_price(*at.venue, at.account, 0, at.marks);
  Position& position = at.position();
  const Money more = position.notional(position.entry) * between(1e-6, .5);
  (position.mode == MarginMode::cross ? at.account.wallet : position.margin) += more;
  const auto after = liquidation_price(*at.venue, at.account, 0, at.marks);
  if (!before || !after) RC_DISCARD("never liquidated");
  const double side = position.size > Size(0) ? 1 : -1;
  RC_ASSERT(side * (*before - *after) > Price(0));
  // So it is in the quoted price, too.
  const Contract& contract = at.contract();
  RC_ASSERT(is_long(contract, position) == (quoted(contract, *after) < quoted(contract, *before)));
}

RC_GTEST_PROP(VenueProperty, LiquidationsEndAndMoneyBalances, ()) {
  Situation at = situation();
  const Money before = worth(*at.venue, at.account, at.marks) / at.account.money_price(at.marks);
  const Money rounding = 1e-9 * at.notional();
  const Liquidity liquidity{Rate(between(0, .02)), {}};
  for (std::size_t step = 0; assess(*at.venue, at.account, at.marks).breach; ++step) {
    RC_ASSERT(step < 100'000U);
    (void)liquidate(*at.venue, at.account, at.scope(), at.marks, liquidity, step);
  }
  const Ledger& ledger = at.account.ledger;
  const Money change =
      worth(*at.venue, at.account, at.marks) / at.account.money_price(at.marks) - before;
  RC_ASSERT(abs(change + ledger.fees + ledger.slippage + ledger.fund_received - ledger.fund_paid) <=
            rounding);
}

}  // namespace
}  // namespace marginwalk::core::venue_property_test
