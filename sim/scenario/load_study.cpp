#include "sim/scenario/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/random/brownian_tree.hpp"
#include "sim/scenario/cell_choice.hpp"
#include "sim/scenario/combine_markets.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/marketplace.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/notes.hpp"
#include "sim/scenario/open_cells.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_claims.hpp"
#include "sim/scenario/read_gates.hpp"
#include "sim/scenario/read_market.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/read_precision.hpp"
#include "sim/scenario/read_venue.hpp"
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
  MarketSpec market;
  std::vector<VenueChoice> venues;
  std::vector<PolicySpec> policies;
  std::optional<CellChoice> baseline;
  std::vector<GateSpec> gates;
  std::vector<ClaimSpec> claims;
  Infeasible infeasible = Infeasible::error;
};

Parsed<Infeasible> parse_infeasible(std::string_view text) {
  const Parsed<std::size_t> choice =
      parse_choice(text, "a way to treat infeasible cells", {"error", "report"});
  if (const auto* rejection = std::get_if<Rejection>(&choice)) return *rejection;
  return std::get<std::size_t>(choice) == 0 ? Infeasible::error : Infeasible::report;
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
  const double years = study.clock.horizon / random::seconds_per_year;
  for (const double drift : study.model.drift) {
    if (std::abs(drift * years) <= farthest) continue;
    problems.push_back(
        {horizon, fmt::format("horizon: too long for a drift of {:.6g}% per year (together they "
                              "would move prices by a factor of e^{:.4g}; at most e^{})",
                              100 * drift, drift * years, farthest)});
  }
}

/// Recorded paths are as many and as long as they are.
void report_short_recording(const Study& study, const Fields& fields, Problems& problems) {
  const auto* const recorded = std::get_if<paths::Recorded>(&study.model.variance);
  if (!recorded || recorded->mean_block > 0) return;
  const paths::Recording& recording = *recorded->recording;
  if (study.paths > recording.paths()) {
    problems.push_back({fields.where("paths"), fmt::format("paths: {} (the recording has {})",
                                                           study.paths, recording.paths())});
  }
  const auto length = static_cast<std::int64_t>(recording.bar() * recording.bars());
  if (study.clock.horizon > length) {
    problems.push_back({fields.where("horizon"),
                        fmt::format("horizon: {} (the recording has {})",
                                    duration_text(study.clock.horizon), duration_text(length))});
  }
}

/// The study's own venue, then those of its policies.
std::vector<VenueChoice> read_venues(Fields& fields, const StudyDocument& document,
                                     Problems& problems) {
  std::vector<VenueChoice> venues;
  const Node* const own =
      document.venues.empty() ? fields.required_child("venue") : fields.child("venue");
  if (own) {
    const std::string name = document.venue_name.value_or("inline");
    venues.push_back({read_venue(*own, name, problems)});
  }
  for (const Entry& entry : document.venues) {
    if (own && entry.key == document.venue_name) continue;
    venues.push_back({read_venue(entry.value, entry.key, problems)});
  }
  return venues;
}

/// Builds a marketplace for each venue. A contract that one does not list is an error, or
/// unavailable there where refused cells are reported.
void build_marketplaces(StudySpec& spec, Study& study, Problems& problems) {
  std::vector<PositionSpec> positions = spec.account.positions;
  for (const PolicySpec& policy : spec.policies) {
    positions.insert(positions.end(), policy.changes.begin(), policy.changes.end());
    positions.insert(positions.end(), policy.book.begin(), policy.book.end());
  }
  study.marketplaces.clear();
  for (VenueChoice& venue : spec.venues) {
    Listing listing = list_market(venue.spec, spec.market, {positions, spec.account.wallet});
    study.marketplaces.push_back(std::move(listing.place));
    if (spec.infeasible == Infeasible::report && spec.venues.size() > 1) {
      venue.unavailable = std::move(listing.unavailable);
    } else {
      const Problems found = listing.problems_of_all();
      problems.insert(problems.end(), found.begin(), found.end());
    }
  }
}

