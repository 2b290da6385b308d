#include "core/account.hpp"
#include "core/requirement.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::test {
namespace {

using core::ClosingFee;
using core::Money;
using core::Price;
using core::Rate;
using core::Valuation;
using nlohmann::json;

/// Bybit's figures hold the fee of closing at the bankruptcy price, in both margins.
json bybit_position(Inputs& inputs) {
  const double entry = inputs.number("entry");
  const bool at_mark = inputs.has("mark_for_im_mm");
  const double value_at = inputs.number("mark_for_im_mm", entry);
  core::Contract contract = flat_contract("X", inputs.number("mmr"), 1);
  contract.taker_fee = Rate(inputs.number("taker_fee"));
  contract.maintenance_rule = {
      at_mark ? Valuation::mark : Valuation::entry, ClosingFee::at_bankruptcy, {}, {}};
  const auto position =
      cross(0, inputs.side() * inputs.number("qty"), entry, inputs.number("leverage"));
  const Money required = core::maintenance(contract, position, Price(value_at));
  const core::Venue venue{"bybit", true, {contract}};
  const Money initial = core::position_state(venue, position, Price(value_at)).initial;
  contract.maintenance_rule.closing_fee = ClosingFee::none;
  const Money fee = required - core::maintenance(contract, position, Price(value_at));
  inputs.ignore({"symbol"});
  if (inputs.has("price_tick")) throw NotApplicable("core does not round prices to ticks");
  inputs.ignore({"price_tick"});
  return {{"position_value", position.notional(Price(value_at)).value()},
          {"position_im", (initial + fee).value()},
          {"position_mm", required.value()}};
}

json initial_margin(Inputs& inputs) {
  const double price = inputs.number("price");
  const auto position = cross(0, inputs.number("btc"), price, inputs.number("leverage"));
  const double initial = core::position_state(flat_venue(), position, Price(price)).initial.value();
  return {{"initial_margin_usdt", initial}, {"initial_margin_coin", initial / price}};
}

}  // namespace

json answer_margin(const Case& each) {
  Inputs inputs(each.inputs);
  json result;
  if (each.venue == "bybit" && inputs.has("taker_fee")) {
    result = bybit_position(inputs);
  } else if (inputs.has("btc")) {
    result = initial_margin(inputs);
  } else {
    throw NotApplicable("no rule for " + each.kind + " of " + each.venue);
  }
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
