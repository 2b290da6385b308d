#include "sim/scenario/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/notes.hpp"
#include "sim/scenario/open_cells.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_market.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

// What a file that is silent about them gets.
constexpr std::int64_t default_start = 1'767'225'600;  // 2026-01-01T00:00Z
constexpr std::uint64_t default_seed = 1;
constexpr double default_bridge_error_bound = 1e-9;

/// The parts of a study file that are not final values yet.
struct StudySpec {
  AccountSpec account;
  VenueSpec venue;
  std::vector<PolicySpec> policies;
  std::optional<BaselineSpec> baseline;
  bool report_refused = false;
};

Parsed<std::size_t> parse_schema(std::string_view text) {
  return parse_choice(text, "a known schema", {"1"});
}

Parsed<std::size_t> parse_infeasible(std::string_view text) {
  return parse_choice(text, "a way to treat infeasible cells", {"error", "report"});
}

replay::Clock read_clock(Fields& fields) {
  replay::Clock clock;
  clock.start = fields.optional("start", parse_whole_hour, default_start);
  clock.horizon = fields.required("horizon", parse_duration);
  clock.step = fields.required("step", parse_step);
  if (clock.step != 0 && clock.horizon % clock.step != 0) {
    fields.report(fields.where("horizon"), "horizon is not a multiple of step");
  }
  return clock;
}

/// Prices that drift too far cannot be counted: e^10 is a growth by 22,026.
void report_far_drift(const Study& study, const Location& horizon, Problems& problems) {
  constexpr double farthest = 10;
  constexpr double seconds_per_year = 365.0 * 86'400;
  const double years = study.clock.horizon / seconds_per_year;
  for (const double drift : study.model.drift) {
    if (std::abs(drift * years) <= farthest) continue;
    problems.push_back(
        {horizon, fmt::format("horizon: too long for a drift of {:.6g}% per year (together they "
                              "would move prices by a factor of e^{:.4g}; at most e^{})",
                              100 * drift, drift * years, farthest)});
  }
}

StudySpec read_study(const StudyDocument& document, Study& study, Problems& problems) {
  StudySpec spec;
  Fields fields(document.root, "study", problems);
  fields.required("schema", parse_schema);
  study.name = fields.required("name", parse_name);
  study.description = fields.optional("description", parse_text, "");
  study.seed = fields.optional("seed", parse_seed, default_seed);
  study.paths = fields.required("paths", parse_count);
  study.clock = read_clock(fields);
  if (const Node* const market = fields.required_child("market")) {
    MarketSpec read = read_market(*market, document.model_is_file, problems);
    study.market = std::move(read.market);
    study.model = std::move(read.model);
    report_far_drift(study, fields.where("horizon"), problems);
  }
  if (const Node* const venue = fields.required_child("venue")) {
    spec.venue = read_venue(*venue, document.venue_name.value_or("inline"), problems);
  }
  if (const Node* const account = fields.required_child("account")) {
    spec.account = read_account(*account, problems);
    study.wiped_out_share = spec.account.wiped_out_at.value();
  }
  spec.policies = read_policies(fields.child("policies"), problems);
  if (const Node* const baseline = fields.child("baseline")) {
    spec.baseline = read_baseline(*baseline, problems);
  }
  study.bridge_error_bound =
      fields.optional("bridge_error", parse_error_bound, default_bridge_error_bound);
  spec.report_refused = fields.optional("infeasible", parse_infeasible, 0) == 1;
  fields.finish();
  return spec;
}

/// Adds a contract to the study's venue, which stays sorted as names come in order.
void add_contract(const StudySpec& spec, const PositionSpec& position, Study& study,
                  Problems& problems) {
  std::optional<core::Contract> contract =
      find_contract(spec.venue, position.contract, position.contract_location, problems);
  if (!contract) return;
  std::vector<std::string> assets;
  for (const replay::Asset& asset : study.market.assets) assets.push_back(asset.name);
  const auto asset = std::find(assets.begin(), assets.end(), contract->underlying);
  if (asset == assets.end()) {
    problems.push_back(
        {position.contract_location,
         fmt::format("contract: {} follows {}, which has no price (market.assets has {}){}",
                     contract->name, contract->underlying, listed(assets),
                     did_you_mean(contract->underlying, assets))});
  }
  study.market.underlying.push_back(static_cast<std::size_t>(asset - assets.begin()));
  study.venue.contracts.push_back(*std::move(contract));
}

/// The venue of the study: only the contracts that some cell holds.
void resolve_contracts(const StudySpec& spec, Study& study, Problems& problems) {
  study.venue.name = spec.venue.name;
  study.venue.liquidates_at_equality = spec.venue.liquidates_at_equality;
  study.venue.liquidation = spec.venue.liquidation;
  const auto by_contract = [](const PositionSpec& a, const PositionSpec& b) {
    return a.contract < b.contract;
  };
  std::set<PositionSpec, decltype(by_contract)> held(by_contract);
  held.insert(spec.account.positions.begin(), spec.account.positions.end());
  for (const PolicySpec& policy : spec.policies) {
    held.insert(policy.changes.begin(), policy.changes.end());
  }
  for (const PositionSpec& position : held) add_contract(spec, position, study, problems);
}

}  // namespace

Study load_study(const std::filesystem::path& file, const std::vector<Setting>& settings,
                 const LoadOptions& options) {
  StudyDocument document = read_study_document(file, settings, options);
  Problems problems;
  Study study;
  const StudySpec spec = read_study(document, study, problems);
  throw_if_any(problems);
  resolve_contracts(spec, study, problems);
  throw_if_any(problems);
  open_cells(study, spec.account, spec.policies, spec.report_refused, problems);
  if (problems.empty() && study.cells.empty()) {
    problems.push_back(
        {spec.account.wallet_location,
         fmt::format("the venue refuses every cell ({})", study.refused.front().reason)});
  }
  throw_if_any(problems);
  if (spec.baseline) study.baseline = find_baseline(*spec.baseline, study, problems);
  throw_if_any(problems);
  study.notes = notes_on(spec.account, spec.policies, spec.venue);
  study.sources = std::move(document.sources);
  return study;
}

}  // namespace marginwalk::scenario
