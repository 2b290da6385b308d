#include "sim/scenario/read_shocks.hpp"

#include <fmt/format.h>

#include "sim/random/brownian_tree.hpp"
#include "sim/random/elementary.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

using random::seconds_per_hour;
constexpr std::uint32_t least_grid = 300;

/// Hundreds of shocks would be a law of their own.
constexpr std::size_t most_shocks = 100;

/// The whole price cannot be lost: logarithms end there.
Parsed<double> parse_price_move(std::string_view text) {
  const Parsed<double> parsed = parse_drift(text);
  if (const auto* rejection = std::get_if<Rejection>(&parsed)) return *rejection;
  const double move = std::get<double>(parsed);
  if (move <= -1) return Rejection{"a price cannot fall by all of itself"};
  return random::logarithm(1 + move);
}

Parsed<double> parse_left(std::string_view text) {
  const Parsed<double> parsed = value_of(parse_positive_rate(text));
  if (const double* const left = std::get_if<double>(&parsed); left && *left < 0.001) {
    return Rejection{"at least 0.1% is left"};
  }
  return parsed;
}

Parsed<double> parse_multiplier(std::string_view text) {
  Parsed<double> parsed = parse_positive(text);
  if (const double* const value = std::get_if<double>(&parsed); value && *value > 100) {
    return Rejection{"a multiplier of at most 100"};
  }
  return parsed;
}

/// By asset; `others` is for those that are not named.
std::vector<double> read_moves(const Node& node, const AssetNames& assets, Problems& problems) {
  std::vector<double> moves(assets.names.size());
  if (node.kind != NodeKind::map) {
    report_kind(node, "price", NodeKind::map, problems);
    return moves;
  }
  if (const Node* const others = node.find("others")) {
    moves.assign(moves.size(),
                 parse_scalar(*others, "others", parse_price_move, problems).value_or(0));
  }
  for (const Entry& entry : node.entries) {
    if (entry.key == "others") continue;
    const auto move = parse_scalar(entry.value, entry.key, parse_price_move, problems);
    const auto asset = assets.index_of(entry.key, entry.location, problems);
    if (asset) moves[*asset] = move.value_or(0);
  }
  return moves;
}

std::vector<bool> read_settled(Fields& fields, const AssetNames& assets, Problems& problems) {
  std::vector<bool> settled;
  const Location where = fields.where("settles");
  for (const std::string& name : fields.list("settles", parse_name)) {
    const auto asset = assets.index_of(name, where, problems);
    if (!asset) continue;
    settled.resize(assets.names.size());
    settled[*asset] = true;
  }
  return settled;
}

void check_times(Fields& fields, const paths::ShockPart& part) {
  const bool fine = part.has_conditions() || part.changes_diffusion();
  const std::uint32_t unit = fine ? least_grid : 60;
  for (const auto& [key, value] : {std::pair{"after", part.after}, std::pair{"over", part.over}}) {
    if (value % unit == 0) continue;
    fields.report(fields.where(key),
                  fmt::format("{}: not a whole multiple of {}m", key, unit / 60));
  }
}

paths::ShockPart read_part(Fields& fields, const AssetNames& assets, Problems& problems) {
  paths::ShockPart part;
  part.after = fields.optional("after", parse_duration, 0);
  part.over = fields.required("over", parse_duration);
  if (const Node* const price = fields.child("price")) {
    part.move = read_moves(*price, assets, problems);
  }
  part.volatility = fields.optional("volatility", parse_multiplier, 1);
  part.half_life = fields.optional("half_life", parse_duration, 0);
  part.towards_one = fields.optional("towards_one", parse_share, core::Rate(0)).value();
  part.liquidity = fields.optional("liquidity", parse_left, 1);
  part.funding = fields.optional("funding", parse_rate, core::Rate(0)).value();
  part.maintenance = fields.optional("maintenance", parse_multiplier, 1);
  part.outage = fields.optional("outage", parse_truth, false);
  part.settles = read_settled(fields, assets, problems);
  if (part.maintenance < 1) {
    fields.report(fields.where("maintenance"), "maintenance: shocks raise it (1 or more)");
  }
  if (part.half_life > 0 && part.volatility == 1) {
    fields.report(fields.where("half_life"), "half_life: is that of volatility, which is missing");
  }
  check_times(fields, part);
  return part;
}

/// One part for a map, as many as a list has.
void read_parts(Fields& fields, const AssetNames& assets, paths::Shock& shock, Problems& problems) {
  const Node* const parts = fields.child("parts", NodeKind::sequence);
  if (!parts) {
    shock.parts.push_back(read_part(fields, assets, problems));
    return;
  }
  if (parts->items.empty()) problems.push_back({parts->location, "parts is empty"});
  for (const Node& item : parts->items) {
    Fields inner(item, "parts", problems);
    shock.parts.push_back(read_part(inner, assets, problems));
    inner.finish();
  }
}

void read_time(Fields& fields, paths::Shock& shock) {
  const auto at = fields.optional("at", parse_duration);
  const std::vector<std::uint32_t> between = fields.list("between", parse_duration);
  if (at.has_value() == (between.size() == 2)) {
    fields.report(fields.where(at ? "between" : "at"),
                  "a shock needs a time: `at: 5d`, or `between: [1d, 20d]`");
    return;
  }
  shock.earliest = at ? *at : between[0];
  shock.latest = at ? *at : between[1];
  const Location where = fields.where(at ? "at" : "between");
  if (shock.latest < shock.earliest) fields.report(where, "between: ends before it begins");
  if (shock.earliest % seconds_per_hour != 0 || shock.latest % seconds_per_hour != 0) {
    fields.report(where, "shocks begin at whole hours from the start");
  }
}

paths::Shock read_shock(const Node& node, const AssetNames& assets, Problems& problems) {
  paths::Shock shock;
  Fields fields(node, "shocks", problems);
  read_time(fields, shock);
  shock.probability = fields.optional("probability", parse_positive_rate, core::Rate(1)).value();
  if (const Node* const episode = fields.child("episode", NodeKind::map)) {
    Fields inner(*episode, "episode", problems);
    shock.name = inner.required("name", parse_text);
    inner.required("source", parse_text);
    read_parts(inner, {assets.names, true}, shock, problems);
    inner.finish();
  } else {
    shock.name = fields.optional("name", parse_text, "");
    read_parts(fields, assets, shock, problems);
  }
  fields.finish();
  return shock;
}

}  // namespace

std::vector<paths::Shock> read_shocks(const Node& node, const AssetNames& assets,
                                      Problems& problems) {
  std::vector<paths::Shock> shocks;
  if (node.items.size() > most_shocks) {
    problems.push_back({node.location, fmt::format("shocks: more than {}", most_shocks)});
    return shocks;
  }
  for (const Node& item : node.items) shocks.push_back(read_shock(item, assets, problems));
  return shocks;
}

}  // namespace marginwalk::scenario
