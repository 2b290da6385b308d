#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/margin_state.hpp"
#include "core/position.hpp"
#include "core/venue.hpp"

namespace marginwalk::core {

/// What an account has paid and received since its start. With these, money balances on every path:
///
///     change of worth + fees + slippage + funding + interest + fund_received - fund_paid
///         + deleveraging_cost - deposits = PnL at the mark
struct Ledger {
  Money fees;
  Money slippage;           ///< fill against mark; positive = worse than the mark
  Money funding;            ///< positive = paid
  Money fund_paid;          ///< shortfalls beyond bankruptcy that the insurance fund paid for us
  Money fund_received;      ///< what the insurance fund gained from taking positions over
  Money deleveraging_cost;  ///< forced closes of winning positions, against the mark
  Money deposits;           ///< added by the trader after the start, borrowed money included
  Money interest;           ///< paid to who lent money

  /// All of them.
  static constexpr std::array<Money Ledger::*, 8> entries();
};

constexpr std::array<Money Ledger::*, 8> Ledger::entries() {
  return {&Ledger::fees,          &Ledger::slippage,          &Ledger::funding,  &Ledger::fund_paid,
          &Ledger::fund_received, &Ledger::deleveraging_cost, &Ledger::deposits, &Ledger::interest};
}

/// Marks: one price for each contract of the venue, by index, then one for each collateral asset.
/// Those of inverse contracts are reciprocals (core/inverse.hpp).
using Marks = std::span<const Price>;

/// A trader's account. The wallet and the collateral back all cross positions; an isolated position
/// is backed by the margin posted for it and by nothing else.
struct Account {
  Money wallet;  ///< cash that is not posted as isolated margin; below 0: a debt
  std::vector<Position> positions;
  Ledger ledger;
  std::vector<Size> collateral{};  ///< amounts, by Venue::collateral; may be shorter
  /// Where the account is in a coin, a contract settled in it: the coin's price is 1 / its mark.
  std::optional<std::size_t> coin{};

  /// Quote currency for one unit of the account's money.
  [[nodiscard]] double money_price(Marks marks) const {
    return coin ? 1 / marks[*coin].value() : 1;
  }
};

/// What is liquidated together: all cross positions of an account, or one isolated position.
class Scope {
 public:
  static Scope cross() { return Scope(all_cross); }
  static Scope isolated(std::size_t position) { return Scope(position); }

  [[nodiscard]] bool is_cross() const { return position_ == all_cross; }
  [[nodiscard]] std::size_t position() const { return position_; }

  bool operator==(const Scope&) const = default;

  [[nodiscard]] bool contains(const Account& account, std::size_t position) const {
    return is_cross() ? account.positions[position].mode == MarginMode::cross
                      : position_ == position;
  }

 private:
  static constexpr std::size_t all_cross = std::numeric_limits<std::size_t>::max();
  explicit Scope(std::size_t position) : position_(position) {}
  std::size_t position_;
};

/// The scope that a position belongs to.
[[nodiscard]] Scope scope_of(const Account& account, std::size_t position);

/// Whether an account, or a scope of it, holds anything.
[[nodiscard]] bool is_open(const Account& account);
[[nodiscard]] bool is_open(const Account& account, Scope scope);

/// Unrealised profit and requirements of one position at its mark. The initial requirement is
/// notional / leverage at the mark for a cross position, the posted margin for an isolated one; at
/// least the contract's initial margin rate.
[[nodiscard]] MarginState position_state(const Venue& venue, const Position& position, Price mark);

/// The state of a scope: its cash (wallet or posted margin) plus its positions.
[[nodiscard]] MarginState margin_state(const Venue& venue, const Account& account, Scope scope,
                                       Marks marks);

/// What stands behind the cross positions as collateral, after haircuts.
[[nodiscard]] Money collateral_value(const Venue& venue, const Account& account, Marks marks);

/// What an amount of collateral costs at its price: no haircut.
[[nodiscard]] Money collateral_worth(const Venue& venue, const Account& account, Marks marks);

/// Equity of the whole account, isolated margins included, after haircuts.
[[nodiscard]] Money equity(const Venue& venue, const Account& account, Marks marks);

/// What the whole account is worth in quote currency, without haircuts.
[[nodiscard]] Money worth(const Venue& venue, const Account& account, Marks marks);

/// Cash that isolated positions may draw on: the wallet as far as it is neither negative nor needed
/// as initial margin by cross positions.
[[nodiscard]] Money free_wallet(const Venue& venue, const Account& account, Marks marks);

}  // namespace marginwalk::core
