#include "tests/support/adapters.hpp"
#include "tests/support/setting.hpp"

namespace marginwalk::test {
namespace {

using core::ClosingFee;
using core::Money;
using core::Price;
using core::Rate;
using core::Valuation;
using nlohmann::json;

core::MarginState state_of(const Setting& setting) {
  return core::position_state(setting.venue, setting.account.positions[0], setting.marks[0]);
}

/// Bybit's figures hold the fee of closing at the bankruptcy price, in both margins.
json bybit_position(const Case& each, Inputs& inputs) {
  const double entry = inputs.number("entry");
  const bool at_mark = inputs.has("mark_for_im_mm");
  Setting setting;
  setting.add(inputs.side() * inputs.number("qty"), entry, inputs.number("mark_for_im_mm", entry),
              inputs.number("mmr"),
              inputs.number("mm_deduction", 0) + inputs.number("maint_amount", 0),
              inputs.number("leverage"), is_inverse(inputs.text("symbol")));
  core::Contract& contract = setting.contract();
  contract.taker_fee = Rate(inputs.number("taker_fee"));
  contract.tick = Price(inputs.number("price_tick", 0));
  contract.maintenance_rule = {
      at_mark ? Valuation::mark : Valuation::entry, ClosingFee::at_bankruptcy, {}, {}};
  const core::MarginState with_fee = state_of(setting);
  contract.maintenance_rule.closing_fee = ClosingFee::none;
  const Money fee = with_fee.maintenance - state_of(setting).maintenance;
  json result{{"position_value", setting.position().notional(setting.marks[0]).value()},
              {"position_im", (with_fee.initial + fee).value()},
              {"position_mm", with_fee.maintenance.value()}};
  if (each.mode == "isolated") {
    contract.maintenance_rule = {Valuation::entry, ClosingFee::at_bankruptcy, {}, {}};
    const Money posted =
        setting.position().notional(setting.position().entry) / setting.position().leverage;
    setting.isolate((posted + fee).value());
    result["liq_price"] = setting.on_tick(setting.price());
  }
  return result;
}

/// What an order takes from the balance: its margin, the fee of its fill and that of closing where
/// the margin would be lost.
json order_cost(Inputs& inputs, bool inverse) {
  const double price = inputs.number("price");
  const Rate taker_fee(inputs.number("taker_fee"));
  Setting setting;
  setting.add(inputs.side() * inputs.number(inverse ? "usd" : "qty"), price, price, 0, 0,
              inputs.number("leverage"), inverse);
  const core::Position& position = setting.position();
  const Money initial = state_of(setting).initial;
  setting.isolate(initial.value());
  const Price bankruptcy =
      core::bankruptcy_price(setting.venue, setting.account, 0, setting.marks).value_or(Price(0));
  const Money open_fee = position.notional(setting.marks[0]) * taker_fee;
  const Money close_fee = position.notional(bankruptcy) * taker_fee;
  return {{"initial_margin", initial.value()},
          {"open_fee", open_fee.value()},
          {"close_fee", close_fee.value()},
          {"order_cost", (initial + open_fee + close_fee).value()}};
}

/// In the account's money, which is the coin where the contract is settled in it.
json initial_margin(Inputs& inputs) {
  const double price = inputs.number("price");
  const bool inverse = inputs.has("symbol") && is_inverse(inputs.text("symbol"));
  double size = 0;
  if (inputs.has("contracts")) {
    size = inputs.number("contracts") * inputs.number("multiplier", 1);
  } else {
    size = inputs.number(inputs.has("btc") ? "btc" : "qty");
  }
  Setting setting;
  setting.add(size, price, price, 0, 0, inputs.number("leverage"), inverse);
  if (inverse) setting.account.coin = 0;
  const double initial = state_of(setting).initial.value();
  const double in_quote = initial * setting.account.money_price(setting.marks);
  return {{"initial_margin", initial},
          {"initial_margin_usd", in_quote},
          {"initial_margin_usdt", in_quote},
          {"initial_margin_coin", in_quote / price}};
}

/// A rate of the notional, whatever the leverage.
json flat_requirement(Inputs& inputs) {
  if (inputs.value("divide_by_leverage").get<bool>()) {
    throw NotApplicable("no venue divides a rate of its table by the trader's leverage");
  }
  const double price = inputs.number("price");
  Setting setting;
  setting.add(inputs.number("qty"), price, price, inputs.number("margin_rate"), 0,
              inputs.number("leverage", 1));
  return {{"margin", state_of(setting).maintenance.value()}};
}

json compute_margin(const Case& each, Inputs& inputs) {
  if (each.kind != "margin_requirement") {
    return order_cost(inputs, each.kind == "order_cost_inverse");
  }
  if (inputs.has("margin_rate")) return flat_requirement(inputs);
  if (each.venue.starts_with("bybit") && inputs.has("taker_fee")) {
    return bybit_position(each, inputs);
  }
  if (inputs.has("leverage")) return initial_margin(inputs);
  throw NotApplicable("no rule for " + each.kind + " of " + each.venue);
}

}  // namespace

json answer_margin(const Case& each) {
  Inputs inputs(each.inputs);
  inputs.ignore({"symbol"});
  const json result = compute_margin(each, inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
