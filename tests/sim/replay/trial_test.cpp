#include "sim/replay/trial.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::replay {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using test::cross;
using test::isolated;

/// One stop on a path of BTC (and ETH, which stays at 10).
struct Stop {
  double btc;
  bool funding = false;
};

struct Row {
  const char* what;
  double wallet;
  core::Position position;
  std::vector<Stop> stops;  ///< a minute apart
  double funding_rate, slippage;
  std::uint32_t liquidation_time;
  double terminal_equity, loss_at_liquidation, least_level, drawdown;
  bool bankrupt, wiped_out, closed_too_early;
};

constexpr std::uint32_t never = Outcome::never;

TEST(Trial, PathsAsTables) {
  // One BTC long at 100 (maintenance 0.5 %): liquidated at or below 90 / 0.995 on margin of 10.
  for (const Row& row : {
           Row{"nothing happens",
               10,
               cross(0, 1, 100, 10),
               {{101}, {99}, {100}},
               0,
               0,
               never,
               10,
               0,
               9 / .495,
               2.0 / 11,
               false,
               false,
               false},
           Row{"touches and comes back",
               10,
               cross(0, 1, 100, 10),
               {{95}, {90.4}, {120}},
               0,
               0,
               120,
               0.4,
               9.6,
               0.4 / .452,
               0.96,
               false,
               true,
               true},
           Row{"filled where the market is, not at the trigger",
               10,
               cross(0, 1, 100, 10),
               {{95}, {90.2}, {90}},
               0,
               0,
               120,
               0.2,
               9.8,
               0.2 / .451,
               0.98,
               false,
               true,
               false},
           Row{"gap through bankruptcy",
               10,
               cross(0, 1, 100, 10),
               {{95}, {80}, {85}},
               0,
               0,
               120,
               0,
               10,
               0,
               1,
               true,
               true,
               false},
           Row{"isolated keeps the wallet",
               20,
               isolated(0, 1, 100, 10),
               {{95}, {80}, {85}},
               0,
               0,
               120,
               20,
               10,
               0,
               1.0 / 3,
               true,
               false,
               false},
           Row{"slippage bankrupts",
               10,
               cross(0, 1, 100, 10),
               {{90.4}},
               0,
               .01,
               60,
               0,
               10,
               0.4 / .452,
               1,
               true,
               true,
               false},
           Row{"funding is charged after the check, then checked again",
               10,
               cross(0, 1, 100, 10),
               {{90.6, true}},
               .002,
               0,
               60,
               0.6 - .1812,
               10 - 0.6 + .1812,
               (.6 - .1812) / .453,
               (10 - 0.6 + .1812) / 10,
               false,
               true,
               false},
           Row{"a short receives it",
               10,
               cross(0, -1, 100, 10),
               {{100, true}, {100}},
               .002,
               0,
               never,
               10.2,
               0,
               10 / .5,
               0,
               false,
               false,
               false},
           Row{"rich again before the end, never liquidated: no early close",
               10,
               cross(0, 1, 100, 10),
               {{90.5}, {130}},
               0,
               0,
               never,
               40,
               0,
               0.5 / .4525,
               0.95,
               false,
               true,
               false},
       }) {
    const core::Venue venue = test::two_markets();
    const Market market{
        {{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {Rate(row.slippage)}};
    const Terms terms{&venue, &market, {Price(100), Price(10)}, 0.05};
    const Trader trader{{Money(row.wallet), {row.position}, {}}};
    Trial trial(terms, trader);
    trial.begin();
    std::uint32_t seconds = 0;
    for (const Stop& stop : row.stops) {
      const std::vector rates{Rate(row.funding_rate), Rate(row.funding_rate)};
      trial.visit(seconds += 60, stop.funding ? Stamp{rates} : Stamp{},
                  std::vector{Price(stop.btc), Price(10)});
    }
    const Outcome outcome = trial.finish();
    EXPECT_EQ(outcome.liquidation_time, row.liquidation_time) << row.what;
    EXPECT_NEAR(outcome.terminal_equity.value(), row.terminal_equity, 1e-9) << row.what;
    EXPECT_NEAR(outcome.loss_at_liquidation.value(), row.loss_at_liquidation, 1e-9) << row.what;
    EXPECT_NEAR(outcome.extremes->least_margin_level, row.least_level, 1e-9) << row.what;
    EXPECT_NEAR(outcome.extremes->max_drawdown, row.drawdown, 1e-9) << row.what;
    EXPECT_EQ(outcome.bankrupt, row.bankrupt) << row.what;
    EXPECT_EQ(outcome.wiped_out, row.wiped_out) << row.what;
    EXPECT_EQ(outcome.closed_too_early, row.closed_too_early) << row.what;
    EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9) << row.what;
  }
}

TEST(Trial, LogTellsWhatHappenedInOrder) {
  const core::Venue venue = test::two_markets();
  const Market market{{{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {}};
  const std::vector rates{Rate(.001), Rate(.001)};
  const Terms terms{&venue, &market, {Price(100), Price(10)}, 0.05};
  const Trader trader{{Money(10), {isolated(0, 1, 100, 5), isolated(1, 1, 10, 2)}, {}}};
  Trial trial(terms, trader);
  EventLog log;
  trial.begin(true, &log);
  trial.visit(60, {rates}, std::vector{Price(99), Price(10)});
  trial.visit(120, {}, std::vector{Price(80), Price(10)});
  trial.visit(180, {rates}, std::vector{Price(80), Price(10)});
  const Outcome outcome = trial.finish();
  std::vector<EventKind> kinds;
  for (const Event& event : log) kinds.push_back(event.kind);
  EXPECT_EQ(kinds, (std::vector{EventKind::start, EventKind::funding, EventKind::liquidation,
                                EventKind::funding}));
  EXPECT_NEAR(log[1].funding.value(), .109, 1e-12);
  EXPECT_NEAR(log[3].funding.value(), .01, 1e-12);
  EXPECT_NEAR(log[2].liquidation->shortfall.value(), 15, 1e-12);
  EXPECT_EQ(outcome.liquidated_first, 0U);
  EXPECT_NEAR(outcome.ledger.funding.value(), .119, 1e-12);
}

}  // namespace
}  // namespace marginwalk::replay
