#include "core/funding.hpp"
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
    return -core::funding_payment(cross(0, side * size, 1, 1), Price(mark), Rate(rate)).value();
  };
  return {{"cashflow_long", flow(1)}, {"cashflow_short", flow(-1)}};
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

}  // namespace

json answer_funding(const Case& each) {
  Inputs inputs(each.inputs);
  inputs.ignore({"side"});
  json result;
  if (inputs.has("events")) {
    result = of_events(inputs);
  } else if (inputs.has("payments_per_day")) {
    const json flows = received(inputs.number("notional"), 1, inputs.number("rate"));
    result = {{"paid_per_day",
               -inputs.number("payments_per_day") * flows["cashflow_long"].get<double>()}};
  } else if (inputs.has("rate") && inputs.has("mark")) {
    result = received(inputs.number("qty"), inputs.number("mark"), inputs.number("rate"));
    inputs.ignore({"time_in_ratio"});  // of one venue that is not here: kraken_time_weighted
  } else {
    throw NotApplicable("no rule for a rate from impact prices, nor for a mark that is missing");
  }
  inputs.finish();
  return result;
}

}  // namespace marginwalk::test
