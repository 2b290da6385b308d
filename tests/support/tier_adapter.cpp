#include "core/partial_close.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/positions.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Rate;
using core::Tier;
using nlohmann::json;

/// Brackets by their lower edges, which belong to them. Whole contracts end one below.
json look_up(Inputs& inputs) {
  const bool in_contracts = inputs.has("size_contracts");
  const json& table = inputs.value("tiers");
  const double size = inputs.number(in_contracts ? "size_contracts" : "notional");
  std::vector<Tier> tiers;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double next = i + 1 < table.size() ? number_of(table[i + 1]["minNotional"]) : endless;
    tiers.push_back({in_contracts ? next - 1 : std::nextafter(next, 0),
                     Rate(number_of(table[i]["maintenanceMarginRate"])),
                     Money(table[i].value("maintAmt", 0.0)), 1});
  }
  const core::TierSchedule schedule(tiers);
  const Tier& tier = schedule.at(size);
  return {{"mmr", tier.maintenance_margin_rate.value()},
          {"maint_amount", tier.maintenance_amount.value()}};
}

json join(Inputs& inputs) {
  std::vector<Tier> tiers;
  for (const json& each : inputs.value("tiers")) {
    tiers.push_back({number_of(each["cap"]), Rate(number_of(each["mmr"])), {}, 1});
  }
  json amounts = json::array();
  for (const Tier& tier : core::joined(tiers)) amounts.push_back(tier.maintenance_amount.value());
  return {{"maint_amounts", amounts}};
}

/// The bracket below is made to deduct what it deducts by one more below it, of rate 0.
json join_one(Inputs& inputs) {
  const double before = inputs.number("prev_maint_amount");
  const Rate rate_before(inputs.number("prev_mmr"));
  const std::vector<Tier> tiers = core::joined({{before / rate_before.value(), Rate(0), {}, 1},
                                                {inputs.number("floor_coin"), rate_before, {}, 1},
                                                {endless, Rate(inputs.number("mmr")), {}, 1}});
  return {{"maint_amount", tiers.back().maintenance_amount.value()}};
}

/// What lies above the first bracket, whatever the edges in between. An account in one of the two
/// lowest brackets falls no further: it is taken over.
json step_to_first(Inputs& inputs) {
  if (inputs.number("current_tier") < 3) throw NotApplicable("the lowest brackets do not fall");
  core::Contract contract{
      "X",
      "X",
      core::TierSchedule({{inputs.number("tier1_max"), {}, {}, 1}, {endless, {}, {}, 1}}),
      {},
      {}};
  contract.maintenance_rule.tier_measure = core::TierMeasure::contracts;
  const core::Position position = cross(0, inputs.number("contracts"), 1, 1);
  return {
      {"contracts_to_close", core::size_above_tier(contract, position, core::Price(1), 0).value()}};
}

}  // namespace

json answer_tiers(const Case& each) {
  Inputs inputs(each.inputs);
  json result;
  if (each.kind == "tier_lookup") {
    result = look_up(inputs);
  } else if (each.kind == "partial_liq_size") {
    result = step_to_first(inputs);
  } else if (each.kind == "tier_maintenance_amounts") {
    result = join(inputs);
  } else if (each.kind == "tier_maintenance_amount_step") {
    result = join_one(inputs);
  } else {
    json rates = json::array();
    for (const json& leverage : inputs.value("max_leverages")) {
      rates.push_back(100 * core::half_of_initial(number_of(leverage)).value());
    }
    result = {{"mmr_pct", rates}};
  }
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
