#include "tests/support/random_conduct.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "core/inverse.hpp"
#include "sim/scenario/marketplace.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Price;
using core::Rate;

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

}  // namespace

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

void draw_watchers(scenario::Study& study, Dice dice) {
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

}  // namespace marginwalk::test
