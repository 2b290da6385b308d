#include <cmath>

#include "core/account.hpp"
#include "core/partial_close.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using core::Size;
using nlohmann::json;

/// What the liquidator and the fund take is the cost of closing. Prices are in dollars, also where
/// the quote currency is not worth one.
json size_to_cover(Inputs& inputs) {
  const double quote = inputs.number("quote_price", 1);
  const double fund_fee = inputs.number("if_fee", 0);
  if (quote != 1 && fund_fee > 0) throw NotApplicable("the fund's fee is not in dollars");
  inputs.ignore({"precision"});
  const Price price(inputs.number("oracle_price") * quote);
  const Money shortage(inputs.number("margin_shortage"));
  const core::Contract contract = flat_contract("X", inputs.number("margin_ratio"), 1);
  // Large enough, whatever the rates.
  const core::Position position = cross(0, 1 + 1e4 * (shortage / price).value(), price.value(), 1);
  const Money cost = position.notional(price) * Rate(inputs.number("liquidation_fee") + fund_fee);
  const std::optional<Size> part =
      core::least_reduction(contract, position, price, cost, -shortage);
  // The greatest number of the chain is all that there is.
  if (!part) return {{"base_amount_e9", std::numeric_limits<std::uint64_t>::max()}};
  return {{"base_amount_e9", part->value() * 1e9}};
}

/// Ratios that a trader sets, 0 for none: the greater one is their leverage.
json capped(Inputs& inputs) {
  const double ratio = std::max(inputs.number("user_max_margin_ratio", 0),
                                inputs.number("position_max_margin_ratio", 0));
  core::Venue venue{"drift", false, {flat_contract("X", inputs.number("market_mmr"), 1)}};
  venue.contracts[0].initial_margin_rate = Rate(inputs.number("market_imr"));
  const double oracle = inputs.number("oracle");
  const core::MarginState state = core::position_state(
      venue, cross(0, inputs.number("base"), oracle, 1 / ratio), Price(oracle));
  const std::string type = inputs.text("type");
  const bool initial = type == "init";
  if (!initial && type != "maint") throw NotApplicable("no requirement of type " + type);
  return {{"margin_requirement", (initial ? state.initial : state.maintenance).value()}};
}

/// A position is what it holds and what was paid for it: cash, and an entry at 0.
json equity(Inputs& inputs) {
  const core::Venue venue{"drift", false, {flat_contract("X", 0, 1)}};
  const core::Account account{
      Money(inputs.number("usdc_deposit", 0) + inputs.number("perp_quote", 0)),
      {cross(0, inputs.number("perp_base", 0), 0, 1)},
      {}};
  const std::vector<Price> marks{Price(inputs.number("oracle", 0))};
  const Money found = core::equity(venue, account, marks);
  return {{"equity", found.value()}, {"total_collateral", found.value()}};
}

/// The weight of all that is deposited in a market: beyond a value, more counts for nothing. That
/// of an empty market is that of the first deposit.
json weight(Inputs& inputs) {
  const double start = inputs.number("scale_start_usd", 0);
  const core::CollateralTerms terms{
      "X", {{start > 0 ? start : endless, Rate(inputs.number("base_weight"))}, {endless, Rate(0)}}};
  const Size deposits(std::max(inputs.number("total_deposits"), 1e-9));
  const Rate found = core::least_weight(terms, deposits, Price(inputs.number("price")));
  return {{"asset_weight_e4", std::trunc(found.value() * 1e4 + 1e-6)}};
}

json compute_drift(const Case& each, Inputs& inputs) {
  if (each.kind == "partial_liq_size") return size_to_cover(inputs);
  if (each.kind == "leverage_cap") return capped(inputs);
  if (each.kind == "collateral_haircut_tiered") return weight(inputs);
  if (each.kind == "liquidation_penalty") {
    throw NotApplicable("core's fees depend neither on time nor on the shortage");
  }
  if (each.kind == "loss_socialisation") {
    throw NotApplicable("core has no losses that a whole market shares");
  }
  if (each.kind == "partial_liq_size_spot" || inputs.has("sol_borrow") || inputs.has("cross")) {
    throw NotApplicable("core has no borrowed assets");
  }
  if (inputs.has("buffer")) throw NotApplicable("core has no buffer on losses");
  return equity(inputs);
}

}  // namespace

json answer_drift(const Case& each) {
  Inputs inputs(each.inputs);
  const json result = compute_drift(each, inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
