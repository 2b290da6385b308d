#include "sim/scenario/read_variance.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "sim/paths/variance_step.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A parameter by asset, or the same for all where it may be left out.
template <class Parse>
std::vector<double> by_asset(Fields& fields, const char* key, Parse parse, const AssetNames& assets,
                             Problems& problems, std::optional<double> fallback = {}) {
  const Node* const node = fallback ? fields.child(key) : fields.required_child(key);
  if (node) return read_by_asset(*node, key, parse, assets, problems);
  return std::vector<double>(assets.names.size(), fallback.value_or(0));
}

/// QE's step has a mean where variance and price rise together only if that is not too strong.
void report_steps_without_mean(const paths::Heston& heston, const paths::ModelParameters& model,
                               const AssetNames& assets, const Location& location,
                               Problems& problems) {
  const double years = model.period / random::seconds_per_year;
  for (std::size_t i = 0; i < assets.names.size(); ++i) {
    const double theta = model.volatility[i] * model.volatility[i];
    const double xi = heston.vol_of_variance[i];
    if (heston.correlation[i] <= 0 || xi == 0) continue;
    for (const double v : {0.0, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0}) {
      const paths::VarianceStep step(v * theta, theta, heston.reversion[i], xi, years);
      if (step.has_mean_growth(heston.correlation[i] / xi)) continue;
      problems.push_back(
          {location, fmt::format("heston: {}'s price step has no mean (its correlation with the "
                                 "variance is too high for this interval; a shorter one may do)",
                                 assets.names[i])});
      break;
    }
  }
}

template <std::size_t count>
std::array<double, count> read_multipliers(Fields& fields, const char* key, Problems& problems) {
  std::array<double, count> values;
  values.fill(1);
  const std::vector<double> given = fields.list(key, parse_positive);
  if (given.empty()) return values;
  const double squares = std::inner_product(given.begin(), given.end(), given.begin(), 0.0) /
                         static_cast<double>(given.size());
  if (given.size() != count || std::abs(squares - 1) > 0.01) {
    problems.push_back({fields.where(key),
                        fmt::format("{} must be {} multipliers of mean square 1 (here are {}, of "
                                    "{:.4f})",
                                    key, count, given.size(), squares)});
    return values;
  }
  std::copy(given.begin(), given.end(), values.begin());
  return values;
}

}  // namespace

void read_garch(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                Problems& problems) {
  Fields fields(node, "garch", problems);
  paths::Garch garch;
  model.period = fields.required("every", parse_funding_interval);
  garch.alpha = by_asset(fields, "alpha", parse_not_negative, assets, problems);
  garch.gamma = by_asset(fields, "gamma", parse_not_negative, assets, problems, 0);
  garch.beta = by_asset(fields, "beta", parse_not_negative, assets, problems);
  garch.degrees_of_freedom = fields.optional("degrees_of_freedom", parse_positive, 0);
  garch.common_mixing =
      fields.optional("mixing", choice<int>("a mixing variable", {"common", "own"}), 0) == 0;
  fields.finish();
  if (garch.degrees_of_freedom != 0 && garch.degrees_of_freedom <= 2) {
    fields.report(fields.where("degrees_of_freedom"),
                  "degrees_of_freedom: must be above 2 (else the variance is infinite)");
  }
  for (std::size_t i = 0; i < assets.names.size(); ++i) {
    const double kept = garch.alpha[i] + garch.gamma[i] / 2 + garch.beta[i];
    if (kept < 1) continue;
    problems.push_back(
        {node.location,
         fmt::format("garch: alpha + gamma / 2 + beta of {} is {:.4f} (must be below "
                     "1, else the variance has no long-run mean)",
                     assets.names[i], kept)});
  }
  model.variance = std::move(garch);
}

void read_heston(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                 Problems& problems) {
  const std::size_t before = problems.size();
  Fields fields(node, "heston", problems);
  paths::Heston heston;
  model.period = fields.required("every", parse_funding_interval);
  heston.reversion = by_asset(fields, "reversion", parse_positive, assets, problems);
  heston.vol_of_variance =
      by_asset(fields, "vol_of_variance", parse_not_negative, assets, problems);
  heston.correlation = by_asset(fields, "correlation", parse_correlation, assets, problems, 0);
  heston.common = fields.optional("common_shocks", parse_correlation, 0);
  std::vector<double> start = model.volatility;
  if (const Node* const given = fields.child("initial_volatility")) {
    start = read_by_asset(*given, "initial_volatility", parse_volatility, assets, problems);
  }
  for (const double each : start) heston.initial.push_back(each * each);
  if (const Node* const jump = fields.child("variance_jump")) {
    heston.variance_jump =
        read_by_asset(*jump, "variance_jump", parse_not_negative, assets, problems);
    heston.jump_share = by_asset(fields, "jump_share", parse_number, assets, problems, 0);
  }
  fields.finish();
  if (heston.common < 0) fields.report(node.location, "common_shocks: must not be below 0");
  for (std::size_t i = 0; i < heston.variance_jump.size(); ++i) {
    if (heston.jump_share[i] * heston.variance_jump[i] < 0.9) continue;
    fields.report(node.location,
                  "jump_share x variance_jump must stay below 0.9 (else upward jumps "
                  "have no mean)");
  }
  if (problems.size() == before) {
    report_steps_without_mean(heston, model, assets, node.location, problems);
  }
  model.variance = std::move(heston);
}

void read_profile(const Node& node, paths::ModelParameters& model, Problems& problems) {
  Fields fields(node, "profile", problems);
  paths::Profile profile;
  profile.hours = read_multipliers<24>(fields, "hours", problems);
  profile.weekdays = read_multipliers<7>(fields, "weekdays", problems);
  fields.finish();
  const bool moves = !std::holds_alternative<std::monostate>(model.variance);
  if (moves && model.period != 3600) {
    problems.push_back(
        {node.location,
         "profile: the hour of the day moves volatility, so the model must look at it "
         "every 1h"});
  }
  model.period = 3600;
  model.profile = profile;
}

}  // namespace marginwalk::scenario
