#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/paths/regime_chain.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/read_correlation.hpp"
#include "sim/scenario/read_variance.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

using paths::index;

std::vector<std::string> names_of(const paths::Regimes& regimes) {
  std::vector<std::string> names;
  for (const auto& each : regimes.regimes) names.push_back(each.name);
  return names;
}

/// The place of a regime's name; nothing, and a problem, for another.
std::optional<std::size_t> find(const paths::Regimes& regimes, std::string_view name,
                                const Location& location, Problems& problems) {
  const std::vector<std::string> names = names_of(regimes);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  problems.push_back({location, fmt::format("{} is no regime ({}){}", shown(name), listed(names),
                                            did_you_mean(name, names))});
  return std::nullopt;
}

paths::Regimes::Regime read_regime(const Entry& entry, const AssetNames& assets,
                                   Problems& problems) {
  paths::Regimes::Regime regime{entry.key, std::vector<double>(assets.names.size()), {}};
  Fields fields(entry.value, entry.key, problems);
  if (const Node* const volatility = fields.required_child("volatility")) {
    regime.volatility =
        read_by_asset(*volatility, "volatility", parse_volatility, assets, problems);
  }
  regime.correlation = read_correlations(fields, assets, problems);
  fields.finish();
  return regime;
}

/// `{calm storm: 72, ...}`: per year, from the first to the second.
paths::Matrix read_rates(const Node& node, const paths::Regimes& regimes, Problems& problems) {
  const Eigen::Index n = index(regimes.regimes.size());
  paths::Matrix rates = paths::Matrix::Zero(n, n);
  for (const Entry& entry : node.entries) {
    const std::size_t space = std::min(entry.key.find(' '), entry.key.size());
    const std::string_view key = entry.key;
    const auto rate = parse_scalar(entry.value, key, parse_positive, problems);
    const auto from = find(regimes, key.substr(0, space), entry.location, problems);
    const auto to =
        find(regimes, key.substr(std::min(space + 1, key.size())), entry.location, problems);
    if (from && to) rates(index(*from), index(*to)) = rate.value_or(0);
    if (from && from == to)
      problems.push_back({entry.location, "a regime does not lead to itself"});
  }
  for (Eigen::Index i = 0; i < n && n > 1; ++i) {
    if (rates.row(i).sum() > 0) continue;
    problems.push_back(
        {node.location, fmt::format("rates: nothing leads out of {}",
                                    regimes.regimes[static_cast<std::size_t>(i)].name)});
  }
  return rates;
}

/// Volatility and correlation in the long run, by the shares of time.
void find_long_run(const paths::Regimes& regimes, const std::vector<double>& shares,
                   paths::ModelParameters& model) {
  const std::size_t assets = model.drift.size();
  paths::Matrix covariance = paths::Matrix::Zero(index(assets), index(assets));
  for (std::size_t r = 0; r < shares.size(); ++r) {
    const auto& regime = regimes.regimes[r];
    for (std::size_t i = 0; i < assets; ++i) {
      for (std::size_t j = 0; j < assets; ++j) {
        covariance(index(i), index(j)) += shares[r] * regime.volatility[i] * regime.volatility[j] *
                                          regime.correlation(index(i), index(j));
      }
    }
  }
  model.volatility.resize(assets);
  model.correlation = paths::Matrix::Identity(index(assets), index(assets));
  for (std::size_t i = 0; i < assets; ++i) {
    model.volatility[i] = std::sqrt(covariance(index(i), index(i)));
    for (std::size_t j = 0; j < i; ++j) {
      const double scale = model.volatility[i] * model.volatility[j];
      const double value = scale > 0 ? covariance(index(i), index(j)) / scale : 0;
      model.correlation(index(i), index(j)) = model.correlation(index(j), index(i)) = value;
    }
  }
}

}  // namespace

void read_regimes(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                  Problems& problems) {
  const std::size_t before = problems.size();
  Fields fields(node, "regimes", problems);
  paths::Regimes regimes;
  model.period = fields.required("every", parse_funding_interval);
  if (const Node* const list = fields.required_child("named", NodeKind::map)) {
    for (const Entry& entry : list->entries) {
      regimes.regimes.push_back(read_regime(entry, assets, problems));
    }
    if (regimes.regimes.size() < 2) fields.report(list->location, "regimes: at least two");
  }
  const Node* const rates = fields.required_child("rates", NodeKind::map);
  const std::string start = fields.optional("start", parse_text, "stationary");
  fields.finish();
  const std::size_t count = regimes.regimes.size();
  const paths::Matrix per_year = rates ? read_rates(*rates, regimes, problems)
                                       : paths::Matrix::Zero(index(count), index(count));
  regimes.start.assign(count, 0);
  std::optional<std::size_t> first;
  if (start != "stationary") first = find(regimes, start, fields.where("start"), problems);
  model.volatility.assign(assets.names.size(), 0);
  model.correlation =
      paths::Matrix::Identity(index(assets.names.size()), index(assets.names.size()));
  if (problems.size() == before) {
    regimes.transition = paths::transition_over(per_year, model.period / random::seconds_per_year);
    const std::vector<double> shares = paths::stationary(regimes.transition);
    find_long_run(regimes, shares, model);
    regimes.start = shares;
    if (first) {
      regimes.start.assign(count, 0);
      regimes.start[*first] = 1;
    }
  }
  model.variance = std::move(regimes);
}

}  // namespace marginwalk::scenario
