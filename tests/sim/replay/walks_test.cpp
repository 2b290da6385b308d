#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/funding.hpp"
#include "sim/random/instructions.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// The fast walks must give what the simple walk gives, on every path, to the last bit.
namespace marginwalk::replay::walks_test {
namespace {

/// How often something happened that the walks must agree on.
struct Sample {
  std::uint64_t outcomes = 0;
  std::map<std::string, std::uint64_t> counts;

  Sample& operator+=(const Sample& other) {
    outcomes += other.outcomes;
    for (const auto& [what, count] : other.counts) counts[what] += count;
    return *this;
  }
};

/// Where nothing of a kind happens, that all agree on it says nothing.
void expect_every_feature(Sample sample, std::uint64_t least) {
  for (const char* const what : {"liquidated",
                                 "bankrupt",
                                 "wiped out",
                                 "closed too early",
                                 "deleveraged",
                                 "refilled",
                                 "refilled again",
                                 "stopped",
                                 "in coins",
                                 "in coins, liquidated",
                                 "with collateral",
                                 "lost collateral",
                                 "limited funding",
                                 "moved the market",
                                 "shocked",
                                 "settled",
                                 "under raised maintenance",
                                 "in an outage",
                                 "with moving funding",
                                 "with a basis",
                                 "stopped out",
                                 "took profit",
                                 "trailed",
                                 "closed by the calendar",
                                 "failed to act",
                                 "warned",
                                 "topped up",
                                 "brought in a reserve",
                                 "rebalanced",
                                 "added to a loser",
                                 "doubled after a loss",
                                 "used free margin",
                                 "paid interest",
                                 "crept upwards",
                                 "escalated",
                                 "lived through adverse days",
                                 "recovered",
                                 "lost more than planned",
                                 "entered",
                                 "entered, then left",
                                 "entered, then liquidated",
                                 "waited in vain",
                                 "set off by a last price"}) {
    EXPECT_GE(sample.counts[what], least) << what;
  }
  EXPECT_GT(sample.counts["liquidated"], sample.outcomes / 20);
  EXPECT_LT(sample.counts["liquidated"], sample.outcomes * 19 / 20);
}

/// Whether an account has paid less funding than was due, though nothing of it was closed.
bool was_limited(const core::Venue& venue, const core::Account& before, const core::Account& after,
                 const Stamp& stamp, core::Marks marks) {
  core::Money due;
  core::Money turnover;
  for (std::size_t i = 0; i < before.positions.size(); ++i) {
    const core::Position& position = before.positions[i];
    if (position.size != after.positions[i].size) return false;
    const std::size_t contract = position.contract;
    const core::Money payment = core::funding_payment(
        position,
        core::funding_charge(venue.contracts[contract], marks[contract], stamp.rates[contract]));
    due += payment;
    turnover += abs(payment);
  }
  return after.ledger.funding - before.ledger.funding < due - 1e-9 * turnover;
}

void expect_equal(const Outcome& fast, const Outcome& simple, const std::string& where) {
  EXPECT_EQ(fast.liquidation_time, simple.liquidation_time) << where;
  EXPECT_EQ(fast.liquidated_first, simple.liquidated_first) << where;
  EXPECT_EQ(fast.wiped_out, simple.wiped_out) << where;
  EXPECT_EQ(fast.bankrupt, simple.bankrupt) << where;
  EXPECT_EQ(fast.deleveraged, simple.deleveraged) << where;
  EXPECT_EQ(fast.refills, simple.refills) << where;
  EXPECT_EQ(fast.closed_too_early, simple.closed_too_early) << where;
  EXPECT_EQ(fast.terminal_equity, simple.terminal_equity) << where;
  EXPECT_EQ(fast.loss_at_liquidation, simple.loss_at_liquidation) << where;
  for (const auto amount : {&LossOrigin::loss_at_mark, &LossOrigin::funding,
                            &LossOrigin::worst_leg_loss, &LossOrigin::winners_forgone}) {
    EXPECT_EQ(fast.origin.*amount, simple.origin.*amount) << where;
  }
  for (const auto entry : core::Ledger::entries()) {
    EXPECT_EQ(fast.ledger.*entry, simple.ledger.*entry) << where;
  }
  EXPECT_EQ(fast.pnl_at_mark, simple.pnl_at_mark) << where;
  ASSERT_EQ(fast.acts.has_value(), simple.acts.has_value()) << where;
  if (!fast.acts) return;
  for (const auto& entry : conduct::Acts::entries()) {
    EXPECT_EQ((*fast.acts).*entry.value, (*simple.acts).*entry.value) << entry.name << where;
  }
}

void expect_equal(const PathExtremes& fast, const PathExtremes& simple, const std::string& where) {
  EXPECT_EQ(fast.max_drawdown, simple.max_drawdown) << where;
  EXPECT_EQ(fast.least_margin_level, simple.least_margin_level) << where;
}

/// Walks sixteen paths at a time in every way, and then each of them simply.
class Comparison {
 public:
  explicit Comparison(const scenario::Study& study)
      : study_(&study),
        world_(study.home().market, study.clock, study.model, study.seed,
               reviews_of(traders_of(study))),
        terms_(make_terms(study.home().venue, study.home().market, study.model.shocks,
                          study.wiped_out_share, study.seed)),
        traders_(traders_of(study)),
        coarse_(world_, terms_, traders_, 1e-9),
        full_(world_, terms_, traders_, false),
        measuring_(world_, terms_, traders_, true),
        day_(world_) {
    for (const Trader& trader : traders_) simple_.emplace_back(terms_, trader);
  }

