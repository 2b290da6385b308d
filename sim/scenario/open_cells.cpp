#include "sim/scenario/open_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/scenario/refusal_text.hpp"

namespace marginwalk::scenario {
namespace {

/// The account's positions under a policy.
std::vector<PositionSpec> positions_under(const PolicySpec& spec, const AccountSpec& account,
                                          Problems& problems) {
  std::vector<PositionSpec> positions = account.positions;
  const auto override_settings = [&](PositionSpec& position) {
    if (spec.policy.margin_mode) position.margin_mode = spec.policy.margin_mode;
    if (spec.policy.leverage) position.leverage = spec.policy.leverage;
  };
  for (PositionSpec& position : positions) override_settings(position);
  std::vector<PositionSpec> changes = spec.changes;
  for (PositionSpec& change : changes) {
    if (!change.margin_mode) change.margin_mode = spec.policy.margin_mode;
    if (!change.leverage) change.leverage = spec.policy.leverage;
  }
  return merged(positions, changes, problems);
}

std::size_t index_of_contract(const core::Venue& venue, const std::string& name) {
  const auto found =
      std::find_if(venue.contracts.begin(), venue.contracts.end(),
                   [&](const core::Contract& contract) { return contract.name == name; });
  return static_cast<std::size_t>(found - venue.contracts.begin());
}

core::PositionRequest request_for(const PositionSpec& position, const core::Venue& venue,
                                  const std::vector<core::Price>& marks) {
  const std::size_t contract = index_of_contract(venue, position.contract);
  return {contract,
          position.is_long,
          position.size->sizing,
          position.size->amount,
          position.entry.value_or(marks[contract]),
          position.margin_mode.value_or(core::MarginMode::cross),
          position.leverage.value_or(1)};
}

void report_missing_leverage(const PolicySpec& spec, const std::vector<PositionSpec>& positions,
                             Problems& problems) {
  for (const PositionSpec& position : positions) {
    if (position.leverage) continue;
    problems.push_back(
        {position.location, fmt::format("{} has no leverage in cell {} (give it in the position or "
                                        "in policies)",
                                        position.contract, spec.policy.name)});
  }
}

/// Both sides of one contract are one position where there is no hedge mode. Needs positions sorted
/// by contract.
void report_hedges(const core::Venue& venue, const std::vector<PositionSpec>& positions,
                   Problems& problems) {
  for (std::size_t i = 1; i < positions.size() && !venue.hedge_mode; ++i) {
    const PositionSpec& position = positions[i];
    if (position.contract != positions[i - 1].contract) continue;
    problems.push_back(
        {position.location, fmt::format("{} is held long and short (venue {} has no hedge mode)",
                                        position.contract, venue.name)});
  }
}

}  // namespace

void open_cells(Study& study, const AccountSpec& account, const std::vector<PolicySpec>& policies,
                Infeasible infeasible, Problems& problems) {
  const std::vector<core::Price> marks = replay::start_marks(study.market);
  for (const PolicySpec& spec : policies) {
    const std::size_t before = problems.size();
    const std::vector<PositionSpec> positions = positions_under(spec, account, problems);
    report_missing_leverage(spec, positions, problems);
    report_hedges(study.venue, positions, problems);
    if (problems.size() > before) continue;

    std::vector<core::PositionRequest> requests;
    for (const PositionSpec& position : positions) {
      requests.push_back(request_for(position, study.venue, marks));
    }
    const std::optional<double> cap = spec.policy.leverage_cap;
    auto opened = infeasible == Infeasible::keep
                      ? core::requested_account(account.wallet, requests, cap, marks)
                      : core::open_account(study.venue, account.wallet, requests, cap, marks);
    if (auto* const open = std::get_if<core::Account>(&opened)) {
      const core::Money equity = core::equity(*open, marks);
      study.cells.push_back({spec.policy, std::move(*open), equity});
      continue;
    }
    const core::Refusal& refusal = std::get<core::Refusal>(opened);
    const std::string reason =
        refusal_text(refusal, {study.venue, marks, requests, cap.has_value()});
    if (infeasible == Infeasible::report) {
      study.refused.push_back({spec.policy, reason});
    } else {
      problems.push_back(
          {refusal.position ? positions[*refusal.position].location : account.wallet_location,
           fmt::format("the venue refuses cell {} ({})", spec.policy.name, reason)});
    }
  }
}

}  // namespace marginwalk::scenario
