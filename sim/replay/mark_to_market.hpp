#pragma once

#include <vector>

#include "core/account.hpp"

namespace marginwalk::replay {

/// The books of an account along a path, in quote currency: what its positions and its collateral
/// have made at the mark, and what it has paid and received.
///
/// They are kept up to the last change of what is held. Of an account in a coin, every payment is
/// worth what the coin was when it was made.
class MarkToMarket {
 public:
  /// Of a venue with so many contracts.
  explicit MarkToMarket(std::size_t contracts) : contracts_(contracts) {}

  /// At the start of a path.
  void begin(const std::vector<core::Price>& start_marks);

  /// Before what is held changes: books what it has made up to here.
  void book(const core::Account& account, core::Marks marks);

  /// After something has been paid.
  void value_flows(const core::Account& account, core::Marks marks);

  /// What has been made at the mark, as far as it is booked; and up to here.
  [[nodiscard]] core::Money pnl() const { return pnl_; }
  [[nodiscard]] core::Money pnl(const core::Account& account, core::Marks marks) const {
    return pnl_ + since_booked(account, marks);
  }

  /// What has been paid and received.
  [[nodiscard]] const core::Ledger& ledger(const core::Account& account) const {
    return account.coin ? ledger_ : account.ledger;
  }

 private:
  [[nodiscard]] core::Money since_booked(const core::Account& account, core::Marks marks) const;

  std::size_t contracts_;
  core::Money pnl_;
  std::vector<core::Price> booked_;  ///< marks up to which it is booked
  core::Ledger ledger_;              ///< of an account in a coin
  core::Ledger valued_;              ///< its own ledger, as far as that is valued, in coins
};

}  // namespace marginwalk::replay