StudySpec read_study(const StudyDocument& document, Study& study, Problems& problems) {
  StudySpec spec;
  Fields fields(document.root, "study", problems);
  fields.required("schema", parse_schema);
  study.name = fields.required("name", parse_name);
  study.description = fields.optional("description", parse_text, "");
  study.seed = fields.optional("seed", parse_seed, default_seed);
  read_paths(fields, study, problems);
  study.clock = read_clock(fields);
  if (const Node* const market = fields.required_child("market")) {
    spec.market = read_market(*market, document.model_is_file, problems);
    if (spec.market.model) study.model = *spec.market.model;
    report_far_drift(study, fields.where("horizon"), problems);
    report_short_recording(study, fields, problems);
  }
  spec.venues = read_venues(fields, document, problems);
  if (const Node* const account = fields.required_child("account")) {
    const Node* const policies = document.root.find("policies");
    const bool has_books = policies && policies->find("book");
    spec.account = read_account(*account, !has_books, problems);
    study.wiped_out_share = spec.account.wiped_out_at.value();
  }
  spec.policies = read_policies(fields.child("policies"), study.seed, problems);
  if (const Node* const baseline = fields.child("baseline")) {
    spec.baseline = read_cell_choice(*baseline, "baseline", document.matrix_keys, problems);
  }
  if (const Node* const gates = fields.child("gates", NodeKind::sequence)) {
    spec.gates = read_gates(*gates, document.matrix_keys, problems);
  }
  spec.claims = read_claims(fields, document.matrix_keys, problems);
  study.bridge_error_bound =
      fields.optional("bridge_error", parse_error_bound, default_bridge_error_bound);
  study.equivalence = read_equivalence(fields);
  (void)fields.child("matrix");  // read before, see study_document.hpp
  spec.infeasible = fields.optional("infeasible", parse_infeasible, Infeasible::error);
  fields.finish();
  return spec;
}

/// Leaves out the policies that a matrix does not want in this market.
void leave_out(const StudyDocument& document, std::vector<PolicySpec>& policies,
               Problems& problems) {
  for (const Node& rule : document.market.excluded) {
    const CellChoice choice = read_cell_choice(rule, "exclude", document.matrix_keys, problems);
    const auto left_out = std::erase_if(
        policies, [&](const PolicySpec& spec) { return is_wanted(choice, spec.policy); });
    if (left_out == 0) problems.push_back({rule.location, "exclude: no policy is like this"});
  }
}

/// Reads the study and opens its cells.
StudySpec open_study(const StudyDocument& document, Study& study,
                     std::optional<Infeasible> forced) {
  Problems problems;
  StudySpec spec = read_study(document, study, problems);
  leave_out(document, spec.policies, problems);
  if (forced) spec.infeasible = *forced;
  throw_if_any(problems);
  build_marketplaces(spec, study, problems);
  throw_if_any(problems);
  open_cells(study, spec.account, spec.policies, spec.venues, spec.infeasible, problems);
  throw_if_any(problems);
  study.notes = notes_on(study, spec.account, spec.policies, spec.venues);
  return spec;
}

/// The same of every market of a matrix; what it gives is of the first.
StudySpec open_markets(const StudyDocument& document, Study& study,
                       std::optional<Infeasible> forced) {
  std::optional<StudySpec> spec;
  std::vector<Study> markets;
  Problems problems;
  for (const StudyDocument& market : document.markets) {
    try {
      Study opened;
      StudySpec opened_spec = open_study(market, opened, forced);
      markets.push_back(std::move(opened));
      if (!spec) spec = std::move(opened_spec);
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  throw_if_any(problems);
  study = combine(document, std::move(markets), problems);
  throw_if_any(problems);
  return *std::move(spec);
}

StudySpec open(const StudyDocument& document, Study& study, std::optional<Infeasible> forced) {
  return document.markets.empty() ? open_study(document, study, forced)
                                  : open_markets(document, study, forced);
}

}  // namespace

Parsed<std::size_t> parse_schema(std::string_view text) {
  return parse_choice(text, "a known schema", {"1"});
}

Study load_study(const std::filesystem::path& file, const std::vector<Setting>& settings,
                 const LoadOptions& options) {
  return load_study(read_study_document(file, settings, options));
}

Study load_study(const StudyDocument& document) {
  Study study;
  const StudySpec spec = open(document, study, {});
  Problems problems;
  if (study.cells.empty()) {
    problems.push_back(
        {spec.account.wallet_location,
         fmt::format("the venue refuses every cell ({})", study.refused.front().reason)});
  }
  throw_if_any(problems);
  study.groups = bands_of(study);
  if (spec.baseline) set_baseline(*spec.baseline, study, problems);
  if (const Node* const precision = document.root.find("precision")) {
    check_precision(study, precision->location, problems);
  }
  study.gates = find_gates(spec.gates, study, problems);
  study.claims = find_claims(spec.claims, study, problems);
  throw_if_any(problems);
  study.sources = document.sources;
  return study;
}

Study load_reporting_refusals(const StudyDocument& document) {
  Study study;
  (void)open(document, study, Infeasible::report);
  study.sources = document.sources;
  return study;
}

}  // namespace marginwalk::scenario
