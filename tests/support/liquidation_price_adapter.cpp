#include <cmath>

#include "core/liquidation.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/setting.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using nlohmann::json;

void add_positions(Setting& setting, const json& positions, double leverage) {
  for (const json& value : positions) {
    Inputs each(value);
    each.ignore({"symbol", "market"});
    const double entry = each.number("entry");
    setting.add(each.side() * each.number("qty"), entry, each.number("mark", entry),
                each.number("mmr"), each.number("maint_amount", 0) + each.number("mm_deduction", 0),
                leverage);
    each.finish();
  }
}

json binance(const Case& each, Inputs& inputs) {
  Setting setting;
  const json& positions = inputs.value("positions");
  add_positions(setting, positions, 1);
  inputs.ignore({"leverage"});
  std::size_t target = 0;
  if (each.mode == "cross") {
    setting.account.wallet = Money(inputs.number("wallet_balance"));
    while (positions[target]["symbol"] != inputs.text("target")) ++target;
  } else {
    setting.isolate(inputs.number("isolated_wallet"));
    inputs.ignore({"wallet_balance"});
  }
  const double price = setting.price(target);
  const double entry = setting.account.positions[target].entry.value();
  // A buffer of the asking program: a share of the way back to the entry.
  const double buffer = inputs.number("liquidation_buffer", 0);
  return {
      {"liq_price", price},
      {"liq_price_with_buffer", price + buffer * (entry - price)},
      {"upnl", setting.pnl()},
      {"isolated_margin_incl_upnl", (setting.account.positions[0].margin.value() + setting.pnl())}};
}

/// Value and requirement at the entry.
json bybit(Inputs& inputs) {
  Setting setting;
  const double leverage = inputs.number("leverage");
  add_positions(setting, inputs.value("positions"), leverage);
  core::Contract& contract = setting.venue.contracts[0];
  contract.maintenance_rule.valuation = core::Valuation::entry;
  core::Position& position = setting.account.positions[0];
  const Money value = position.notional(position.entry);
  const double posted = inputs.number("starting_balance", value.value() / leverage);
  setting.isolate(posted + inputs.number("extra_margin", 0));
  contract.tick = Price(inputs.number("price_tick", 0));
  const double bankruptcy = setting.bankruptcy_price();
  const double bust = setting.on_tick(bankruptcy);
  const double close_fee =
      inputs.number("taker_fee", 0) * (core::abs(position.size) * Price(bust)).value();
  json result{{"liq_price", setting.on_tick(setting.price())},
              {"bust_price", bust},
              {"bankruptcy_price", bankruptcy},
              {"position_value", value.value()},
              {"position_balance", posted + close_fee},
              {"initial_margin", posted},
              {"maint_margin", core::maintenance(contract, position, position.entry).value()}};
  // At the liquidation price the venue takes everything over.
  setting.venue.liquidation.procedure = core::Procedure::tier_ladder;
  core::liquidate(setting.venue, setting.account, core::Scope::isolated(0),
                  std::vector{Price(setting.price())}, core::Liquidity{core::Liquidity{Rate(0)}});
  result["balance_after"] = setting.account.wallet.value();
  return result;
}

json with_fee(Inputs& inputs) {
  Setting setting;
  inputs.ignore({"leverage"});
  add_positions(setting, inputs.value("positions"), 1);
  setting.isolate(inputs.number("isolated_margin"));
  setting.count_fee_in(inputs.number("taker_fee"));
  return {{"liq_price", setting.price()}};
}

/// The cash follows from the margin ratio in percent: equity / (maintenance + fee).
json okx_cross(Inputs& inputs) {
  Setting setting;
  const double mark = inputs.number("mark");
  setting.add(inputs.side() * inputs.number("contracts") * inputs.number("contract_value"),
              inputs.number("entry"), mark, inputs.number("mmr"), 0, inputs.number("leverage"));
  const auto state = [&] {
    return core::margin_state(setting.venue, setting.account, core::Scope::cross(), setting.marks);
  };
  const double maintenance = state().maintenance.value();
  setting.count_fee_in(inputs.number("taker_fee"));
  const core::MarginState own = state();
  // A ratio of 140 is 14,000 %: the record gives it as a multiple.
  setting.account.wallet = inputs.number("margin_ratio") * own.maintenance - own.equity;
  return {{"initial_margin", own.initial.value()},
          {"maint_margin", maintenance},
          {"upnl", setting.pnl()},
          {"liq_price", setting.price()}};
}

