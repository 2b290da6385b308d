#include "sim/conduct/adverse_days.hpp"

#include "tests/sim/replay/tried_rules.hpp"
#include "tests/support/positions.hpp"

namespace marginwalk::replay::adverse_days_test {
namespace {

using conduct::AdverseDays;
using core::Price;
using core::Rate;
using test::cross;
using test::isolated;

/// A day of which all but the end is at one price.
struct Course {
  double inside, end;
};

std::vector<double> minutes_of(const std::vector<Course>& days) {
  std::vector<double> prices;
  for (const Course& day : days) {
    prices.insert(prices.end(), 1439, day.inside);
    prices.push_back(day.end);
  }
  return prices;
}

/// Against a position from 100, by 5 % in a day. An isolated long with a margin of 10 is liquidated
/// at 90.45.
TEST(AdverseDays, AreCountedUntilTheEnd) {
  struct Row {
    const char* what;
    core::Position position;
    std::vector<Course> days;
    double adverse, under_water, recovered;
  };
  const core::Position none = cross(0, 1, 100, 10);
  for (const Row& row : {
           Row{"calm", none, {{100, 100}, {100, 101}}, 0, 0, 0},
           Row{"each from the one before", none, {{100, 95}, {95, 90}}, 2, 1, 0},
           Row{"not from the start", none, {{100, 96}, {96, 92}, {92, 88}}, 0, 1, 0},
           Row{"the end counts and not the day", none, {{80, 100}, {70, 101}}, 0, 0, 0},
           Row{"against a short", cross(0, -1, 100, 10), {{100, 105}, {105, 111}}, 2, 1, 0},
           Row{"not for a short", cross(0, -1, 100, 10), {{100, 94}, {94, 88}}, 0, 0, 0},
           Row{"back at the end of a day", none, {{100, 94}, {94, 100}}, 1, 1, 1},
           Row{"back within a day", none, {{100, 94}, {100, 93}}, 1, 1, 1},
           Row{"counted on afterwards", none, {{100, 94}, {100, 100}, {100, 95}}, 2, 1, 1},
           Row{"until it is liquidated", isolated(0, 1, 100, 10), {{100, 95}, {95, 90}}, 1, 1, 0},
           Row{"not back after that", isolated(0, 1, 100, 10), {{100, 95}, {90, 101}}, 1, 1, 0},
       }) {
    const Tried tried = try_rules(row.position, {AdverseDays{0, 1, Rate(.05), Price(100), false}},
                                  minutes_of(row.days));
    const conduct::Acts& acts = *tried.outcome.acts;
    EXPECT_EQ(acts.watched, 1) << row.what;
    EXPECT_EQ(acts.adverse_days, row.adverse) << row.what;
    EXPECT_EQ(acts.under_water, row.under_water) << row.what;
    EXPECT_EQ(acts.recovered, row.recovered) << row.what;
    EXPECT_EQ(acts.orders, 0) << row.what;
  }
}

TEST(AdverseDays, RecoveryIsToTheEntryAsOrdersHaveLeftIt) {
  // From 105 at 100: twice as much from 95 on, so that the entry is 100.
  const std::vector<conduct::Rule> rules{
      AdverseDays{0, 1, Rate(.05), Price(100), true},
      conduct::AddToLosers{0, Rate(.09), 1, 1, {}},
  };
  const core::Position held = cross(0, 1, 105, 10);
  EXPECT_EQ(try_rules(held, {rules[0]}, {100, 104.9}).outcome.acts->recovered, 0);
  EXPECT_EQ(try_rules(held, {rules[0]}, {100, 105}).outcome.acts->recovered, 1);
  EXPECT_EQ(try_rules(held, rules, {95, 101}).outcome.acts->recovered, 1);
  EXPECT_EQ(try_rules(held, rules, {96, 101}).outcome.acts->recovered, 0);
}

TEST(AdverseDays, EndWithThePosition) {
  // Opened again after a refill, it is another position.
  const Tried refilled = try_rules(
      isolated(0, 1, 100, 10), {AdverseDays{0, 1, Rate(.05), Price(100), false}},
      minutes_of({{100, 95}, {85, 80}, {80, 70}, {80, 90}}), {}, AfterLiquidation::refills);
  EXPECT_GE(refilled.outcome.refills, 1U);
  EXPECT_EQ(refilled.outcome.acts->adverse_days, 1);
  EXPECT_EQ(refilled.outcome.acts->recovered, 0);
  const Tried stopped =
      try_rules(cross(0, 1, 100, 10),
                {AdverseDays{0, 1, Rate(.05), Price(100), false}, conduct::StopLoss{0, Rate(.1)}},
                minutes_of({{100, 95}, {89, 80}, {80, 100}}));
  EXPECT_EQ(stopped.outcome.acts->adverse_days, 1);
  EXPECT_EQ(stopped.outcome.acts->recovered, 0);
}

TEST(AdverseDays, OneWhoseEndIsNotSeenIsNotCounted) {
  const Tried tried = try_rules(cross(0, 1, 100, 10), {AdverseDays{0, 1, Rate(.05), Price(100)}},
                                minutes_of({{100, 90}, {90, 80}, {80, 70}}), {1439});
  EXPECT_EQ(tried.outcome.acts->adverse_days, 1);
}

TEST(AdverseDays, OfTwoPositionsOnOneDayAreOne) {
  const std::vector<conduct::Rule> rules(2, AdverseDays{0, 1, Rate(.05), Price(100)});
  const Tried tried = try_rules(cross(0, 1, 100, 10), rules, minutes_of({{100, 90}, {90, 80}}));
  EXPECT_EQ(tried.outcome.acts->adverse_days, 2);
}

/// Of a long of 10 at 100 that is left at 95, less 1 % x 10 of slippage, for a fee of 0.1 %.
TEST(StatedRisk, IsComparedWithTheLoss) {
  struct Row {
    double stated, above, overshoot;
  };
  const double fill = 95 * .9;
  const double loss = 10 * (100 - fill) + 10 * fill * .001;
  for (const Row& row : {Row{0, 0, 0}, Row{150, 0, 0}, Row{100, 1, loss - 100}}) {
    conduct::Acts acts;
    acts.judge_loss(loss, row.stated);
    EXPECT_EQ(acts.stated_risk, row.stated);
    EXPECT_EQ(acts.loss_above_risk, row.above);
    EXPECT_EQ(acts.risk_overshoot, row.overshoot);
  }
}

TEST(Orders, AreComparedWithWhatTheMarginCheckLetThrough) {
  conduct::Acts none;
  none.judge_orders();
  EXPECT_EQ(none.asked, 0);
  conduct::Acts acts;
  acts.increases = 3;
  acts.scaled = 2;
  acts.rejected = 1;
  acts.judge_orders();
  EXPECT_EQ(acts.asked, 4);
  EXPECT_EQ(acts.rejected_share, .25);
  EXPECT_EQ(acts.scaled_share, .5);
}

}  // namespace
}  // namespace marginwalk::replay::adverse_days_test
