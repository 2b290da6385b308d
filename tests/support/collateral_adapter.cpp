#include "core/liquidation.hpp"
#include "tests/support/adapters.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using core::Size;
using nlohmann::json;

core::CollateralTerms at_weight(Rate weight) { return {"X", {{endless, weight}}}; }

Rate weight_of(Inputs& inputs) {
  if (inputs.has("haircut")) return Rate(1 - inputs.number("haircut"));
  return Rate(inputs.number(inputs.has("discount_rate") ? "discount_rate" : "collateral_ratio"));
}

/// An amount at its price, or a value: that many units at a price of 1.
json discounted(Inputs& inputs) {
  Size amount;
  if (inputs.has("btc")) {
    amount = Size(inputs.number("btc"));
  } else {
    amount = Size(inputs.number(inputs.has("equity_usd") ? "equity_usd" : "market_value_usd"));
  }
  const double price = inputs.number("price", 1);
  const Money value = core::discounted(at_weight(weight_of(inputs)), amount, Price(price));
  return {{"collateral", value.value()},
          {"collateral_value_usd", value.value()},
          {"discounted_equity_usd", value.value()}};
}

/// A cross scope in debt, with more than enough of an asset at a price of 1.
json sold(Inputs& inputs) {
  const double debt = inputs.number("negative_balance_usd");
  const Rate discount(1 - inputs.number("auto_exchange_ratio"));
  core::Venue venue{"case", true, {}};
  venue.collateral = {at_weight(Rate(1))};
  venue.collateral_discount = discount;
  const Size enough(1000 * debt);
  core::Account account{Money(-debt), {}, {}, {enough}};
  core::liquidate(venue, account, core::Scope::cross(), std::vector{Price(1)},
                  core::Liquidity{Rate(0)});
  return {{"collateral_sold_usd", (enough - account.collateral[0]).value()}};
}

}  // namespace

json answer_collateral(const Case& each) {
  Inputs inputs(each.inputs);
  inputs.ignore({"asset"});
  const json result = inputs.has("negative_balance_usd") ? sold(inputs) : discounted(inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
