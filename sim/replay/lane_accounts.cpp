#include "sim/replay/lane_accounts.hpp"

#include <algorithm>

#include "sim/replay/interval_kernels.hpp"
#include "sim/replay/lane_kernels.hpp"

namespace marginwalk::replay {

using core::MarginMode;
using core::Money;
using core::Position;
using core::Tripwire;

LaneAccounts::LaneAccounts(const World& world, const std::vector<core::Account>& accounts)
    : world_(&world) {
  for (const core::Account& account : accounts) {
    const auto is_isolated = [](const Position& each) { return each.mode == MarginMode::isolated; };
    const auto& positions = account.positions;
    const bool isolated = std::all_of(positions.begin(), positions.end(), is_isolated);
    const bool cross = std::none_of(positions.begin(), positions.end(), is_isolated);
    accounts_.push_back(
        {&account, isolated || cross, isolated, find_book(account), now_.size(), {}});
    now_.resize(now_.size() + 1 + (isolated ? positions.size() : 0));
  }
  before_ = now_;
}

std::size_t LaneAccounts::find_leg(const Position& position) {
  const double size = position.size.value();
  for (std::size_t i = 0; i < legs_.size(); ++i) {
    if (legs_[i].contract == position.contract && legs_[i].size == size) return i;
  }
  legs_.push_back({position.contract, size, {}});
  return legs_.size() - 1;
}

std::size_t LaneAccounts::find_book(const core::Account& account) {
  std::vector<std::size_t> legs;
  for (const Position& position : account.positions) legs.push_back(find_leg(position));
  for (std::size_t i = 0; i < books_.size(); ++i) {
    if (books_[i].legs == legs) return i;
  }
  books_.push_back({legs, {}});
  return books_.size() - 1;
}

void LaneAccounts::watch(std::size_t account, std::vector<Watch> screens) {
  Held& held = accounts_[account];
  for (const Watch& watch : screens) {
    const bool on_margin = watch.backing == Tripwire::Backing::margin;
    held.screens.push_back({watch, held.wallet + (on_margin ? 1 + watch.position : 0), {}});
  }
}

void LaneAccounts::begin() {
  for (Book& book : books_) book.funding.fill(0);
  for (Held& held : accounts_) {
    now_[held.wallet].fill(held.start->wallet.value());
    for (std::size_t i = 0; held.isolated && i < held.start->positions.size(); ++i) {
      now_[held.wallet + 1 + i].fill(held.start->positions[i].margin.value());
    }
    for (Screen& screen : held.screens) scale(screen, now_[screen.row]);
  }
}

void LaneAccounts::scale(Screen& screen, const Row& cash) {
  for (std::size_t i = 0; i < random::lanes; ++i) {
    screen.cash[i] = (cash[i] + screen.watch.fixed) * screen.watch.per_scale;
  }
}

void LaneAccounts::find_touched(const Needed& needed, std::vector<LaneMask>& touched) const {
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    if (touched[i] == 0) continue;
    LaneMask found = 0;
    for (const Screen& screen : accounts_[i].screens) {
      found |= where_above(needed(screen.watch.direction), screen.cash);
    }
    touched[i] &= found;
  }
}

void LaneAccounts::settle_funding(const Row* marks) {
  const double rate = world_->market().funding.rate.value();
  for (Leg& leg : legs_) find_payment(leg.size, rate, marks[leg.contract], leg.payment);
  for (Book& book : books_) {
    book.funding_before = book.funding;
    for (const std::size_t leg : book.legs) add(book.funding, legs_[leg].payment);
  }
  std::swap(now_, before_);
  for (Held& held : accounts_) {
    if (!held.held) continue;
    settle(held);
    for (Screen& screen : held.screens) scale(screen, now_[screen.row]);
  }
}

void LaneAccounts::settle(const Held& held) {
  const std::vector<std::size_t>& legs = books_[held.book].legs;
  Row wallet = before_[held.wallet];
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const Row& payment = legs_[legs[i]].payment;
    if (held.isolated) {
      const std::size_t margin = held.wallet + 1 + i;
      now_[margin] = before_[margin];
      pay_isolated(payment, wallet, now_[margin]);
    } else {
      subtract(wallet, payment);
    }
  }
  now_[held.wallet] = wallet;
}

double LaneAccounts::cash(std::size_t account, std::size_t lane, const Watch& watch) const {
  const Held& held = accounts_[account];
  double cash = 0;
  if (watch.backing == Tripwire::Backing::everything) {
    for (std::size_t i = 0; i < rows(held); ++i) cash += now_[held.wallet + i][lane];
  } else {
    const bool on_margin = watch.backing == Tripwire::Backing::margin;
    cash = now_[held.wallet + (on_margin ? 1 + watch.position : 0)][lane];
  }
  return (cash + watch.fixed) * watch.per_scale;
}

void LaneAccounts::copy(std::size_t account, std::size_t lane, bool before,
                        core::Account& copy) const {
  const Held& held = accounts_[account];
  const std::vector<Row>& cash = before ? before_ : now_;
  copy = *held.start;
  copy.wallet = Money(cash[held.wallet][lane]);
  for (std::size_t i = 0; held.isolated && i < copy.positions.size(); ++i) {
    copy.positions[i].margin = Money(cash[held.wallet + 1 + i][lane]);
  }
  const Book& book = books_[held.book];
  copy.ledger.funding = Money((before ? book.funding_before : book.funding)[lane]);
}

}  // namespace marginwalk::replay