  void walk(std::uint64_t path, Sample& sample) {
    const std::size_t lane = path % random::lanes;
    if (lane == 0) {
      coarse_(path);
      full_(path);
      measuring_(path);
    }
    for (Trial& trial : simple_) trial.begin(path);
    limited_.assign(simple_.size(), false);
    changed_ = settled_ = raised_ = outage_ = false;
    simple_walk(world_, path, day_,
                [&](std::uint32_t seconds, const Stamp& stamp, core::Marks marks) {
                  for (std::size_t i = 0; i < simple_.size(); ++i) visit(i, seconds, stamp, marks);
                });
    for (std::size_t i = 0; i < traders_.size(); ++i) {
      const Outcome expected = simple_[i].finish();
      const std::string where =
          study_->name + " path " + std::to_string(path) + " " + study_->cells[i].policy.name;
      expect_equal(coarse_.outcome(i, lane), expected, "coarse: " + where);
      expect_equal(full_.outcome(i, lane), expected, "full: " + where);
      const Outcome measured = measuring_.outcome(i, lane);
      expect_equal(measured, expected, "measuring: " + where);
      expect_equal(*measured.extremes, *expected.extremes, "measuring: " + where);
      count(expected, i, sample);
    }
  }

 private:
  void visit(std::size_t i, std::uint32_t seconds, const Stamp& stamp, core::Marks marks) {
    if (stamp.change) {
      changed_ = true;
      for (const bool each : stamp.change->settled) settled_ = settled_ || each;
      raised_ = raised_ || stamp.change->maintenance > 1;
      outage_ = outage_ || stamp.change->outage;
    }
    if (!stamp.funding()) return simple_[i].visit(seconds, stamp, marks);
    const core::Account before = simple_[i].account();
    simple_[i].visit(seconds, stamp, marks);
    if (was_limited(study_->home().venue, before, simple_[i].account(), stamp, marks)) {
      limited_[i] = true;
    }
  }

  void count(const Outcome& outcome, std::size_t i, Sample& sample) const {
    const core::Account& start = traders_[i].account;
    const bool liquidated = outcome.liquidated();
    sample.outcomes += 1;
    sample.counts["liquidated"] += liquidated;
    sample.counts["bankrupt"] += outcome.bankrupt;
    sample.counts["wiped out"] += outcome.wiped_out;
    sample.counts["closed too early"] += outcome.closed_too_early;
    sample.counts["deleveraged"] += outcome.deleveraged;
    sample.counts["refilled"] += outcome.refills > 0;
    sample.counts["refilled again"] += outcome.refills > 1;
    sample.counts["stopped"] +=
        liquidated && traders_[i].conduct.after_liquidation == AfterLiquidation::stops;
    sample.counts["in coins"] += start.coin.has_value();
    sample.counts["in coins, liquidated"] += liquidated && start.coin;
    sample.counts["with collateral"] += !start.collateral.empty();
    sample.counts["lost collateral"] += simple_[i].account().collateral != start.collateral;
    sample.counts["shocked"] += changed_;
    sample.counts["settled"] += settled_;
    sample.counts["under raised maintenance"] += liquidated && raised_;
    sample.counts["in an outage"] += liquidated && outage_;
    sample.counts["with moving funding"] += study_->home().market.moving_funding.has_value();
    sample.counts["with a basis"] += study_->model.basis.has_value();
    count_acts(outcome, traders_[i].conduct, sample);
    sample.counts["pulled"] += study_->model.is_pulled();
    sample.counts["limited funding"] += limited_[i];
    sample.counts["moved the market"] +=
        liquidated && study_->home().market.liquidity.depends_on_size(0);
  }

