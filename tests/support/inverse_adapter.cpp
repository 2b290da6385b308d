#include "tests/support/adapters.hpp"
#include "tests/support/setting.hpp"

namespace marginwalk::test {
namespace {

using core::ClosingFee;
using core::Money;
using core::Rate;
using nlohmann::json;

/// Quote currency; 1 where the answer is a price that does not depend on it.
double face(Inputs& inputs) {
  if (inputs.has("usd")) return inputs.number("usd");
  if (!inputs.has("contracts")) return 1;
  return inputs.number("contracts") *
         inputs.number(inputs.has("contract_value") ? "contract_value" : "contract_size_usd");
}

/// The position alone, whose money is coins.
Setting position_of(Inputs& inputs) {
  Setting setting;
  const double side = inputs.has("side") ? inputs.side() : 1;
  inputs.ignore({"symbol", "side"});
  const char* const known = inputs.has("entry") ? "entry" : "mark";
  const double entry = inputs.number(known);
  const double amount = inputs.number("maint_amount", 0) + inputs.number("mm_deduction", 0);
  setting.add(side * face(inputs), entry, inputs.number("mark", entry), inputs.number("mmr", 0),
              amount, inputs.number("leverage", 1), true);
  const bool shown_on_ticks = inputs.has("tick");
  setting.contract().tick = core::Price(inputs.number(shown_on_ticks ? "tick" : "price_tick", 0));
  return setting;
}

/// Coins behind the position: stated, or what its leverage posts. The wallet of an isolated
/// position is not what backs it.
double funds(const Case& each, Inputs& inputs, const Setting& setting) {
  const core::Position& position = setting.account.positions[0];
  std::optional<double> coins;
  const auto look = [&](const char* key) {
    inputs.ignore({key});
    if (!coins && inputs.has(key)) coins = inputs.number(key);
  };
  if (each.mode == "cross") {
    look("wallet_balance");
    look("account_balance_coin");
  } else {
    look("isolated_wallet");
    look("isolated_margin");
    inputs.ignore({"wallet_balance"});
    if (!coins) {
      coins = (position.notional(position.entry) / inputs.number("leverage")).value();
    }
  }
  if (!coins) throw NotApplicable("no funds are stated");
  return *coins + inputs.number("extra_margin", 0) - inputs.number("order_margin", 0);
}

/// A cross account is bankrupt where it can just pay the fee of closing, which is all that a rate
/// of 0 asks for.
std::optional<core::Price> bankruptcy_with_fee(Setting setting) {
  setting.contract().tiers = core::TierSchedule::flat(Rate(0), 1);
  setting.contract().maintenance_rule.closing_fee = ClosingFee::at_mark;
  return core::liquidation_price(setting.venue, setting.account, 0, setting.marks);
}

/// Bybit values the requirement at the entry. What an isolated position posts comes without the fee
/// of closing; a cross account holds it, for the price at which the account is bankrupt: there the
/// position has lost the margin of the leverage that it has by that account.
json bybit(const Case& each, Inputs& inputs, Setting& setting) {
  core::Contract& contract = setting.contract();
  contract.maintenance_rule.valuation = core::Valuation::entry;
  contract.taker_fee = Rate(inputs.number("taker_fee", 0));
  core::Position& position = setting.position();
  auto bankruptcy = core::bankruptcy_price(setting.venue, setting.account, 0, setting.marks);
  if (each.mode == "cross") {
    bankruptcy = bankruptcy_with_fee(setting);
    if (bankruptcy) {
      contract.maintenance_rule.closing_fee = ClosingFee::at_bankruptcy;
      position.leverage = position.notional(position.entry) / -position.unrealised_pnl(*bankruptcy);
    }
  }
  const double price = bankruptcy ? core::quoted(contract, *bankruptcy).value() : 0;
  return {{"bankruptcy_price", price}, {"bust_price", setting.on_tick(price)}};
}

json prices(const Case& each, Inputs& inputs) {
  Setting setting = position_of(inputs);
  const double coins = funds(each, inputs, setting);
  if (each.mode == "cross") {
    setting.account.wallet = Money(coins);
  } else {
    setting.isolate(coins);
  }
  json result{{"bankruptcy_price", setting.bankruptcy_price()}};
  if (each.venue.starts_with("bybit")) {
    result = bybit(each, inputs, setting);
  } else if (each.venue == "okx" || each.venue == "gate") {
    setting.count_fee_in(inputs.number("taker_fee", 0));
  } else if (!each.venue.starts_with("binance")) {
    throw NotApplicable("no rule for " + each.kind + " of " + each.venue);
  }
  const core::MarginState state = core::margin_state(
      setting.venue, setting.account, core::scope_of(setting.account, 0), setting.marks);
  result["liq_price"] = setting.on_tick(setting.price());
  result["upnl"] = setting.pnl();
  result["notional_coin"] = setting.position().notional(setting.marks[0]).value();
  result["maint_margin_coin"] = state.maintenance.value();
  result["isolated_margin_incl_upnl"] = state.equity.value();
  return result;
}

json requirement(Inputs& inputs) {
  Setting setting = position_of(inputs);
  const core::Position& position = setting.position();
  const core::MarginState state = core::position_state(setting.venue, position, setting.marks[0]);
  json result{{"notional_coin", position.notional(setting.marks[0]).value()},
              {"maint_margin_coin", state.maintenance.value()}};
  if (inputs.has("leverage")) result["initial_margin_coin"] = state.initial.value();
  return result;
}

}  // namespace

json answer_inverse(const Case& each) {
  Inputs inputs(each.inputs);
  const json result =
      each.kind == "margin_requirement_inverse" ? requirement(inputs) : prices(each, inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
