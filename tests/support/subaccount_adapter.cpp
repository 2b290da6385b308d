#include <map>

#include "core/funding_rate.hpp"
#include "core/open_interest_margin.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/quantums.hpp"

namespace marginwalk::test {
namespace {

using core::Money;
using core::Rate;
using nlohmann::json;

/// Up to the next quantum, but for the rounding of a double.
double rounded_up(double quantums) { return std::ceil(quantums * (1 - 1e-15) - 1e-6); }

json is_liquidatable(Inputs& inputs) {
  core::MarginState state;
  if (inputs.has("mmr")) {
    state = {Money(inputs.number("net_collateral")), {}, Money(inputs.number("mmr"))};
  } else {
    state = quantum_account(inputs.number("usdc_quantums"), inputs.value("positions")).state;
  }
  return {{"liquidatable", state.liquidatable(false)}};
}

/// In whole millionths, as the chain counts it.
Rate scaled(Inputs& inputs, double open_interest) {
  const Rate rate = core::scaled_initial_rate(
      Rate(inputs.number("initial_margin_ppm") / 1e6), Money(open_interest),
      Money(inputs.number("oi_lower_cap")), Money(inputs.number("oi_upper_cap")));
  return Rate(std::trunc(rate.value() * 1e6 + 1e-6) / 1e6);
}

json subaccount_requirement(Inputs& inputs) {
  const double price = inputs.number("price") * std::pow(10, inputs.number("price_exponent"));
  const double resolution = inputs.number("atomic_resolution");
  const auto value = [&](const char* key) {
    return Money(std::abs(quantum_size(inputs.number(key), resolution)) * price);
  };
  const Money notional = value("base_quantums");
  const Rate initial = scaled(inputs, value("open_interest_base_quantums").value());
  const double base =
      rounded_up((notional * Rate(inputs.number("initial_margin_ppm") / 1e6)).value());
  return {{"imr", rounded_up((notional * initial).value())},
          {"mmr", rounded_up(base * inputs.number("maintenance_fraction_ppm") / 1e6)}};
}

json notional(Inputs& inputs) {
  const double price = inputs.number("price") * std::pow(10, inputs.number("price_exponent"));
  const double size =
      quantum_size(inputs.number("base_quantums"), inputs.number("atomic_resolution"));
  return {{"net_notional", std::trunc((core::Size(size) * core::Price(price)).value())}};
}

/// The account with its updates in: of a market, positions add. Unsettled funding is cash.
json subaccount_equity(Inputs& inputs) {
  std::map<std::string, json> positions;
  double cash = inputs.number("usdc_quantums");
  for (const json& value : inputs.value("positions")) {
    positions[value.at("market")] = value;
    const double moved = number_of(value.value("funding_index_now", json(0))) -
                         number_of(value.value("funding_index_at_open", json(0)));
    const core::Size size(number_of(value.at("base_quantums")));
    cash += core::funding_settlement(size, core::Price(0), core::Price(moved)).value() / 1e6;
  }
  for (const json& update : inputs.value("position_updates")) {
    if (!positions.contains(update.at("market"))) {
      throw NotApplicable("the update is of a market without a price");
    }
    json& position = positions[update.at("market")];
    position["base_quantums"] =
        number_of(position["base_quantums"]) + number_of(update.at("base_quantums"));
  }
  json list = json::array();
  for (auto& [market, position] : positions) {
    position["atomic_resolution"] = market == "ETH" ? -9 : -8;
    for (const char* key : {"imf", "mmf"}) {
      if (inputs.has(key)) position[key] = inputs.value(key).at(market);
    }
    list.push_back(position);
  }
  inputs.ignore({"imf", "mmf"});
  const core::MarginState state = quantum_account(cash, list).state;
  return {{"net_collateral", state.equity.value()},
          {"imr", state.initial.value()},
          {"mmr", state.maintenance.value()}};
}

}  // namespace

json answer_subaccount(const Case& each) {
  Inputs inputs(each.inputs);
  json result;
  if (each.venue != "dydx_v4") throw NotApplicable("no rule for " + each.kind);
  if (each.kind == "is_liquidatable") {
    result = is_liquidatable(inputs);
  } else if (each.kind == "margin_requirement_int") {
    result = subaccount_requirement(inputs);
  } else if (each.kind == "notional_int") {
    result = notional(inputs);
  } else if (each.kind == "maint_margin_ppm") {
    const double initial = inputs.number("initial_margin_ppm");
    result = {{"maint_margin_ppm",
               std::trunc(initial * inputs.number("maintenance_fraction_ppm") / 1e6 + 1e-6)}};
  } else if (each.kind == "adjusted_imf_ppm") {
    result = {{"imf_ppm", scaled(inputs, inputs.number("oi_notional")).value() * 1e6}};
  } else if (each.kind == "initial_margin_oimf") {
    const Rate rate = scaled(inputs, inputs.number("oi_notional"));
    result = {{"imr", rounded_up(inputs.number("notional_quote_quantums") * rate.value())}};
  } else {
    result = subaccount_equity(inputs);
  }
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