  /// Of a trader who has one rule, or one pair; or one rule that adds.
  static void count_acts(const Outcome& outcome, const Conduct& conduct, Sample& sample) {
    if (!outcome.acts) return;
    const conduct::Acts& acts = *outcome.acts;
    const auto has = [&]<class R>(const R*) {
      return std::any_of(conduct.rules.begin(), conduct.rules.end(),
                         [](const conduct::Rule& each) { return std::holds_alternative<R>(each); });
    };
    constexpr const conduct::Entry* entry = nullptr;
    constexpr const conduct::StopLoss* stop_loss = nullptr;
    constexpr const conduct::TrailingStop* trailing = nullptr;
    constexpr const conduct::CloseAfter* close_after = nullptr;
    sample.counts["stopped out"] += acts.stops > 0 && has(stop_loss);
    sample.counts["took profit"] += acts.exits > acts.stops;
    sample.counts["trailed"] += acts.stops > 0 && has(trailing) && !has(stop_loss);
    sample.counts["closed by the calendar"] +=
        acts.orders > acts.exits && has(close_after) && !has(entry);
    sample.counts["failed to act"] += acts.failed > 0;
    sample.counts["warned"] += acts.warned > 0;
    sample.counts["topped up"] += acts.margin_added > 0;
    sample.counts["brought in a reserve"] += acts.reserve_used > 0;
    constexpr const conduct::Rebalance* rebalance = nullptr;
    sample.counts["rebalanced"] += acts.orders > 1 && has(rebalance) && !has(entry);
    constexpr const conduct::AddToLosers* losers = nullptr;
    constexpr const conduct::DoubleAfterLoss* doubles = nullptr;
    constexpr const conduct::UseFreeMargin* free_margin = nullptr;
    constexpr const conduct::LeverageCreep* creep = nullptr;
    constexpr const conduct::Escalation* escalation = nullptr;
    const int adding = has(losers) + has(doubles) + has(free_margin) + has(creep) + has(escalation);
    const auto alone = [&](const auto* rule) {
      return acts.increases > 0 && adding == 1 && has(rule) && !has(entry);
    };
    sample.counts["added to a loser"] += alone(losers);
    sample.counts["doubled after a loss"] += alone(doubles);
    sample.counts["used free margin"] += alone(free_margin);
    sample.counts["paid interest"] += outcome.ledger.interest > core::Money(0);
    sample.counts["crept upwards"] += alone(creep);
    sample.counts["escalated"] += alone(escalation);
    sample.counts["lived through adverse days"] += acts.adverse_days > 1;
    sample.counts["recovered"] += acts.recovered > 0;
    sample.counts["lost more than planned"] += acts.loss_above_risk > 0;
    sample.counts["entered"] += acts.entered > 0;
    sample.counts["entered, then left"] += acts.entered > 0 && acts.exits > 0;
    sample.counts["entered, then liquidated"] += acts.entered > 0 && outcome.liquidated();
    const auto is_by_last = [](const auto& rule) {
      if constexpr (requires { rule.trigger; }) return rule.trigger.by_last;
      return false;
    };
    sample.counts["set off by a last price"] +=
        acts.entered + acts.exits > 0 &&
        std::any_of(conduct.rules.begin(), conduct.rules.end(),
                    [&](const conduct::Rule& each) { return std::visit(is_by_last, each); });
    sample.counts["waited in vain"] += has(entry) && acts.orders == 0;
  }

  static std::vector<Trader> traders_of(const scenario::Study& study) {
    std::vector<Trader> traders;
    for (const scenario::Cell& cell : study.cells) {
      traders.push_back(make_trader(cell.account, cell.conduct));
    }
    return traders;
  }

