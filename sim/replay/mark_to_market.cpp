#include "sim/replay/mark_to_market.hpp"

#include <algorithm>

namespace marginwalk::replay {

using core::Money;

void MarkToMarket::begin(const std::vector<core::Price>& start_marks) {
  pnl_ = Money(0);
  booked_ = start_marks;
  ledger_ = valued_ = {};
}

void MarkToMarket::book(const core::Account& account, core::Marks marks) {
  pnl_ += since_booked(account, marks);
  std::copy(marks.begin(), marks.end(), booked_.begin());
}

void MarkToMarket::value_flows(const core::Account& account, core::Marks marks) {
  if (!account.coin) return;
  const double price = account.money_price(marks);
  for (const auto entry : core::Ledger::entries()) {
    ledger_.*entry += (account.ledger.*entry - valued_.*entry) * price;
  }
  valued_ = account.ledger;
}

/// What an account in a coin holds is its cash, plus for each position with profit size x (mark -
/// entry) in coins and mark = 1 / price, -size x entry coins.
Money MarkToMarket::since_booked(const core::Account& account, core::Marks marks) const {
  if (account.coin) {
    Money coins = account.wallet;
    for (const core::Position& position : account.positions) {
      coins += position.margin - position.size * position.entry;
    }
    return coins * (account.money_price(marks) - account.money_price(booked_));
  }
  Money pnl;
  for (const core::Position& position : account.positions) {
    pnl += position.size * (marks[position.contract] - booked_[position.contract]);
  }
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    pnl += account.collateral[i] * (marks[contracts_ + i] - booked_[contracts_ + i]);
  }
  return pnl;
}

}  // namespace marginwalk::replay
