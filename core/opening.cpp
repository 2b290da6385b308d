#include "core/opening.hpp"

#include <algorithm>

#include "core/expect.hpp"
#include "core/inverse.hpp"
#include "core/leverage_limit.hpp"
#include "core/liquidation.hpp"
#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// Sums that are equal on paper may differ by rounding; a venue would not refuse for that.
constexpr double rounding = 1 + 1e-12;

Size requested_size(const Contract& contract, const PositionRequest& request) {
  // The face of an inverse contract is its notional in quote currency.
  const bool is_size =
      request.sizing == Sizing::size || (request.sizing == Sizing::notional && contract.inverse);
  const Size size = is_size ? Size(request.amount)
                    : request.sizing == Sizing::notional
                        ? Money(request.amount) / request.entry
                        : Money(request.amount * request.leverage) / request.entry;
  return signed_size(contract, request.is_long, size);
}

Position opened(const Venue& venue, const PositionRequest& request, double scale) {
  const Size size = requested_size(venue.contracts[request.contract], request);
  Position position{request.contract, size * scale,     request.entry,
                    request.mode,     request.leverage, Money(0)};
  if (request.sizing == Sizing::margin) position.leverage *= scale;
  if (request.mode == MarginMode::isolated) {
    position.margin = position.notional(position.entry) / position.leverage;
  }
  return position;
}

/// The largest factor k <= 1 with k x notionals <= cap x (funds + k x unrealised profit).
double scale_under_cap(const Venue& venue, const Account& funds,
                       const std::vector<PositionRequest>& requests,
                       std::optional<double> leverage_cap, Marks marks) {
  if (!leverage_cap) return 1;
  Money notionals;
  Money pnl;
  for (const PositionRequest& request : requests) {
    const Position position = opened(venue, request, 1);
    notionals += position.notional(marks[position.contract]);
    pnl += position.unrealised_pnl(marks[position.contract]);
  }
  const Money excess = notionals - *leverage_cap * pnl;
  const Money allowed = *leverage_cap * equity(venue, funds, marks);
  return excess > allowed ? std::max(0.0, allowed / excess) : 1;
}

std::optional<Refusal> check_tiers(const Venue& venue, const Account& account, Marks marks) {
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    const Contract& contract = venue.contracts[position.contract];
    const double size = tier_size(contract, position, marks[position.contract]);
    if (size > contract.tiers.limit()) {
      return Refusal{RefusalReason::size_above_last_tier, i, size, contract.tiers.limit()};
    }
    const double most = most_leverage(contract, contract.tiers.at(size), position.mode);
    if (position.leverage > most * rounding) {
      return Refusal{RefusalReason::leverage_above_tier, i, position.leverage, most};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> check_margins(const Venue& venue, const Account& account, Money wallet,
                                     Marks marks) {
  Money posted;
  for (const Position& position : account.positions) posted += position.margin;
  if (posted > wallet * rounding) {
    return Refusal{RefusalReason::margin_above_wallet, {}, posted.value(), wallet.value()};
  }
  const MarginState cross = margin_state(venue, account, Scope::cross(), marks);
  if (cross.initial > std::max(Money(0), cross.equity) * rounding) {
    return Refusal{
        RefusalReason::initial_above_equity, {}, cross.initial.value(), cross.equity.value()};
  }
  if (const std::optional<Scope> breach = assess(venue, account, marks).breach) {
    const MarginState state = margin_state(venue, account, *breach, marks);
    const auto position = breach->is_cross() ? std::nullopt : std::optional(breach->position());
    return Refusal{RefusalReason::liquidatable, position, state.maintenance.value(),
                   state.equity.value()};
  }
  return std::nullopt;
}

}  // namespace

Account requested_account(const Venue& venue, const Account& funds,
                          const std::vector<PositionRequest>& requests,
                          std::optional<double> leverage_cap, Marks marks) {
  const double scale = scale_under_cap(venue, funds, requests, leverage_cap, marks);
  Account account = funds;
  for (const PositionRequest& request : requests) {
    MARGINWALK_EXPECTS(request.amount > 0 && request.leverage > 0);
    account.positions.push_back(opened(venue, request, scale));
    account.wallet -= account.positions.back().margin;
  }
  return account;
}

std::variant<Account, Refusal> open_account(const Venue& venue, const Account& funds,
                                            const std::vector<PositionRequest>& requests,
                                            std::optional<double> leverage_cap, Marks marks) {
  Account account = requested_account(venue, funds, requests, leverage_cap, marks);
  if (const auto refusal = check_tiers(venue, account, marks)) return *refusal;
  if (const auto refusal = check_margins(venue, account, funds.wallet, marks)) return *refusal;
  return account;
}

}  // namespace marginwalk::core