  const scenario::Study* study_;
  World world_;
  Terms terms_;
  std::vector<Trader> traders_;
  CoarseWalk coarse_;
  FullWalk full_;
  FullWalk measuring_;
  std::vector<Trial> simple_;
  bool changed_ = false, settled_ = false, raised_ = false, outage_ = false;  ///< by shocks
  std::vector<bool> limited_;  ///< whether a charge of each trial was cut
  Day day_;
};

Sample compare(const scenario::Study& study, std::uint64_t paths) {
  Comparison comparison(study);
  Sample sample;
  for (std::uint64_t path = 0; path < paths; ++path) comparison.walk(path, sample);
  return sample;
}

Sample compare_random_studies(std::uint64_t first, std::uint64_t last, std::uint64_t paths) {
  Sample sum;
  for (std::uint64_t number = first; number < last; ++number) {
    sum += compare(test::random_study(number), paths);
    if (::testing::Test::HasFailure()) break;
  }
  return sum;
}

TEST(Walks, EqualTheSimpleWalkOnRandomStudies) {
  expect_every_feature(compare_random_studies(1000, 1110, 12), 5);
}

TEST(Walks, EqualTheSimpleWalkForEveryStepAndHorizon) {
  for (const std::uint32_t step : {60U, 300U, 480U, 3600U, 28'800U, 86'400U}) {
    scenario::Study study = test::random_study(1100 + step);
    study.clock.step = step;
    study.clock.horizon = step * (3 * 86'400 / step) + (step < 86'400 ? step : 0);
    compare(study, 40);
  }
}

TEST(Walks, EqualTheSimpleWalkWithEveryInstructionSet) {
  for (const std::string& name : random::available_instructions()) {
    random::use_instructions(name);
    compare_random_studies(1200, 1210, 16);
  }
  random::use_instructions(random::available_instructions().front());
}

TEST(Walks, EqualTheSimpleWalkWherePricesRiseBeyondEveryTripwire) {
  scenario::Study study = test::random_study(1300);
  study.clock.step = 3600;
  study.clock.horizon = 10 * 86'400;
  for (double& drift : study.model.drift) drift = 365 * .5;  // e^5 in ten days
  compare(study, 32);
}

Sample compare_recorded_studies(std::uint64_t first, std::uint64_t last, std::uint64_t paths) {
  Sample sum;
  for (std::uint64_t number = first; number < last; ++number) {
    sum += compare(test::recorded_random_study(number), paths);
    if (::testing::Test::HasFailure()) break;
  }
  return sum;
}

TEST(Walks, EqualTheSimpleWalkOnRecordedPrices) {
  const Sample sample = compare_recorded_studies(1400, 1412, 16);
  EXPECT_GT(sample.counts.at("liquidated"), sample.outcomes / 20);
  EXPECT_LT(sample.counts.at("liquidated"), sample.outcomes * 19 / 20);
}

/// A wallet is cut in half between one with which an account is liquidated and one with which it is
/// not, down to the last bit: there a bar's corner or a step just touches the requirement, and no
/// chance of a bridge helps a bound that is too tight.
TEST(WalksSlow, EqualTheSimpleWalkWhereRecordedPricesJustTouch) {
  int halved = 0;
  for (std::uint64_t number = 1500; number < 1540 && halved < 8; ++number) {
    scenario::Study study = test::recorded_random_study(number);
    study.clock.horizon = 86'400;
    std::swap(study.cells[0], study.cells[number % 3]);
    study.cells.resize(1);
    const core::Money start = study.cells[0].account.wallet;
    const auto is_liquidated = [&](double share) {
      study.cells[0].account.wallet = start + core::Money(share * std::abs(start.value()));
      return compare(study, 1).counts["liquidated"] > 0;
    };
    double liquidated = -1;
    double survives = 3;
    if (is_liquidated(survives) || !is_liquidated(liquidated)) continue;
    for (double middle = 1; middle != liquidated && middle != survives;
         middle = (liquidated + survives) / 2) {
      (is_liquidated(middle) ? liquidated : survives) = middle;
    }
    ++halved;
  }
  EXPECT_EQ(halved, 8);
}

TEST(WalksSlow, EqualTheSimpleWalkOnThousandsOfRecordedPaths) {
  compare_recorded_studies(2500, 2580, 48);
}

TEST(WalksLong, EqualTheSimpleWalkOnTensOfThousandsOfRecordedPaths) {
  compare_recorded_studies(30'000, 31'000, 48);
}

TEST(WalksSlow, EqualTheSimpleWalkOnThousandsOfPaths) {
  expect_every_feature(compare_random_studies(2000, 2080, 100), 53);
}

TEST(WalksLong, EqualTheSimpleWalkOnHundredsOfThousandsOfPaths) {
  compare_random_studies(10'000, 12'000, 100);
}

TEST(WalksLong, EqualTheSimpleWalkOverAMonth) {
  for (std::uint64_t number = 20'000; number < 20'060; ++number) {
    scenario::Study study = test::random_study(number);
    study.clock.horizon = 30 * 86'400;
    compare(study, 50);
  }
}

}  // namespace
}  // namespace marginwalk::replay::walks_test
