#include "core/block_liquidation.hpp"
#include "core/liquidation.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/quantums.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Rate;
using nlohmann::json;

/// What closing a part of one position does to an account.
struct Part {
  QuantumAccount account;
  double share = 0;  ///< of the position
  Money notional_change;
  Money released;
};

Part part_of(Inputs& inputs, const std::string& market, double base_quantums) {
  Part part{quantum_account(inputs.number("usdc_quantums"), inputs.value("positions")), 0, {}, {}};
  const QuantumPosition& position = part.account.in(market);
  for (const json& value : inputs.value("positions")) {
    if (value.value("market", "") == market) {
      part.share = std::abs(base_quantums / number_of(value.at("base_quantums")));
    }
  }
  part.notional_change = -position.notional() * part.share;
  part.released = position.state.maintenance * part.share;
  return part;
}

json quote(Inputs& inputs) {
  const Part part = part_of(inputs, inputs.text("market"), inputs.number("delta_base_quantums"));
  const Money result =
      core::bankruptcy_quote(part.account.state, part.notional_change, part.released);
  return {{"bankruptcy_quote_quantums", result.value()}};
}

json fillable(Inputs& inputs) {
  const Part part = part_of(inputs, inputs.text("market"), inputs.number("delta_base_quantums"));
  const QuantumPosition& position = part.account.in(inputs.text("market"));
  const core::Price price = core::fillable_price(part.account.state, position.notional(),
                                                 position.position.size, position.state.maintenance,
                                                 inputs.number("bankruptcy_adjustment_ppm") / 1e6,
                                                 inputs.number("spread_to_mmr_ratio_ppm") / 1e6);
  return {{"fillable_price_usd", price.value()}};
}

json insurance(Inputs& inputs) {
  const std::string market = inputs.value("positions")[0].value("market", "");
  const Part part = part_of(inputs, market, inputs.number("fill_base_quantums"));
  const bool is_buy = inputs.value("is_buy").get<bool>();
  const Money fill((is_buy ? -1 : 1) * inputs.number("fill_quote_quantums"));
  inputs.ignore({"fill_price_usd"});  // the quote is that of the fill
  const Money bankruptcy =
      core::bankruptcy_quote(part.account.state, part.notional_change, part.released);
  return {{"insurance_delta",
           core::insurance_payment(fill, bankruptcy,
                                   Rate(inputs.number("max_liquidation_fee_ppm") / 1e6))
               .value()}};
}

core::LiquidationRule block_rule(double share, double least, double greatest) {
  core::LiquidationRule rule;
  rule.procedure = core::Procedure::blocks;
  rule.step_share = Rate(share);
  rule.least_step = Money(least);
  rule.greatest_step = Money(greatest);
  return rule;
}

json step_size(Inputs& inputs) {
  if (inputs.has("block_max_notional")) throw NotApplicable("limits of a block are the chain's");
  const double notional = std::abs(quantum_size(inputs.number("position_base_quantums"), -8)) *
                          inputs.number("oracle_price");
  const double least = inputs.number("min_position_notional");
  const auto at = [&](double share) {
    return core::step_notional(block_rule(share, least, 1e300), Money(notional)).value();
  };
  return {{"min_notional", at(0)},
          {"max_notional", at(inputs.number("max_position_portion_ppm") / 1e6)}};
}

/// One step of core's procedure, filled where the case says.
json step(Inputs& inputs) {
  const double size = quantum_size(inputs.number("position_base_quantums"), -8);
  const double oracle = inputs.number("oracle_price");
  const double fill = inputs.number("fill_price");
  const double share =
      inputs.has("fill_base_quantums")
          ? std::abs(inputs.number("fill_base_quantums") / inputs.number("position_base_quantums"))
          : inputs.number("max_position_portion_ppm") / 1e6;
  inputs.ignore({"imf", "max_insurance_lost_per_block"});
  core::Venue venue{"dydx",
                    false,
                    {flat_contract("X", inputs.number("mmf"), 1,
                                   inputs.number("max_liquidation_fee_ppm", 0) / 1e6)},
                    block_rule(share, inputs.number("min_position_notional", 0),
                               inputs.number("subaccount_max_notional", 1e300))};
  core::Account account{Money(inputs.number("usdc_quantums")), {cross(0, size, 0, 1)}, {}};
  const double side = size > 0 ? 1 : -1;
  const core::Liquidation result =
      core::liquidate(venue, account, core::Scope::cross(), std::vector{core::Price(oracle)},
                      core::Liquidity{core::Liquidity{Rate(side * (oracle - fill) / oracle)}});
  return {{"usdc_after", account.wallet.value()},
          {"position_after", account.positions[0].size.value() / quantum_size(1, -8)},
          {"insurance_delta", (result.fee - result.shortfall).value()}};
}

/// The liquidated account closes against the other at its own bankruptcy quote.
json deleverage(Inputs& inputs) {
  const json& other = inputs.value("offsetting");
  const double delta = inputs.number("delta_base_quantums");
  Inputs liquidated(inputs.value("liquidated"));
  const Part part = part_of(liquidated, "BTC", delta);
  const QuantumAccount counterparty =
      quantum_account(number_of(other.at("usdc_quantums")), other.at("positions"));
  const std::optional<Money> paid = core::deleveraging_quote(
      part.account.state, part.notional_change, part.released, counterparty.state.equity);
  if (!paid) return {{"valid", false}};
  const auto left = [&](const QuantumPosition& position) {
    const double size = position.position.size.value() / quantum_size(1, -8);
    return size - (size > 0 ? 1 : -1) * delta;
  };
  return {{"valid", true},
          {"liquidated_usdc", liquidated.number("usdc_quantums") + paid->value()},
          {"offsetting_usdc", number_of(other.at("usdc_quantums")) - paid->value()},
          {"liquidated_btc", left(part.account.in("BTC"))},
          {"offsetting_btc", left(counterparty.in("BTC"))}};
}

json order(Inputs& inputs) {
  const auto state = [&](const char* key) {
    const json& value = inputs.value(key);
    return core::MarginState{
        Money(number_of(value.at("nc"))), {}, Money(number_of(value.at("mmr")))};
  };
  const std::weak_ordering found = core::compare_risk(state("a"), state("b"));
  return {{"cmp", found > 0 ? 1 : found < 0 ? -1 : 0}};
}

json compute_block_liquidation(const Case& each, Inputs& inputs) {
  if (each.kind == "bankruptcy_price_quote") return quote(inputs);
  if (each.kind == "fillable_price") return fillable(inputs);
  if (each.kind == "insurance_fund_delta") return insurance(inputs);
  if (each.kind == "partial_liq_size") return step_size(inputs);
  if (each.kind == "partial_liquidation") return step(inputs);
  if (each.kind == "adl_state_transition") return deleverage(inputs);
  return order(inputs);
}

}  // namespace

json answer_block_liquidation(const Case& each) {
  if (each.venue != "dydx_v4") throw NotApplicable("no rule for " + each.kind);
  Inputs inputs(each.inputs);
  const json result = compute_block_liquidation(each, inputs);
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
