#include "sim/scenario/read_jumps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

using Size = decltype(paths::Jumps::size);

Size read_size(Fields& fields, const Location& location) {
  const auto mean = fields.optional("mean", parse_rate);
  const auto deviation = fields.optional("deviation", parse_share);
  const auto up = fields.optional("up", parse_share);
  const auto mean_up = fields.optional("mean_up", parse_share);
  const auto mean_down = fields.optional("mean_down", parse_share);
  const bool normal = mean && deviation;
  const bool exponential = up && mean_up && mean_down;
  const bool mixed = (mean || deviation) && (up || mean_up || mean_down);
  if (normal == exponential || mixed) {
    fields.report(location,
                  "jumps need a mean and a deviation (a normal size), or up, mean_up and mean_down "
                  "(a double exponential one)");
    return paths::NormalSize{};
  }
  if (normal) return paths::NormalSize{mean->value(), deviation->value()};
  return paths::DoubleExponentialSize{up->value(), mean_up->value(), mean_down->value()};
}

Parsed<double> parse_deviation(std::string_view text) { return value_of(parse_share(text)); }

/// Upward jumps whose mean is infinite would have to be paid for by an infinite drift.
void report_infinite_means(const paths::Jumps& jumps, const AssetNames& assets,
                           const Location& location, Problems& problems) {
  const auto* const size = std::get_if<paths::DoubleExponentialSize>(&jumps.size);
  if (!size) return;
  for (std::size_t i = 0; i < jumps.beta.size(); ++i) {
    const double up =
        jumps.beta[i] > 0 ? jumps.beta[i] * size->mean_up : -jumps.beta[i] * size->mean_down;
    if (up < 0.9) continue;
    problems.push_back({location, fmt::format("jumps: {} would have upward jumps of infinite mean "
                                              "(beta x mean must stay below 90%)",
                                              assets.names[i])});
  }
}

paths::Jumps read_clock(const Node& node, const AssetNames& assets, Problems& problems) {
  paths::Jumps jumps;
  Fields fields(node, "jumps", problems);
  jumps.rate = fields.required("rate", parse_positive);
  if (jumps.rate > 50'000) fields.report(fields.where("rate"), "rate: at most 50000 jumps a year");
  jumps.size = read_size(fields, node.location);
  jumps.beta.assign(assets.names.size(), 1);
  if (const Node* const beta = fields.child("beta")) {
    jumps.beta = read_some_assets(*beta, "beta", parse_number, assets, problems);
  }
  jumps.own_deviation.assign(assets.names.size(), 0);
  if (const Node* const own = fields.child("own_deviation")) {
    jumps.own_deviation =
        read_some_assets(*own, "own_deviation", parse_deviation, assets, problems);
  }
  fields.finish();
  report_infinite_means(jumps, assets, node.location, problems);
  return jumps;
}

}  // namespace

std::vector<paths::Jumps> read_jumps(const Node& node, const AssetNames& assets,
                                     Problems& problems) {
  std::vector<paths::Jumps> clocks;
  if (node.kind != NodeKind::sequence) {
    report_kind(node, "jumps", NodeKind::sequence, problems);
    return clocks;
  }
  if (node.items.empty()) problems.push_back({node.location, "jumps is empty"});
  if (node.items.size() > 60) problems.push_back({node.location, "jumps: more than 60 clocks"});
  for (const Node& item : node.items) clocks.push_back(read_clock(item, assets, problems));
  return clocks;
}

}  // namespace marginwalk::scenario