json hyperliquid(const Case& each, Inputs& inputs) {
  Setting setting;
  inputs.ignore({"leverage"});
  const double rate = core::half_of_initial(inputs.number("max_leverage")).value();
  if (inputs.has("raw_usd")) {
    const double size = inputs.side() * inputs.number("qty");
    const double entry = inputs.number("entry");
    const double mark = inputs.number("position_value") / std::abs(size);
    setting.add(size, entry, mark, rate, 0, 1);
    setting.isolate(inputs.number("raw_usd") + size * entry);
    return {{"liq_price", setting.price()},
            {"margin_used", setting.account.positions[0].margin.value() + setting.pnl()},
            {"upnl", setting.pnl()}};
  }
  add_positions(setting, inputs.value("positions"), 1);
  const double cash = inputs.number("account_value_or_isolated_margin") - setting.pnl();
  setting.account.wallet = Money(cash);
  const double cross_price = setting.price();
  setting.account.wallet = Money(0);
  setting.isolate(cash);
  const double isolated_price = setting.price();
  if (each.mode == "isolated|cross" && cross_price != isolated_price) {
    return {{"liq_price", "differs between cross and isolated"}};
  }
  return {{"liq_price", isolated_price}};
}

/// What is in the account's quote currency is what is left of it after the positions were bought.
json dydx(Inputs& inputs) {
  Setting setting;
  double cash = inputs.number("quote_balance");
  for (const json& value : inputs.value("positions")) {
    Inputs each(value);
    each.ignore({"market"});
    const double size = each.side() * each.number("qty");
    const double oracle = each.number("oracle");
    setting.add(size, oracle, oracle, each.number("mmf"), 0, 1 / each.number("imf"));
    cash += size * oracle;
    each.finish();
  }
  setting.account.wallet = Money(cash);
  const core::MarginState state =
      core::margin_state(setting.venue, setting.account, core::Scope::cross(), setting.marks);
  const double equity = state.equity.value();
  const core::Position& first = setting.account.positions[0];
  return {{"equity", equity},
          {"free_collateral", (state.equity - state.initial).value()},
          {"initial_risk", state.initial.value()},
          {"leverage", (first.size * setting.marks[0]).value() / equity},
          {"margin_usage", state.initial / state.equity},
          {"liq_price", setting.price()}};
}

json cross_bankruptcy(Inputs& inputs) {
  Setting setting;
  setting.add(inputs.side() * inputs.number("qty"), inputs.number("entry"), inputs.number("mark"),
              0, 0, 1);
  setting.account.wallet =
      Money(inputs.number("position_margin") + inputs.number("wallet_balance"));
  return {{"bankruptcy_price",
           core::bankruptcy_price(setting.venue, setting.account, 0, setting.marks)->value()}};
}

json compute_liquidation_price(const Case& each, Inputs& inputs) {
  if (each.kind == "bankruptcy_price") return cross_bankruptcy(inputs);
  if (each.venue == "binance_usdm") return binance(each, inputs);
  if (each.venue == "bybit") return bybit(inputs);
  if (each.venue == "hyperliquid") return hyperliquid(each, inputs);
  if (each.venue == "dydx_v4") return dydx(inputs);
  if (each.venue == "okx" && each.mode == "cross") return okx_cross(inputs);
  if (each.venue == "okx" || each.venue == "gate") return with_fee(inputs);
  throw NotApplicable("no rule for " + each.kind + " of " + each.venue);
}

}  // namespace

json answer_liquidation_price(const Case& each) {
  Inputs inputs(each.inputs);
  const json result = compute_liquidation_price(each, inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
