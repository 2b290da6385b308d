#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "core/margin_state.hpp"
#include "core/position.hpp"
#include "core/venue.hpp"

namespace marginwalk::core {

/// What an account has paid and received since its start. With these, money balances on every path:
///
///     change of equity + fees + slippage + funding + fund_received - fund_paid
///         + deleveraging_cost - deposits = PnL at the mark
struct Ledger {
  Money fees;
  Money slippage;           ///< fill against mark; positive = worse than the mark
  Money funding;            ///< positive = paid
  Money fund_paid;          ///< shortfalls beyond bankruptcy that the insurance fund paid for us
  Money fund_received;      ///< what the insurance fund gained from taking positions over
  Money deleveraging_cost;  ///< forced closes of winning positions, against the mark
  Money deposits;           ///< added by the trader after the start
};

/// Marks: one price for each contract of the venue, by index.
using Marks = std::span<const Price>;

/// A trader's account. The wallet backs all cross positions; an isolated position is backed by the
/// margin posted for it and by nothing else.
struct Account {
  Money wallet;  ///< cash that is not posted as isolated margin
  std::vector<Position> positions;
  Ledger ledger;
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

/// Unrealised profit and requirements of one position at its mark. The initial requirement is
/// notional / leverage at the mark for a cross position, the posted margin for an isolated one.
[[nodiscard]] MarginState position_state(const Venue& venue, const Position& position, Price mark);

/// The state of a scope: its cash (wallet or posted margin) plus its positions.
[[nodiscard]] MarginState margin_state(const Venue& venue, const Account& account, Scope scope,
                                       Marks marks);

/// Equity of the whole account, isolated margins included.
[[nodiscard]] Money equity(const Account& account, Marks marks);

/// Cash that isolated positions may draw on: the wallet as far as it is neither negative nor needed
/// as initial margin by cross positions.
[[nodiscard]] Money free_wallet(const Venue& venue, const Account& account, Marks marks);

}  // namespace marginwalk::core
