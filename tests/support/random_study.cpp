#include "tests/support/random_study.hpp"

#include <algorithm>
#include <limits>
#include <random>

#include "core/inverse.hpp"
#include "sim/paths/recorded_law.hpp"
#include "sim/scenario/marketplace.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::test {
namespace {

using core::MarginMode;
using core::Money;
using core::Price;
using core::Rate;

class Dice {
 public:
  explicit Dice(std::uint64_t number) : engine_(number) {}

  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  bool coin() { return between(0, 1) < 0.5; }
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }

 private:
  std::mt19937_64 engine_;
};

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

paths::Jumps random_jumps(Dice& dice, std::size_t assets, std::size_t only) {
  paths::Jumps jumps;
  jumps.rate = std::exp(dice.between(2, 6.5));
  if (dice.coin()) {
    jumps.size = paths::NormalSize{dice.between(-.03, .01), dice.between(.01, .06)};
  } else {
    jumps.size = paths::DoubleExponentialSize{dice.between(.2, .8), dice.between(.01, .04),
                                              dice.between(.01, .05)};
  }
  for (std::size_t i = 0; i < assets; ++i) {
    const bool moves = only == assets || only == i;
    jumps.beta.push_back(moves ? dice.between(.5, 1.5) : 0);
    jumps.own_deviation.push_back(moves && dice.coin() ? dice.between(0, .02) : 0);
  }
  return jumps;
}

paths::Heston random_heston(Dice& dice, const paths::ModelParameters& model, bool jumps) {
  paths::Heston heston;
  heston.common = dice.between(0, 1);
  for (const double volatility : model.volatility) {
    heston.initial.push_back(volatility * volatility * dice.between(.3, 2));
    heston.reversion.push_back(dice.between(2, 60));
    heston.vol_of_variance.push_back(dice.between(.5, 8));
    heston.correlation.push_back(dice.between(-.8, 0));
    if (!jumps) continue;
    heston.variance_jump.push_back(dice.between(0, 1.5));
    heston.jump_share.push_back(dice.between(-.1, .05));
  }
  return heston;
}

paths::Garch random_garch(Dice& dice, std::size_t assets) {
  paths::Garch garch;
  garch.degrees_of_freedom = dice.coin() ? 0 : dice.between(2.5, 8);
  garch.common_mixing = dice.coin();
  for (std::size_t i = 0; i < assets; ++i) {
    garch.alpha.push_back(dice.between(.02, .15));
    garch.gamma.push_back(dice.between(0, .1));
    garch.beta.push_back(dice.between(.5, .79));
  }
  return garch;
}

paths::Regimes random_regimes(Dice& dice, const paths::ModelParameters& model) {
  paths::Regimes regimes;
  const std::size_t count = 2 + dice.below(2);
  const auto n = static_cast<Eigen::Index>(count);
  regimes.transition = paths::Matrix::Constant(n, n, .2 / (static_cast<double>(count) - 1));
  regimes.transition.diagonal().setConstant(.8);
  for (std::size_t r = 0; r < count; ++r) {
    std::vector<double> volatility = model.volatility;
    for (double& each : volatility) each *= dice.between(.4, 2);
    const double pull = dice.between(0, 1);
    paths::Matrix correlation = (1 - pull) * model.correlation;
    correlation.array() += pull;
    regimes.regimes.push_back({"r" + std::to_string(r), volatility, correlation});
    regimes.start.push_back(1 / static_cast<double>(count));
  }
  return regimes;
}

