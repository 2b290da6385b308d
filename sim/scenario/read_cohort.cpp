#include "sim/scenario/read_cohort.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "sim/random/addressed_engine.hpp"
#include "sim/random/samplers.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// What traders do, and how often relative to the others.
struct WeightedConduct {
  NamedConduct conduct;
  double weight = 1;
};

struct CohortSpec {
  std::uint64_t traders = 1;
  std::optional<LeverageLaw> leverage;
  std::vector<core::MarginMode> margin_modes;
  std::vector<WeightedConduct> conducts;
  std::vector<double> bounds;
};

Parsed<std::uint64_t> parse_traders(std::string_view text) {
  const Parsed<std::uint64_t> parsed = parse_count(text);
  const auto* const count = std::get_if<std::uint64_t>(&parsed);
  if (!count || *count <= most_cells) return parsed;
  return Rejection{
      fmt::format("{} is out of range (a study has at most {} cells)", shown(text), most_cells)};
}

LeverageLaw read_leverage_law(const Node& node, Problems& problems) {
  LeverageLaw law;
  Fields fields(node, "leverage", problems);
  law.of = fields.list("of", parse_leverage);
  const auto kind = fields.optional(
      "law", choice<LeverageLaw::Kind>("a law of leverage", {"uniform", "log uniform"}));
  const auto from = fields.optional("from", parse_leverage);
  const auto to = fields.optional("to", parse_leverage);
  const bool is_list = fields.child("of") != nullptr;
  const bool is_range = fields.child("from") && fields.child("to");
  fields.finish();
  if (is_list == is_range || (is_list && kind)) {
    fields.report(node.location, "leverage: give from and to, or a list of what to choose from");
  }
  law.kind = kind.value_or(LeverageLaw::Kind::uniform);
  law.from = from.value_or(1);
  law.to = to.value_or(law.from);
  if (from && to && *to < *from) {
    fields.report(fields.where("to"), "leverage: to is below from");
  }
  return law;
}

std::vector<WeightedConduct> read_weighted_conducts(const Node& node, Problems& problems) {
  std::vector<WeightedConduct> conducts;
  if (node.items.empty()) problems.push_back({node.location, "conduct is empty"});
  for (const Node& item : node.items) {
    Fields fields(item, "conduct", problems);
    const double weight = fields.optional("weight", parse_positive, 1);
    conducts.push_back({read_named_conduct(fields, problems), weight});
    fields.finish();
  }
  return conducts;
}

std::vector<double> read_band_bounds(Fields& fields, bool has_leverage) {
  std::vector<double> bounds = fields.list("bands", parse_leverage);
  const auto fall = std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>());
  if (fall != bounds.end()) {
    fields.report(fields.where("bands"),
                  fmt::format("bands: {} is not above {} (each bound must be above the one before)",
                              leverage_text(*(fall + 1)), leverage_text(*fall)));
  }
  if (!bounds.empty() && !has_leverage) {
    fields.report(fields.where("bands"), "bands: no leverage is drawn (give a leverage)");
  }
  return bounds;
}

CohortSpec read_cohort_spec(const Node& node, Problems& problems) {
  CohortSpec spec;
  Fields fields(node, "cohort", problems);
  spec.traders = fields.required("traders", parse_traders);
  if (const Node* const leverage = fields.child("leverage")) {
    spec.leverage = read_leverage_law(*leverage, problems);
  }
  spec.margin_modes = fields.list("margin_mode", parse_margin_mode);
  if (const Node* const conducts = fields.child("conduct", NodeKind::sequence)) {
    spec.conducts = read_weighted_conducts(*conducts, problems);
  }
  spec.bounds = read_band_bounds(fields, fields.child("leverage") != nullptr);
  fields.finish();
  return spec;
}

/// The item of a list that a uniform variate falls on.
template <class Item>
const Item& chosen(const std::vector<Item>& items, double uniform) {
  const auto place = static_cast<std::size_t>(uniform * static_cast<double>(items.size()));
  return items[std::min(place, items.size() - 1)];
}

const NamedConduct& chosen(const std::vector<WeightedConduct>& conducts, double uniform) {
  const double total =
      std::accumulate(conducts.begin(), conducts.end(), 0.0,
                      [](double sum, const WeightedConduct& each) { return sum + each.weight; });
  double left = uniform * total;
  for (const WeightedConduct& each : conducts) {
    if ((left -= each.weight) < 0) return each.conduct;
  }
  return conducts.back().conduct;
}

PolicySpec draw_trader(const CohortSpec& spec, std::uint64_t number, const Location& location,
                       std::uint64_t seed) {
  random::AddressedEngine engine(seed, {number, 0, random::Stream::cohort, 0});
  const double leverage = random::uniform(engine);
  const double mode = random::uniform(engine);
  const double conduct = random::uniform(engine);
  PolicySpec trader{{}, location, {}};
  Policy& policy = trader.policy;
  const std::size_t digits = fmt::formatted_size("{}", spec.traders);
  policy.name = fmt::format("trader-{:0{}}", number, digits);
  policy.trader = static_cast<std::uint32_t>(number);
  if (spec.leverage) policy.leverage = (*spec.leverage)(leverage);
  policy.band = band_of(policy.leverage.value_or(1), spec.bounds);
  if (!spec.margin_modes.empty()) policy.margin_mode = chosen(spec.margin_modes, mode);
  if (!spec.conducts.empty()) {
    const NamedConduct& named = chosen(spec.conducts, conduct);
    policy.conduct = named.name;
    trader.conduct = named.rules;
  }
  return trader;
}

}  // namespace

double LeverageLaw::operator()(double uniform) const {
  const double drawn = !of.empty() ? chosen(of, uniform)
                       : kind == Kind::log_uniform
                           ? from * random::exponential(uniform * random::logarithm(to / from))
                           : from + uniform * (to - from);
  return of.empty() ? std::max(std::round(100 * drawn), 1.0) / 100 : drawn;
}

std::string band_of(double leverage, const std::vector<double>& bounds) {
  if (bounds.empty()) return "all";
  const auto above = std::lower_bound(bounds.begin(), bounds.end(), leverage);
  if (above == bounds.begin()) return "up-to-" + leverage_text(bounds.front());
  if (above == bounds.end()) return "above-" + leverage_text(bounds.back());
  return leverage_text(*(above - 1)) + "-" + leverage_text(*above);
}

std::vector<PolicySpec> read_cohort(const Node& node, std::uint64_t seed, Problems& problems) {
  const std::size_t before = problems.size();
  const CohortSpec spec = read_cohort_spec(node, problems);
  std::vector<PolicySpec> traders;
  if (problems.size() > before) return traders;
  for (std::uint64_t number = 1; number <= spec.traders; ++number) {
    traders.push_back(draw_trader(spec, number, node.location, seed));
  }
  return traders;
}

}  // namespace marginwalk::scenario
