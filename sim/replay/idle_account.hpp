#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "core/account.hpp"

namespace marginwalk::replay {

/// What would have become of an account that nobody ever liquidates or closes: what it held at the
/// start, what its entries have opened since, and the funding of the former.
class IdleAccount {
 public:
  /// Of an account as it is at the start, which must live as long.
  explicit IdleAccount(const core::Account& start) : start_(&start) {}

  /// At the start of a path.
  void begin();

  /// A funding stamp; `charges` by contract, 0 where none is due.
  void pay(std::span<const core::Price> charges);

  /// What it has paid in all, where that is known from elsewhere.
  void set_paid(core::Money paid) { paid_ = paid; }

  /// A position that is open now, by its entry.
  void enter(std::size_t index, const core::Position& position) {
    entered_.emplace_back(index, position);
  }

  /// In quote currency.
  [[nodiscard]] core::Money worth(const core::Venue& venue, core::Marks marks) const;

 private:
  const core::Account* start_;
  core::Money paid_;
  std::vector<std::pair<std::size_t, core::Position>> entered_;  ///< by index of the account's
};

}  // namespace marginwalk::replay
