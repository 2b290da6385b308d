#include "tests/support/random_study.hpp"

#include <algorithm>
#include <limits>

#include "core/inverse.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/random_conduct.hpp"
#include "tests/support/random_law.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::test {
namespace {

using core::MarginMode;
using core::Money;
using core::Price;
using core::Rate;

core::MaintenanceRule random_maintenance_rule(Dice& dice) {
  core::MaintenanceRule rule;
  rule.valuation = dice.coin() ? core::Valuation::mark : core::Valuation::entry;
  rule.closing_fee = static_cast<core::ClosingFee>(dice.below(3));
  rule.tier_rule = dice.coin() ? core::TierRule::deduction : core::TierRule::whole_position;
  rule.tier_measure = dice.coin() ? core::TierMeasure::notional : core::TierMeasure::contracts;
  return rule;
}

core::LiquidationRule random_liquidation_rule(Dice& dice) {
  core::LiquidationRule rule;
  rule.procedure = static_cast<core::Procedure>(dice.below(5));
  rule.tiers_per_step = 1 + dice.below(2);
  rule.lowest_tier = 1 + dice.below(2);
  rule.step_share = Rate(dice.between(.1, .5));
  rule.least_step = Money(1'000);
  rule.greatest_step = Money(100'000);
  rule.partial_above = Money(20'000);
  rule.backstop_level = 2.0 / 3;
  return rule;
}

/// Binance's table, or one rate, or brackets that do not join.
core::TierSchedule random_tiers(Dice& dice, core::MaintenanceRule& rule) {
  if (rule.tier_rule == core::TierRule::whole_position) {
    std::vector<core::Tier> tiers;
    for (int i = 1; i <= 6; ++i) tiers.push_back({std::exp(6 + 1.5 * i), Rate(.003 * i), {}, 40});
    return core::TierSchedule(tiers);
  }
  rule.tier_measure = core::TierMeasure::notional;
  return dice.coin() ? core::TierSchedule(binance_btc_tiers())
                     : core::TierSchedule::flat(Rate(dice.between(.004, .02)), 50);
}

/// Half of them close everything at once, by the plainest rules.
core::Venue random_venue(Dice& dice, std::size_t contracts) {
  core::Venue venue{"random", dice.coin(), {}};
  const bool plain = dice.coin();
  if (!plain) venue.liquidation = random_liquidation_rule(dice);
  for (std::size_t i = 0; i < contracts; ++i) {
    core::MaintenanceRule rule = plain ? core::MaintenanceRule() : random_maintenance_rule(dice);
    const core::TierSchedule tiers = random_tiers(dice, rule);
    const Rate fee(dice.coin() ? 0 : .0125);
    venue.contracts.push_back({"C" + std::to_string(i) + "-PERP", "C" + std::to_string(i), tiers,
                               Rate(.0005), fee, rule, core::Size(dice.coin() ? 1 : .01)});
  }
  return venue;
}

scenario::Cell cell(const char* name, core::Account account, const std::vector<MarginMode>& modes,
                    const core::Venue& venue, const std::vector<Price>& marks) {
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    core::Position& position = account.positions[i];
    position.mode = modes[i];
    if (position.mode == MarginMode::isolated) {
      position.margin = position.notional(position.entry) / position.leverage;
      account.wallet -= position.margin;
    }
  }
  const Money equity = core::worth(venue, account, marks);
  return {{name, {}, {}, {}}, account, equity};
}

/// Turns a study of one asset into one whose contract is inverse and whose money is the coin, with
/// the same notionals in quote currency.
void settle_in_coin(scenario::Study& study) {
  replay::Market& market = study.home().market;
  const double price = market.assets[0].start.value();
  market.assets.push_back(
      {"1/C0", Price(1 / price), paths::DerivedPrice{0, true, study.model.basis.has_value()}});
  market.underlying = {1};
  core::Contract& contract = study.home().venue.contracts[0];
  contract.inverse = true;
  std::vector<core::Tier> tiers = contract.tiers.tiers();
  for (core::Tier& tier : tiers) {
    if (contract.maintenance_rule.tier_measure == core::TierMeasure::notional) tier.up_to /= price;
    tier.maintenance_amount = tier.maintenance_amount / price;
  }
  contract.tiers = core::TierSchedule(tiers);
  for (scenario::Cell& cell : study.cells) {
    cell.account.coin = 0;
    cell.account.wallet = cell.account.wallet / price;
    for (core::Position& position : cell.account.positions) {
      position.size = -core::Size(position.notional(position.entry).value() *
                                  (position.size > core::Size(0) ? 1 : -1));
      position.entry = Price(1 / position.entry.value());
      position.margin = position.margin / price;
    }
    cell.start_equity = core::worth(study.home().venue, cell.account, replay::start_marks(market));
  }
}

/// Replaces a part of every wallet by the last asset, at up to three weights.
void add_collateral(scenario::Study& study, Dice& dice) {
  replay::Market& market = study.home().market;
  const std::size_t asset = market.assets.size() - 1;
  const Price price = market.assets[asset].start;
  market.underlying.push_back(asset);
  const auto measure = static_cast<core::CollateralTerms::Measure>(dice.below(2));
  const double whole = dice.between(.2, .6) * study.cells[0].account.wallet.value();
  const double edge =
      measure == core::CollateralTerms::Measure::value ? whole / 2 : whole / price.value() / 2;
  const double without_end = std::numeric_limits<double>::infinity();
  study.home().venue.collateral = {
      {market.assets[asset].name, {{edge, Rate(.95)}, {without_end, Rate(.8)}}, measure}};
  study.home().venue.collateral_discount = Rate(dice.coin() ? 0 : .025);
  for (scenario::Cell& cell : study.cells) {
    const Money part = std::max(Money(0), cell.account.wallet) * dice.between(.2, .6);
    cell.account.wallet -= part;
    cell.account.collateral = {part / price};
  }
}

/// Contracts follow prices of their own; collateral keeps the assets'.
void follow_perpetuals(scenario::Study& study) {
  replay::Market& market = study.home().market;
  for (std::size_t i = 0; i < market.funding.size(); ++i) {
    const replay::Asset& of = market.assets[market.underlying[i]];
    const paths::DerivedPrice derived{market.underlying[i], false, true};
    market.underlying[i] = market.assets.size();
    market.assets.push_back({of.name + " perpetual", of.start, derived});
  }
}

replay::MovingFunding random_funding(Dice& dice, std::size_t assets) {
  replay::MovingFunding moving;
  moving.every_seconds = dice.coin() ? 8 * 3600 : 3600;
  paths::Autoregression& law = moving.premium.law;
  law.common = dice.between(0, 1);
  moving.premium.band = dice.between(0, .001);
  for (std::size_t i = 0; i < assets; ++i) {
    law.mean.push_back(dice.between(-.001, .001));
    law.persistence.push_back(dice.between(0, .95));
    law.response.push_back(dice.between(0, .02));
    law.deviation.push_back(dice.between(0, .002));
    moving.interest.push_back(.0001);
  }
  return moving;
}

}  // namespace

scenario::Study plain_random_study(std::uint64_t number) {
  Dice dice(number);
  const std::size_t assets = 1 + dice.below(4);
  scenario::Study study;
  study.name = "random-" + std::to_string(number);
  study.seed = number;
  study.paths = 20;
  const std::uint32_t step = dice.coin() ? 60 : 3600;
  study.clock = {1'767'225'600 + 3600 * static_cast<std::int64_t>(dice.below(24)),
                 (step == 60 ? 1U : 10U) * 86'400 - 7200, step};
  study.home().venue = random_venue(dice, assets);
  const replay::Funding funding{Rate(dice.between(-.002, .002)),
                                static_cast<std::uint32_t>(dice.coin() ? 8 * 3600 : 3600)};
  study.home().market.funding.assign(assets, funding);
  study.home().market.liquidity.slippage = Rate(dice.coin() ? 0 : dice.between(0, .01));
  study.model.correlation = paths::Matrix::Constant(
      static_cast<Eigen::Index>(assets), static_cast<Eigen::Index>(assets), dice.between(0, .95));
  study.model.correlation.diagonal().setOnes();

  core::Account account;
  std::vector<Price> marks;
  Money needed;
  for (std::size_t i = 0; i < assets; ++i) {
    const Price start(std::exp(dice.between(-3, 11)));
    marks.push_back(start);
    study.home().market.assets.push_back({"C" + std::to_string(i), start});
    study.home().market.underlying.push_back(i);
    study.model.drift.push_back(0);
    study.model.volatility.push_back(dice.between(.3, 2.5));
    const double leverage = dice.between(2, 20);
    const Money notional(std::exp(dice.between(7, 13)));
    const Price entry = start * dice.between(.99, 1.01);
    const double side = dice.coin() ? 1 : -1;
    account.positions.push_back(
        {i, (notional / entry) * side, entry, MarginMode::cross, leverage, {}});
    needed += notional / leverage;
  }
  study.home().venue.hedge_mode = dice.between(0, 1) < .25;
  if (study.home().venue.hedge_mode) {
    core::Position other = account.positions.back();
    other.size = other.size * -dice.between(.2, 1);
    account.positions.push_back(other);
    needed += other.notional(other.entry) / other.leverage;
  }
  account.wallet = needed * dice.between(1.05, 2);
  const std::size_t positions = account.positions.size();
  std::vector<MarginMode> mixed;
  for (std::size_t i = 0; i < positions; ++i) {
    mixed.push_back(i % 2 == 0 ? MarginMode::isolated : MarginMode::cross);
  }
  const std::vector all_cross(positions, MarginMode::cross);
  const std::vector all_isolated(positions, MarginMode::isolated);
  const core::Venue& venue = study.home().venue;
  study.cells = {cell("cross", account, all_cross, venue, marks),
                 cell("isolated", account, all_isolated, venue, marks),
                 cell("mixed", account, mixed, venue, marks)};
  return study;
}

namespace {

/// All but the law.
void draw_terms(scenario::Study& study, Dice& dice) {
  replay::Market& market = study.home().market;
  for (replay::Funding& each : market.funding) {
    if (dice.coin()) each = {Rate(dice.between(-.002, .002)), 3600U * (dice.coin() ? 1 : 4)};
    market.liquidity.impact.push_back(dice.coin() ? 0 : std::exp(dice.between(-12, -9)));
  }
  study.home().venue.liquidation.nets_hedges = dice.coin();
  study.home().venue.funding_keeps_maintenance = dice.between(0, 1) < .3;
  if (dice.between(0, 1) < .3) {
    market.insurance_fund = {Money(dice.coin() ? 0 : 1e6), .005, Money(1e5), .2, 5};
    study.home().venue.deleveraging = {static_cast<core::DeleveragingRank>(dice.below(3)),
                                       static_cast<core::DeleveragingPrice>(dice.below(3))};
  }
  for (scenario::Cell& each : study.cells) {
    each.conduct.after_liquidation = static_cast<replay::AfterLiquidation>(dice.below(3));
  }
  if (dice.between(0, 1) < .4) draw_shocks(study, dice);
  if (dice.between(0, 1) < .3) market.moving_funding = random_funding(dice, market.assets.size());
  if (dice.between(0, 1) < .2) study.model.basis = random_basis(dice, market.assets.size());
  if (market.assets.size() == 1 && dice.coin()) {
    settle_in_coin(study);
  } else if (dice.between(0, 1) < .4) {
    add_collateral(study, dice);
  }
  if (study.model.basis && !study.cells[0].account.coin) follow_perpetuals(study);
  for (scenario::Cell& each : study.cells) {
    if (dice.between(0, 1) < .4) each.conduct.rules = random_rules(study, each.account, dice);
  }
}

}  // namespace

scenario::Study random_study(std::uint64_t number) {
  scenario::Study study = plain_random_study(number);
  Dice dice(~number);
  draw_law(study, dice);
  draw_terms(study, dice);
  if (dice.between(0, 1) < .2) {
    study.model.pulls = random_pulls(dice, study.model.volatility.size());
  }
  draw_entries(study, Dice(number ^ 0x5eed));
  draw_last_prices(study, Dice(number ^ 0x1a57));
  draw_watchers(study, Dice(number ^ 0x5bd1e995));
  return study;
}

scenario::Study recorded_random_study(std::uint64_t number) {
  scenario::Study study = plain_random_study(number);
  Dice dice(~number);
  study.model = random_recorded_law(dice, study.model.volatility.size());
  draw_terms(study, dice);
  draw_entries(study, Dice(number ^ 0x5eed));
  return study;
}

}  // namespace marginwalk::test
