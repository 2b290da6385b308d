#include "sim/scenario/refusal_text.hpp"

#include <fmt/format.h>

#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

/// In coins where the contract is inverse, as its tiers are.
core::Money requested_notional(const core::PositionRequest& request, const core::Contract& contract,
                               core::Marks marks) {
  const bool is_face = contract.inverse && request.sizing == core::Sizing::notional;
  if (request.sizing == core::Sizing::size || is_face) {
    return core::Size(request.amount) * marks[request.contract];
  }
  const double leverage = request.sizing == core::Sizing::margin ? request.leverage : 1;
  return core::Money(request.amount * leverage) * (marks[request.contract] / request.entry);
}

std::string contract_of(const core::Refusal& refusal, const Application& application) {
  if (!refusal.position) return "the account";
  return application.venue.contracts[application.requests[*refusal.position].contract].name;
}

std::string leverage_refusal(const core::Refusal& refusal, const Application& application) {
  // Under a cap the size is not the one that was asked for, so its notional would mislead.
  std::string notional = "its notional";
  if (!application.capped && refusal.position) {
    const core::PositionRequest& request = application.requests[*refusal.position];
    const core::Contract& contract = application.venue.contracts[request.contract];
    notional = "a notional of " +
               amount_text(requested_notional(request, contract, application.marks).value());
  }
  return fmt::format("leverage {} of {} is above the maximum of {} for {} at venue {}",
                     leverage_text(refusal.needed), contract_of(refusal, application),
                     leverage_text(refusal.available), notional, application.venue.name);
}

std::string size_refusal(const core::Refusal& refusal, const Application& application) {
  const core::Contract& contract =
      application.venue.contracts[application.requests[*refusal.position].contract];
  const bool in_contracts = contract.maintenance_rule.tier_measure == core::TierMeasure::contracts;
  return fmt::format("the {} of {} in {} is above {}, where the tiers of venue {} end",
                     in_contracts ? "number of contracts" : "notional", amount_text(refusal.needed),
                     contract.name, amount_text(refusal.available), application.venue.name);
}

}  // namespace

std::string refusal_text(const core::Refusal& refusal, const Application& application) {
  const std::string needed = amount_text(refusal.needed);
  const std::string available = amount_text(refusal.available);
  switch (refusal.reason) {
    case core::RefusalReason::margin_above_wallet:
      return fmt::format("isolated margins of {} are above the wallet of {}", needed, available);
    case core::RefusalReason::initial_above_equity:
      return fmt::format(
          "the cross positions need an initial margin of {}, above the equity of {} that is left "
          "for them",
          needed, available);
    case core::RefusalReason::leverage_above_tier:
      return leverage_refusal(refusal, application);
    case core::RefusalReason::size_above_last_tier:
      return size_refusal(refusal, application);
    case core::RefusalReason::liquidatable:
      return fmt::format(
          "{} would be liquidated at once (its maintenance requirement is {}, its equity {})",
          contract_of(refusal, application), needed, available);
  }
  return "";
}

}  // namespace marginwalk::scenario
