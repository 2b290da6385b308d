#include "sim/replay/lane_accounts.hpp"

#include <algorithm>

#include "core/expect.hpp"

namespace marginwalk::replay {
namespace {

using core::MarginMode;
using core::Money;
using core::Position;

/// Stamps whose charges are kept: a month of them, and no more than a cache holds.
constexpr std::size_t most_stamps = 96;

}  // namespace

void LaneAccounts::add(const core::Account& account, const std::vector<Watch>& screens) {
  const auto is_isolated = [](const Position& each) { return each.mode == MarginMode::isolated; };
  const auto& positions = account.positions;
  const bool isolated = std::all_of(positions.begin(), positions.end(), is_isolated);
  const bool cross = std::none_of(positions.begin(), positions.end(), is_isolated);
  const bool held = (isolated || cross) && !account.coin;
  const std::vector<Row> cash(isolated ? 1 + positions.size() : 1);
  accounts_.push_back({&account, held, isolated, find_book(account), cash, 0});
  bounds_.add(account, isolated, held ? screens : std::vector<Watch>());
}

std::size_t LaneAccounts::find_book(const core::Account& account) {
  Book book;
  for (const Position& position : account.positions) {
    book.legs.push_back({position.contract, position.size.value()});
  }
  for (std::size_t i = 0; i < books_.size(); ++i) {
    if (books_[i].legs == book.legs) return i;
  }
  books_.push_back(book);
  return books_.size() - 1;
}

void LaneAccounts::begin() {
  stamps_ = 0;
  bounds_.begin();
  for (Book& book : books_) {
    book.funding.fill(0);
    book.settled = 0;
  }
  for (Held& held : accounts_) {
    held.settled = 0;
    held.cash.front().fill(held.start->wallet.value());
    for (std::size_t i = 1; i < held.cash.size(); ++i) {
      held.cash[i].fill(held.start->positions[i - 1].margin.value());
    }
  }
}

void LaneAccounts::settle_funding(std::span<const Row> charges_of_one, const Row* marks) {
  const std::size_t contracts = world_->contracts();
  if (stamps_ == most_stamps) {
    for (Book& book : books_) settle(book, stamps_);
    for (Held& held : accounts_) settle(held, stamps_);
    for (Book& book : books_) book.settled = 0;
    for (Held& held : accounts_) held.settled = 0;
    stamps_ = 0;
  }
  charges_.resize(most_stamps * contracts);
  Row* const charges = &charges_[stamps_ * contracts];
  for (std::size_t i = 0; i < contracts; ++i) {
    for (std::size_t lane = 0; lane < random::lanes; ++lane) {
      charges[i][lane] = marks[i][lane] * charges_of_one[i][lane];
    }
  }
  ++stamps_;
  bounds_.settle_funding(charges);
}

Payments LaneAccounts::payments(const Book& book, std::size_t& settled, std::size_t stamps) const {
  MARGINWALK_EXPECTS(settled <= stamps);
  const std::size_t contracts = world_->contracts();
  const Payments all{book.legs.data(), book.legs.size(), &charges_[settled * contracts], contracts,
                     stamps - settled};
  settled = stamps;
  return all;
}

void LaneAccounts::settle(Book& book, std::size_t stamps) {
  if (book.settled != stamps) add_payments(payments(book, book.settled, stamps), book.funding);
}

void LaneAccounts::settle(Held& held, std::size_t stamps) {
  if (!held.held || held.settled == stamps) return;
  const Payments due = payments(books_[held.book], held.settled, stamps);
  if (held.isolated) {
    pay_from_margins(due, held.cash[0], held.cash.data() + 1);
  } else {
    pay_from_wallet(due, held.cash[0]);
  }
}

core::Money LaneAccounts::funding(std::size_t account, std::size_t lane) {
  Book& book = books_[accounts_[account].book];
  settle(book, stamps_);
  return Money(book.funding[lane]);
}

void LaneAccounts::pay(std::size_t account, std::size_t lane, bool before, core::Account& payer) {
  Held& held = accounts_[account];
  Book& book = books_[held.book];
  const std::size_t stamps = stamps_ - (before ? 1 : 0);
  settle(held, stamps);
  settle(book, stamps);
  payer.wallet = Money(held.cash[0][lane]);
  for (std::size_t i = 1; i < held.cash.size(); ++i) {
    payer.positions[i - 1].margin = Money(held.cash[i][lane]);
  }
  payer.ledger.funding = Money(book.funding[lane]);
}

}  // namespace marginwalk::replay
