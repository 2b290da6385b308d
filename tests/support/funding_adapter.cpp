#include <cmath>

#include "core/funding.hpp"
#include "core/funding_rate.hpp"
#include "tests/support/adapters.hpp"
#include "tests/support/positions.hpp"

namespace marginwalk::test {
namespace {

using core::Price;
using core::Rate;
using nlohmann::json;

/// What a long and a short of one size receive.
json received(double size, double mark, double rate) {
  const auto flow = [&](double side) {
    return -core::funding_payment(cross(0, side * size, 1, 1), Price(mark) * Rate(rate)).value();
  };
  return {{"cashflow_long", flow(1)}, {"cashflow_short", flow(-1)}};
}

/// What a long and a short receive at a stamp, and what the given side receives where a rate
/// accrues over its interval of which it held for a part. Core accrues rates of eight hours.
json at_a_stamp(Inputs& inputs) {
  const double size = inputs.number("qty");
  const Price mark(inputs.number("mark"));
  const Rate rate(inputs.number("rate"));
  json result = received(size, mark.value(), rate.value());
  inputs.ignore({"time_in_ratio"});
  if (inputs.has("time_in_ratio")) {
    const double held = 8 * 3600 * inputs.number("time_in_ratio");
    const Price accrued = core::funding_index_change(rate, held, mark);
    result["kraken_time_weighted"] =
        core::funding_settlement(core::Size(inputs.side() * size), Price(0), accrued).value();
  }
  return result;
}

/// The stamps from a little before the opening to the close. Times are ISO, so texts order them;
/// the grace in seconds counts within one minute.
json of_events(Inputs& inputs) {
  const double size = inputs.number("qty");
  const std::string open = inputs.text("open");
  const std::string close = inputs.text("close");
  const double grace = inputs.number("grace_seconds_after_event");
  double of_long = 0;
  double of_short = 0;
  for (const json& event : inputs.value("events")) {
    const std::string time = event["time"];
    const bool same_minute = time.substr(0, 16) == open.substr(0, 16);
    const bool late =
        same_minute && std::stod(open.substr(17)) - std::stod(time.substr(17)) <= grace;
    if ((time < open && !late) || time > close) continue;
    const json flows = received(size, number_of(event["mark"]), number_of(event["rate"]));
    of_long += flows["cashflow_long"].get<double>();
    of_short += flows["cashflow_short"].get<double>();
  }
  return {{"cashflow_long", of_long}, {"cashflow_short", of_short}};
}

/// Rates in millionths, and an index in millionths of a quote quantum per base quantum.
double index_price(Inputs& inputs) {
  // A value that is not there is that of a market whose index is not asked for: its rate is 0.
  const double resolution = inputs.number("atomic_resolution", 0);
  return inputs.number("price") * std::pow(10, inputs.number("price_exponent") + resolution + 6);
}

Rate limit_of(Inputs& inputs) {
  const double initial = inputs.number("initial_margin_ppm");
  return core::funding_limit(inputs.number("clamp_factor_ppm") / 1e6, Rate(initial),
                             Rate(initial * inputs.number("maintenance_fraction_ppm") / 1e6));
}

json rate_and_index(Inputs& inputs) {
  double sum = 0;
  std::size_t count = 0;
  for (const json& run : inputs.value("premium_samples_run_length")) {
    sum += number_of(run[0]) * number_of(run[1]);
    count += run[1].get<std::size_t>();
  }
  const Rate mean = core::mean_premium(
      Rate(sum), count, static_cast<std::size_t>(inputs.number("min_expected_samples")));
  const Rate rate =
      core::limited(mean + Rate(inputs.number("default_funding_ppm")), limit_of(inputs));
  const Price change =
      core::funding_index_change(rate, inputs.number("tick_seconds"), Price(index_price(inputs)));
  return {{"rate_8h_ppm", std::trunc(rate.value())}, {"index_delta", std::trunc(change.value())}};
}

json from_impact(Inputs& inputs) {
  const Price oracle(inputs.number("oracle"));
  const Rate premium = core::premium(Price(inputs.number("impact_bid")), oracle);
  const Rate rate = core::funding_rate(premium, Rate(inputs.number("interest_rate_8h")),
                                       Rate(inputs.number("clamp")));
  const json flows = received(inputs.number("qty"), oracle.value(), rate.value() / 8);
  return {{"premium", premium.value()},
          {"rate_8h", rate.value()},
          {"rate_1h", rate.value() / 8},
          {"cashflow_per_hour_long", flows["cashflow_long"]}};
}

}  // namespace

json answer_funding(const Case& each) {
  Inputs inputs(each.inputs);
  inputs.ignore({"side"});
  json result;
  if (each.kind == "funding_clamp") {
    result = {{"max_abs_rate_ppm", limit_of(inputs).value()}};
  } else if (each.kind == "funding_index_delta") {
    const Rate rate(inputs.number("rate_8h_ppm"));
    const Price change =
        core::funding_index_change(rate, inputs.number("seconds"), Price(index_price(inputs)));
    result = {{"index_delta", std::trunc(change.value())}};
  } else if (each.kind == "funding_settlement") {
    const core::Money settled = core::funding_settlement(
        core::Size(inputs.number("position_base_quantums")),
        Price(inputs.number("position_funding_index")), Price(inputs.number("perp_funding_index")));
    result = {{"settlement_ppm", settled.value()}};
  } else if (each.kind == "funding_rate_and_index") {
    result = rate_and_index(inputs);
  } else if (inputs.has("impact_bid")) {
    result = from_impact(inputs);
  } else if (inputs.has("events")) {
    result = of_events(inputs);
  } else if (inputs.has("payments_per_day")) {
    const json flows = received(inputs.number("notional"), 1, inputs.number("rate"));
    result = {{"paid_per_day",
               -inputs.number("payments_per_day") * flows["cashflow_long"].get<double>()}};
  } else if (inputs.has("rate") && inputs.has("mark")) {
    result = at_a_stamp(inputs);
  } else {
    throw NotApplicable("a mark that is missing is no price");
  }
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
