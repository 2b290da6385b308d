#include "core/liquidation_step.hpp"

#include <algorithm>

#include "core/debt.hpp"
#include "core/expect.hpp"
#include "core/inverse.hpp"

namespace marginwalk::core {

LiquidationStep::LiquidationStep(const Venue& venue, Account& account, Scope scope, Marks marks,
                                 const Liquidity& liquidity)
    : venue_(&venue), account_(&account), scope_(scope), marks_(marks), liquidity_(&liquidity) {
  result_.scope = scope;
  result_.before = state();
  result_.worst_position = worst().value_or(0);
}

Price LiquidationStep::fill(const Position& position, Size part) const {
  const Contract& of = contract(position);
  const Price at = mark(position);
  const Rate loss = liquidity_->loss(position.contract, quote_notional(of, part, at));
  return worse_by(of, at, loss, !is_long(of, position));
}

std::optional<std::size_t> LiquidationStep::worst() const {
  std::optional<std::size_t> found;
  Money least(std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < account_->positions.size(); ++i) {
    const Position& position = account_->positions[i];
    if (!scope_.contains(*account_, i) || !position.open()) continue;
    if (const Money pnl = position.unrealised_pnl(mark(position)); pnl < least) {
      least = pnl;
      found = i;
    }
  }
  return found;
}

Money& LiquidationStep::cash() {
  return scope_.is_cross() ? account_->wallet : account_->positions[scope_.position()].margin;
}

Money LiquidationStep::close(std::size_t index, Size part) {
  const Position& position = account_->positions[index];
  const Price at = fill(position, part);
  const Money fee = part * at * contract(position).liquidation_fee;
  close_at(index, part, at);
  return fee;
}

void LiquidationStep::close_at(std::size_t index, Size part, Price price) {
  constexpr double rounding = 1e-12;  // what is left of a position after it is nothing
  Position& position = account_->positions[index];
  const Size whole = abs(position.size);
  MARGINWALK_EXPECTS(part > Size(0) && part <= whole * (1 + rounding));
  const bool all = whole - part <= rounding * whole;
  const Size closed = all ? position.size : position.size * (part / whole);
  result_.slippage += closed * (mark(position) - price);
  cash() += closed * (price - position.entry);
  position.size = all ? Size(0) : position.size - closed;
}

bool LiquidationStep::net_hedges() {
  bool any = false;
  for_each_open([&](std::size_t i) {
    for_each_open([&](std::size_t k) {
      const Position& a = account_->positions[i];
      const Position& b = account_->positions[k];
      if (k <= i || a.contract != b.contract || !a.open() ||
          (a.size > Size(0)) == (b.size > Size(0)))
        return;
      const Size part = std::min(abs(a.size), abs(b.size));
      close_at(i, part, mark(a));
      close_at(k, part, mark(b));
      any = true;
    });
  });
  return any;
}

void LiquidationStep::pay_fee(Money due) {
  const Money fee = std::min(due, std::max(Money(0), state().equity));
  result_.fee += fee;
  cash() -= fee;
}

void LiquidationStep::receive_from_fund(Money amount) {
  result_.shortfall += amount;
  cash() += amount;
}

void LiquidationStep::take_over() {
  Money equity = state().equity;
  if (scope_.is_cross()) {
    equity +=
        collateral_worth(*venue_, *account_, marks_) - collateral_value(*venue_, *account_, marks_);
    std::fill(account_->collateral.begin(), account_->collateral.end(), Size(0));
  }
  (equity >= Money(0) ? result_.taken : result_.shortfall) += abs(equity);
  for_each_open([&](std::size_t i) { account_->positions[i].size = Size(0); });
  cash() = Money(0);
}

void LiquidationStep::sell_collateral() {
  result_.slippage += sell_collateral_for_debt(*venue_, *account_, marks_);
  result_.fee -= return_unpaid_fee(*account_, result_.fee);
}

void LiquidationStep::forget() { result_.slippage = result_.fee = result_.shortfall = Money(0); }

Liquidation LiquidationStep::finish() {
  result_.complete = !worst();
  Money& left = cash();
  if (result_.complete && scope_.is_cross()) sell_collateral();
  if (result_.complete && left < Money(0)) {
    result_.shortfall -= left;
    left = Money(0);
  }
  result_.left = left;
  if (result_.complete && !scope_.is_cross()) {
    account_->wallet += left;
    left = Money(0);
  }
  account_->ledger.slippage += result_.slippage;
  account_->ledger.fees += result_.fee;
  account_->ledger.fund_paid += result_.shortfall;
  account_->ledger.fund_received += result_.taken;
  return result_;
}

}  // namespace marginwalk::core
