#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/replay/trial.hpp"
#include "tests/support/venues.hpp"

/// What rules do to an account, stop by stop. BTC is held from 100 with 1,000 in the wallet, for a
/// taker fee of 0.1 %, a maker fee of 0.02 % and 1 % of slippage; a stop is a minute.
namespace marginwalk::replay {

struct Tried {
  Outcome outcome;
  EventLog log;
  core::Account account;
};

/// With an outage at the stops of some numbers, counted from 0; with last prices of BTC in row 2,
/// if there are any.
inline Tried try_rules(const core::Position& position, const std::vector<conduct::Rule>& rules,
                       const std::vector<double>& prices,
                       const std::vector<std::size_t>& outages = {},
                       AfterLiquidation after = AfterLiquidation::continues,
                       const std::vector<double>& last_prices = {}) {
  core::Venue venue = test::two_markets();
  venue.contracts[0].taker_fee = core::Rate(.001);
  venue.contracts[0].maker_fee = core::Rate(.0002);
  Market market{
      {{"BTC", core::Price(100)}, {"ETH", core::Price(10)}}, {0, 1}, {{}, {}}, {core::Rate(.01)}};
  if (!last_prices.empty()) market.underlying.push_back(0);
  const Terms terms{&venue, &market, start_marks(market), .05, {}, 7};
  const Trader trader = make_trader({core::Money(1'000), {position}, {}}, {after, rules});
  Trial trial(terms, trader);
  Tried tried;
  trial.begin(3, true, &tried.log);
  Conditions conditions;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const bool outage = std::find(outages.begin(), outages.end(), i) != outages.end();
    Stamp stamp;
    if (outage != conditions.outage) {
      conditions.outage = outage;
      stamp.change = &conditions;
    }
    std::vector marks{core::Price(prices[i]), core::Price(10)};
    if (!last_prices.empty()) marks.emplace_back(last_prices[i]);
    trial.visit(60 * static_cast<std::uint32_t>(i + 1), stamp, marks);
  }
  tried.outcome = trial.finish();
  tried.account = trial.account();
  EXPECT_NEAR(tried.outcome.imbalance().value(), 0, 1e-9);
  return tried;
}

}  // namespace marginwalk::replay
