#pragma once

#include <optional>

#include "core/liquidation.hpp"

namespace marginwalk::core {

/// One step of a liquidation while it happens: closes parts of a scope's positions and keeps the
/// account of it. A close moves its profit at the fill into the scope's cash, which may turn
/// negative until the scope is empty.
class LiquidationStep {
 public:
  /// All must outlive the step.
  LiquidationStep(const Venue& venue, Account& account, Scope scope, Marks marks,
                  const Liquidity& liquidity);

  [[nodiscard]] Account& account() { return *account_; }
  [[nodiscard]] const Contract& contract(const Position& position) const {
    return venue_->contracts[position.contract];
  }
  [[nodiscard]] Price mark(const Position& position) const { return marks_[position.contract]; }

  /// The price of an order that closes a part of a position: the mark less slippage.
  [[nodiscard]] Price fill(const Position& position, Size part) const;
  [[nodiscard]] bool depends_on_size(const Position& position) const {
    return liquidity_->depends_on_size(position.contract);
  }

  /// The scope as it is now.
  [[nodiscard]] MarginState state() const {
    return margin_state(*venue_, *account_, scope_, marks_);
  }

  /// The open position with the least unrealised profit; none where nothing is open.
  [[nodiscard]] std::optional<std::size_t> worst() const;

  template <class Visit>
  void for_each_open(Visit&& visit) {
    for (std::size_t i = 0; i < account_->positions.size(); ++i) {
      if (scope_.contains(*account_, i) && account_->positions[i].open()) visit(i);
    }
  }

  /// Closes a part of a position, or all of it, on the book; `part` > 0. Answers the fee due.
  Money close(std::size_t position, Size part);
  Money close(std::size_t position) {
    return close(position, abs(account_->positions[position].size));
  }

  /// Closes longs against shorts of the same contract at the mark, as far as they go. Answers
  /// whether there were any.
  bool net_hedges();

  /// Takes a fee from the scope's cash, at most its equity.
  void pay_fee(Money due);

  /// What the insurance fund pays in.
  void receive_from_fund(Money amount);

  /// The venue takes all positions of the scope, its cash and its collateral over at the mark.
  void take_over();

  /// What the step has written down so far, but for the state before it, is void.
  void forget();

  /// Settles what is left and writes the step into the ledger.
  [[nodiscard]] Liquidation finish();

 private:
  [[nodiscard]] Money& cash();
  void close_at(std::size_t position, Size part, Price price);
  void sell_collateral();

  const Venue* venue_;
  Account* account_;
  Scope scope_;
  Marks marks_;
  const Liquidity* liquidity_;
  Liquidation result_;
};

}  // namespace marginwalk::core
