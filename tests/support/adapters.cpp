#include "tests/support/adapters.hpp"

#include <map>

namespace marginwalk::test {

nlohmann::json answer(const Case& each) {
  using Adapter = nlohmann::json (*)(const Case&);
  static const std::map<std::string, Adapter> adapters{
      {"liq_price", answer_liquidation_price},
      {"bankruptcy_price", answer_liquidation_price},
      {"tier_lookup", answer_tiers},
      {"tier_maintenance_amounts", answer_tiers},
      {"tier_maintenance_amount_step", answer_tiers},
      {"mmr_from_max_leverage", answer_tiers},
      {"liq_price_inverse", answer_inverse},
      {"bankruptcy_price_inverse", answer_inverse},
      {"margin_requirement_inverse", answer_inverse},
      {"margin_requirement", answer_margin},
      {"order_cost", answer_margin},
      {"order_cost_inverse", answer_margin},
      {"collateral_haircut", answer_collateral},
      {"funding_payment", answer_funding},
      {"funding_clamp", answer_funding},
      {"funding_index_delta", answer_funding},
      {"funding_rate_and_index", answer_funding},
      {"funding_settlement", answer_funding},
      {"is_liquidatable", answer_subaccount},
      {"account_equity", answer_subaccount},
      {"margin_requirement_int", answer_subaccount},
      {"maint_margin_ppm", answer_subaccount},
      {"notional_int", answer_subaccount},
      {"adjusted_imf_ppm", answer_subaccount},
      {"initial_margin_oimf", answer_subaccount},
      {"risk_ordering", answer_block_liquidation},
      {"bankruptcy_price_quote", answer_block_liquidation},
      {"fillable_price", answer_block_liquidation},
      {"insurance_fund_delta", answer_block_liquidation},
      {"partial_liq_size", answer_block_liquidation},
      {"partial_liquidation", answer_block_liquidation},
      {"adl_state_transition", answer_block_liquidation},
      // Where venues mean different things by one word.
      {"okx partial_liq_size", answer_tiers},
      {"drift_v2 partial_liq_size", answer_drift},
      {"drift_v2 account_equity", answer_drift},
      {"drift_v2 leverage_cap", answer_drift},
      {"drift_v2 collateral_haircut_tiered", answer_drift},
      {"liquidation_penalty", answer_drift},
      {"partial_liq_size_spot", answer_drift},
      {"loss_socialisation", answer_drift},
  };
  auto found = adapters.find(each.venue + " " + each.kind);
  if (found == adapters.end()) found = adapters.find(each.kind);
  if (found == adapters.end()) throw NotApplicable("no rule for " + each.kind);
  return found->second(each);
}

}  // namespace marginwalk::test