/// Bars of moderate moves, some of them large.
paths::RecordedPrices random_prices(Dice& dice, std::size_t assets, bool bars) {
  constexpr std::uint32_t lengths[] = {60, 5 * 60, 15 * 60, 3600, 4 * 3600, 86'400};
  const std::size_t paths = 1 + dice.below(3);
  paths::RecordedPrices prices{assets, paths, lengths[dice.below(6)], bars, {}};
  const double size = dice.between(.5, 2) * std::sqrt(prices.every / (365. * 86'400));
  const std::size_t rows = 2 + dice.below(300);
  const double pull = dice.between(0, 1);
  for (std::size_t path = 0; path < paths; ++path) {
    std::vector<double> closes(assets, 100);
    for (std::size_t row = 0; row < rows; ++row) {
      const double common = dice.between(-1, 1);
      const double storm = dice.between(0, 1) < .05 ? 5 : 1;
      for (double& close : closes) {
        const double open = close;
        close *= std::exp(3 * size * storm * (pull * common + (1 - pull) * dice.between(-1, 1)));
        if (!bars) {
          prices.values.push_back(close);
          continue;
        }
        const double high = std::max(open, close) * std::exp(size * storm * dice.between(0, 1));
        const double low = std::min(open, close) * std::exp(-size * storm * dice.between(0, 1));
        prices.values.insert(prices.values.end(), {open, high, low, close});
      }
    }
  }
  return prices;
}

/// Closes or bars, path by path or in blocks.
paths::ModelParameters random_recorded_law(Dice& dice, std::size_t assets) {
  const auto recording =
      std::make_shared<paths::Recording>(random_prices(dice, assets, dice.between(0, 1) < .7));
  if (dice.coin()) recording->recentre(0, 0);
  return paths::recorded_law({recording, dice.coin() ? dice.between(1, 40) : 0});
}

/// A third stay geometric Brownian motions.
void draw_law(scenario::Study& study, Dice& dice) {
  paths::ModelParameters& model = study.model;
  const std::size_t assets = model.volatility.size();
  if (dice.between(0, 1) < .33) return;
  constexpr std::uint32_t periods[] = {3600, 4 * 3600, 8 * 3600, 86'400};
  model.period = periods[dice.below(4)];
  model.kind = "random";
  if (dice.coin()) model.jumps.push_back(random_jumps(dice, assets, assets));
  if (dice.coin()) model.jumps.push_back(random_jumps(dice, assets, dice.below(assets)));
  switch (dice.below(4)) {
    case 0:
      model.variance = random_garch(dice, assets);
      break;
    case 1:
      model.variance = random_heston(dice, model, !model.jumps.empty() && dice.coin());
      break;
    case 2:
      model.variance = random_regimes(dice, model);
      break;
    default:
      break;
  }
  if (model.period > 3600 || dice.coin()) return;
  model.profile.emplace();
  for (double& each : model.profile->hours) each = dice.between(.6, 1.4);
  for (double& each : model.profile->weekdays) each = dice.between(.8, 1.2);
}

paths::ShockPart random_part(Dice& dice, std::size_t assets) {
  paths::ShockPart part;
  part.after = 300 * static_cast<std::uint32_t>(dice.below(60));
  part.over = 300 * static_cast<std::uint32_t>(1 + dice.below(40));
  const auto sometimes = [&] { return dice.between(0, 1) < .4; };
  if (sometimes()) {
    for (std::size_t i = 0; i < assets; ++i) part.move.push_back(dice.between(-.4, .2));
  }
  if (sometimes()) {
    part.volatility = dice.between(.5, 4);
    part.half_life = static_cast<std::uint32_t>(dice.below(2) * 4 * 3600);
  }
  if (sometimes()) part.towards_one = dice.between(.2, .9);
  if (sometimes()) part.liquidity = dice.between(.02, 1);
  if (sometimes()) part.funding = dice.between(-.004, .004);
  if (sometimes()) part.maintenance = dice.between(1.2, 3);
  part.outage = sometimes();
  if (dice.between(0, 1) < .1) {
    part.settles.assign(assets, false);
    part.settles[dice.below(assets)] = true;
  }
  return part;
}

void draw_shocks(scenario::Study& study, Dice& dice) {
  const std::size_t assets = study.model.volatility.size();
  const auto hours = static_cast<std::size_t>(study.clock.horizon / 3600);
  for (std::size_t count = dice.below(3); count > 0; --count) {
    paths::Shock shock;
    shock.probability = dice.between(.3, 1);
    shock.earliest = 3600 * static_cast<std::uint32_t>(1 + dice.below(hours / 2));
    shock.latest = shock.earliest + 3600 * static_cast<std::uint32_t>(dice.below(hours / 2));
    for (std::size_t parts = 1 + dice.below(3); parts > 0; --parts) {
      shock.parts.push_back(random_part(dice, assets));
    }
    study.model.shocks.push_back(shock);
  }
}

paths::Autoregression random_basis(Dice& dice, std::size_t assets) {
  paths::Autoregression basis;
  basis.common = dice.between(0, 1);
  for (std::size_t i = 0; i < assets; ++i) {
    basis.mean.push_back(dice.between(-.002, .002));
    basis.persistence.push_back(dice.between(0, .95));
    basis.response.push_back(dice.between(0, .2));
    basis.deviation.push_back(dice.between(0, .005));
  }
  return basis;
}

std::vector<paths::Pull> random_pulls(Dice& dice, std::size_t assets) {
  std::vector<paths::Pull> pulls;
  for (std::size_t i = 0; i < assets; ++i) {
    pulls.push_back({dice.between(-.05, .05), dice.coin() ? 0 : dice.between(50, 4'000),
                     dice.between(.01, .1)});
  }
  return pulls;
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

conduct::Execution random_execution(Dice& dice) {
  const std::uint32_t delays[] = {0, 0, 30, 60, 1800, 7200};
  return {delays[dice.below(6)], dice.coin() ? 0 : dice.between(0, .6)};
}

conduct::Response random_response(Money wallet, Dice& dice) {
  switch (dice.below(3)) {
    case 0:
      return conduct::Ignore{};
    case 1:
      return conduct::Cut{dice.coin() ? 1 : dice.between(.1, .9)};
    default:
      return conduct::AddMargin{abs(wallet) * dice.between(.05, .5)};
  }
}

/// Alerts, top-ups and rebalancing.
void add_watchful_rules(const core::Account& account, Dice& dice,
                        std::vector<conduct::Rule>& rules) {
  using Target = conduct::Rebalance::Target;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const double below = 1 + std::exp(dice.between(-3, 2));
    switch (dice.below(5)) {
      case 0:
        rules.push_back(conduct::MarginAlert{core::scope_of(account, i), below,
                                             random_response(account.wallet, dice),
                                             random_execution(dice)});
        break;
      case 1:
        rules.push_back(conduct::PriceAlert{i, Rate(std::exp(dice.between(-5, -2))),
                                            3600 * static_cast<std::uint32_t>(1 + dice.below(30)),
                                            random_response(account.wallet, dice),
                                            random_execution(dice)});
        break;
      case 2:
        rules.push_back(conduct::TopUp{i, below, below * dice.between(1.1, 3)});
        break;
      default: {
        const auto target = static_cast<Target>(dice.below(3));
        const double amount = target == Target::notional ? std::exp(dice.between(7, 13))
                              : target == Target::weight ? dice.between(.5, 10)
                                                         : dice.between(.2, 5);
        const std::uint32_t every[] = {3600, 8 * 3600, 86'400, 2 * 86'400};
        rules.push_back(conduct::Rebalance{
            i, target, amount, every[dice.below(4)],
            target == Target::volatility ? static_cast<std::uint32_t>(2 + dice.below(20)) : 0,
            Rate(dice.coin() ? 0 : dice.between(0, .3)), random_execution(dice)});
      }
    }
  }
  rules.push_back(conduct::Reserve{abs(account.wallet) * dice.between(0, 1), {}});
}

/// Rules on one position.
void add_position_rules(const scenario::Study& study, const core::Account& account, std::size_t i,
                        Dice& dice, std::vector<conduct::Rule>& rules) {
  const auto sometimes = [&] { return dice.between(0, 1) < .4; };
  const auto level = [&](double distance, bool rises) -> conduct::ExitLevel {
    const core::Position& held = account.positions[i];
    if (dice.coin()) return Rate(distance);
    const core::Contract& contract = study.home().venue.contracts[held.contract];
    const double side = rises == core::is_long(contract, held) ? 1 : -1;
    return core::quoted(contract, held.entry) * (1 + side * distance);
  };
  const double distance = std::exp(dice.between(-6, -1.5));
  if (dice.coin()) {
    if (dice.coin()) {
      rules.push_back(conduct::TrailingStop{i, Rate(distance), random_execution(dice)});
    } else {
      rules.push_back(conduct::StopLoss{i, level(distance, false), random_execution(dice)});
    }
  }
  if (sometimes()) {
    rules.push_back(conduct::TakeProfit{i, level(std::exp(dice.between(-6, -1.5)), true),
                                        random_execution(dice)});
  }
  if (sometimes()) {
    const auto steps = static_cast<std::size_t>(study.clock.horizon / study.clock.step);
    const auto after = study.clock.step * static_cast<std::uint32_t>(1 + dice.below(steps));
    rules.push_back(conduct::CloseAfter{i, after, random_execution(dice)});
  }
  if (sometimes()) {
    rules.push_back(conduct::AddToLosers{
        i, Rate(std::exp(dice.between(-6, -2))), dice.between(.1, 1),
        static_cast<std::uint32_t>(1 + dice.below(4)), random_execution(dice)});
  }
  if (sometimes()) {
    rules.push_back(conduct::DoubleAfterLoss{i, dice.between(1.2, 3),
                                             static_cast<std::uint32_t>(1 + dice.below(4)),
                                             random_execution(dice)});
  }
}

/// Rules of the whole account.
void add_account_rules(Dice& dice, std::vector<conduct::Rule>& rules) {
  const auto rarely = [&] { return dice.between(0, 1) < .3; };
  const auto hours = [&](std::initializer_list<std::uint32_t> choices) {
    return 3600 * choices.begin()[dice.below(choices.size())];
  };
  if (rarely()) {
    conduct::UseFreeMargin rule{Rate(dice.between(.1, 1)), hours({1, 4, 8, 24}), dice.coin()};
    if (dice.coin()) {
      rule.borrow = Rate(dice.between(.05, .5));
      rule.interest = Rate(dice.between(0, .9));
    } else {
      rule.execution = random_execution(dice);
    }
    rules.push_back(rule);
  }
  if (rarely()) {
    rules.push_back(conduct::LeverageCreep{hours({1, 4, 24}), dice.between(1.05, 2),
                                           dice.between(10, 50), random_execution(dice)});
  }
  if (rarely()) {
    const double first = dice.between(1, 5);
    conduct::Escalation rule{{first, 1.5 * first, 3 * first}, hours({1, 4, 24})};
    if (dice.coin()) rule.after = hours({2, 8, 48});
    if (!rule.after || dice.coin()) rule.profit = Rate(dice.between(.01, .2));
    if (dice.coin()) rule.drawdown = Rate(dice.between(.01, .3));
    rules.push_back(rule);
  }
}

std::vector<conduct::Rule> random_rules(const scenario::Study& study, const core::Account& account,
                                        Dice& dice) {
  std::vector<conduct::Rule> rules;
  const bool by_position = dice.between(0, 1) < .7;
  for (std::size_t i = 0; by_position && i < account.positions.size(); ++i) {
    add_position_rules(study, account, i, dice, rules);
  }
  add_account_rules(dice, rules);
  if (dice.between(0, 1) < .4) add_watchful_rules(account, dice, rules);
  std::stable_sort(rules.begin(), rules.end(),
                   [](const auto& a, const auto& b) { return a.index() < b.index(); });
  return rules;
}

/// At a level, mostly on the side from which it gets better, or at the best of a window.
conduct::Entry random_entry(const scenario::Study& study, const core::Position& planned,
                            Price start, Dice& dice) {
  const auto rarely = [&] { return dice.between(0, 1) < .2; };
  const core::Contract& contract = study.home().venue.contracts[planned.contract];
  conduct::Entry entry;
  if (dice.coin()) {
    const double side = core::is_long(contract, planned) == rarely() ? 1 : -1;
    const Rate move(side * std::exp(dice.between(-6, -2)));
    entry.level = move;
    if (dice.coin()) entry.level = core::quoted(contract, start) * (1 + move.value());
  } else {
    constexpr std::uint32_t every[] = {3600, 4 * 3600, 86'400};
    entry.window = static_cast<std::uint32_t>(1 + dice.below(12));
    entry.every = every[dice.below(3)];
  }
  if (dice.coin()) {
    const auto steps = static_cast<std::size_t>(study.clock.horizon / study.clock.step);
    entry.expires = study.clock.step * static_cast<std::uint32_t>(1 + dice.below(steps));
    entry.then_at_market = dice.coin();
  }
  if (rarely()) entry.execution.fails = dice.between(0, .6);
  entry.size = planned.size;
  entry.start = start;
  entry.keeps_size = rarely();
  return entry;
}

/// Some positions of some cells are opened later.
void draw_entries(scenario::Study& study, Dice dice) {
  const std::vector<Price> marks = replay::start_marks(study.home().market);
  for (scenario::Cell& cell : study.cells) {
    if (dice.between(0, 1) < .7) continue;
    std::vector<conduct::Rule> entries;
    for (std::size_t i = 0; i < cell.account.positions.size(); ++i) {
      if (dice.between(0, 1) < .3) continue;
      core::Position& planned = cell.account.positions[i];
      planned.entry = marks[planned.contract];
      entries.emplace_back(random_entry(study, planned, planned.entry, dice));
      std::get<conduct::Entry>(entries.back()).position = i;
    }
    std::vector<conduct::Rule>& rules = cell.conduct.rules;
    rules.insert(rules.begin(), entries.begin(), entries.end());
    cell.start_equity = core::worth(study.home().venue, cell.account, marks);
  }
}

/// Where prices have a basis, half of the time marks have not, and some orders are set off by last
/// prices.
void draw_last_prices(scenario::Study& study, Dice dice) {
  replay::Market& market = study.home().market;
  if (!study.model.basis || study.cells[0].account.coin || dice.coin()) return;
  for (std::size_t i = 0; i < market.funding.size(); ++i) {
    market.underlying[i] = market.asset_of(market.underlying[i]);
  }
  const std::size_t begin = *scenario::list_last_prices(study.model, study.home());
  for (scenario::Cell& cell : study.cells) {
    const auto draw = [&](auto& rule) {
      if constexpr (requires { rule.trigger; }) {
        if (dice.coin()) return;
        rule.trigger = {true, begin + cell.account.positions[rule.position].contract};
      }
    };
    for (conduct::Rule& rule : cell.conduct.rules) std::visit(draw, rule);
  }
}

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

/// Who watches besides, and what was to be lost at most: drawn apart, as nothing else depends on
/// it.
void add_watchers(scenario::Study& study, std::uint64_t number) {
  Dice dice(number ^ 0x5bd1e995);
  const std::vector<Price> marks = replay::start_marks(study.home().market);
  for (scenario::Cell& each : study.cells) {
    each.conduct.stated_risk = abs(each.start_equity) * dice.between(0, .2);
    if (dice.between(0, 1) > .3) continue;
    std::vector<conduct::Rule> watchers;
    for (std::size_t i = 0; i < each.account.positions.size(); ++i) {
      const core::Position& held = each.account.positions[i];
      const Price start = marks[held.contract];
      watchers.push_back(conduct::AdverseDays{
          i, 1, Rate(std::exp(dice.between(-5, -2))), start,
          !conduct::has_reached(held, start, held.entry, conduct::Way::profit)});
    }
    each.conduct.rules.insert(each.conduct.rules.begin(), watchers.begin(), watchers.end());
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
  add_watchers(study, number);
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
