#include "sim/scenario/open_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/inverse.hpp"
#include "sim/scenario/funds.hpp"
#include "sim/scenario/marketplace.hpp"
#include "sim/scenario/read_reserve.hpp"
#include "sim/scenario/refusal_text.hpp"
#include "sim/scenario/size_position.hpp"

namespace marginwalk::scenario {
namespace {

/// The account's positions under a policy.
std::vector<PositionSpec> positions_under(const PolicySpec& spec, const AccountSpec& account,
                                          Problems& problems) {
  std::vector<PositionSpec> positions = spec.policy.book ? spec.book : account.positions;
  const auto override_settings = [&](PositionSpec& position) {
    if (spec.policy.margin_mode) position.margin_mode = spec.policy.margin_mode;
    if (spec.policy.leverage) position.leverage = spec.policy.leverage;
  };
  for (PositionSpec& position : positions) {
    override_settings(position);
    position.conduct = merged(merged(account.conduct, position.conduct), spec.conduct);
  }
  std::vector<PositionSpec> changes = spec.changes;
  for (PositionSpec& change : changes) {
    const bool is_held = std::any_of(positions.begin(), positions.end(),
                                     [&](const auto& each) { return is_same_leg(each, change); });
    if (!is_held) change.conduct = merged(merged(account.conduct, spec.conduct), change.conduct);
    if (!change.margin_mode) change.margin_mode = spec.policy.margin_mode;
    if (!change.leverage) change.leverage = spec.policy.leverage;
  }
  return merged(positions, changes, problems);
}

core::PositionRequest request_for(const PositionSpec& position, const core::Venue& venue,
                                  const std::vector<core::Price>& marks) {
  const std::size_t index = index_of_contract(venue, position.contract);
  const core::Contract& contract = venue.contracts[index];
  const bool in_contracts = contract.inverse && position.size->sizing == core::Sizing::size;
  return {index,
          position.is_long,
          position.size->sizing,
          position.size->amount * (in_contracts ? contract.contract_size.value() : 1),
          position.entry ? core::quoted(contract, *position.entry) : marks[index],
          position.margin_mode.value_or(core::MarginMode::cross),
          position.leverage.value_or(1)};
}

/// What may be lost at most, in quote currency, where every position is sized by that; else 0.
core::Money stated_risk(const std::vector<PositionSpec>& positions, const core::Account& funds) {
  core::Money sum;
  for (const PositionSpec& position : positions) {
    if (position.size->by != SizeBy::risk || funds.coin) return {};
    sum += core::Money(position.size->amount);
  }
  return sum;
}

/// Of a year, by contract; empty where the model has none.
std::vector<double> volatility_by_contract(const Study& study, const Marketplace& place) {
  const std::vector<double>& of_assets = study.model_at(place).volatility;
  std::vector<double> result;
  for (std::size_t i = 0; i < place.venue.contracts.size() && !of_assets.empty(); ++i) {
    result.push_back(of_assets[place.market.asset_of(place.market.underlying[i])]);
  }
  return result;
}

void report_missing_leverage(const PolicySpec& spec, const std::vector<PositionSpec>& positions,
                             Problems& problems) {
  for (const PositionSpec& position : positions) {
    if (position.leverage || (position.size && fills_account(position.size->by))) continue;
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

/// Opens cells one by one.
class Opening {
 public:
  Opening(Study& study, const AccountSpec& account, Infeasible infeasible, Problems& problems)
      : study_(study), account_(account), infeasible_(infeasible), problems_(problems) {}

  void open(const PolicySpec& policy, const VenueChoice& choice, std::size_t place) {
    const core::Venue& venue = study_.marketplaces[place].venue;
    const std::size_t before = problems_.size();
    std::vector<PositionSpec> positions = positions_under(policy, account_, problems_);
    report_missing_leverage(policy, positions, problems_);
    report_hedges(venue, positions, problems_);
    if (problems_.size() > before) return;
    for (const PositionSpec& position : positions) {
      const auto why = choice.unavailable.find(position.contract);
      if (why != choice.unavailable.end()) {
        return refuse(policy, position.location, why->second.front().message);
      }
    }
    auto funds = funds_at(choice.spec, study_.marketplaces[place], account_.wallet);
    if (const auto* const reason = std::get_if<std::string>(&funds)) {
      return refuse(policy, account_.wallet_location, *reason);
    }
    keep_reserve(positions, std::get<core::Account>(funds));
    const core::Money risk = stated_risk(positions, std::get<core::Account>(funds));
    const SizingGround ground{policy.policy.name, study_.marketplaces[place], model_at(place),
                              std::get<core::Account>(funds)};
    for (PositionSpec& position : positions) {
      settle_size(position, ground, problems_);
    }
    if (problems_.size() > before) return;
    open(policy, positions, std::get<core::Account>(funds), risk, place);
  }

 private:
  /// Null where there is none: nothing will be run then.
  const paths::ModelParameters* model_at(std::size_t place) const {
    const paths::ModelParameters& model = study_.model_at(study_.marketplaces[place]);
    return model.volatility.empty() ? nullptr : &model;
  }

  /// All positions have the same one.
  void keep_reserve(std::vector<PositionSpec>& positions, core::Account& funds) {
    const core::Account whole = funds;
    for (PositionSpec& position : positions) {
      funds = whole;
      const std::size_t before = problems_.size();
      set_reserve_aside(position.conduct, funds, problems_);
      if (problems_.size() > before) return;
    }
  }

  void open(const PolicySpec& policy, const std::vector<PositionSpec>& positions,
            const core::Account& funds, core::Money risk, std::size_t place) {
    const core::Venue& venue = study_.marketplaces[place].venue;
    std::vector<ConductSpec> conducts;
    for (const PositionSpec& position : positions) conducts.push_back(position.conduct);
    const std::optional<std::size_t> last_prices = find_last_prices(conducts, place);
    const std::vector<core::Price> marks = replay::start_marks(study_.marketplaces[place].market);
    std::vector<core::PositionRequest> requests;
    for (const PositionSpec& position : positions) {
      requests.push_back(request_for(position, venue, marks));
    }
    const std::optional<double> cap = policy.policy.leverage_cap;
    auto opened = infeasible_ == Infeasible::keep
                      ? core::requested_account(venue, funds, requests, cap, marks)
                      : core::open_account(venue, funds, requests, cap, marks);
    if (auto* const account = std::get_if<core::Account>(&opened)) {
      const core::Money worth = core::worth(venue, *account, marks);
      const auto after = policy.policy.after_liquidation.value_or(account_.after_liquidation);
      std::vector<core::Sizing> sizings;
      for (const core::PositionRequest& each : requests) sizings.push_back(each.sizing);
      auto rules = rules_for(
          conducts,
          {venue, *account, marks, study_.clock, after,
           volatility_by_contract(study_, study_.marketplaces[place]), sizings, last_prices},
          problems_);
      study_.cells.push_back(
          {policy.policy, std::move(*account), worth, {after, std::move(rules), risk}, place});
      return;
    }
    const core::Refusal& refusal = std::get<core::Refusal>(opened);
    refuse(policy,
           refusal.position ? positions[*refusal.position].location : account_.wallet_location,
           refusal_text(refusal, {venue, marks, requests, cap.has_value()}));
  }

  std::optional<std::size_t> find_last_prices(const std::vector<ConductSpec>& conducts,
                                              std::size_t place) {
    if (std::none_of(conducts.begin(), conducts.end(), asks_last_price)) return std::nullopt;
    Marketplace& market = study_.marketplaces[place];
    return list_last_prices(study_.model_at(market), market);
  }

  void refuse(const PolicySpec& policy, const Location& location, const std::string& reason) {
    if (infeasible_ == Infeasible::report) {
      study_.refused.push_back({policy.policy, reason});
    } else {
      problems_.push_back(
          {location, fmt::format("the venue refuses cell {} ({})", policy.policy.name, reason)});
    }
  }

  Study& study_;
  const AccountSpec& account_;
  Infeasible infeasible_;
  Problems& problems_;
};

}  // namespace

void open_cells(Study& study, const AccountSpec& account, const std::vector<PolicySpec>& policies,
                const std::vector<VenueChoice>& venues, Infeasible infeasible, Problems& problems) {
  Opening opening(study, account, infeasible, problems);
  for (const PolicySpec& policy : policies) {
    const std::optional<std::string>& wanted = policy.policy.venue;
    const auto found = std::find_if(venues.begin(), venues.end(), [&](const VenueChoice& each) {
      return !wanted || each.spec.name == *wanted;
    });
    opening.open(policy, *found, static_cast<std::size_t>(found - venues.begin()));
  }
}

}  // namespace marginwalk::scenario
