#pragma once

#include <optional>

#include "core/account.hpp"

namespace marginwalk::core {

/// What one forced close did.
struct Liquidation {
  Scope scope = Scope::cross();
  std::size_t worst_position = 0;  ///< the closed position with the least unrealised profit
  MarginState before;              ///< the scope's state that breached
  Money slippage;
  Money fee;
  Money shortfall;  ///< paid by the insurance fund; above 0 the scope was bankrupt
  Money left;       ///< what came back to the wallet
};

/// Closes every position of a scope at the mark less slippage, where the market is and not where
/// the liquidation price was. The liquidation fee is taken from the collateral left and capped at
/// it; a loss beyond the collateral is the insurance fund's.
Liquidation liquidate(const Venue& venue, Account& account, Scope scope, Marks marks,
                      Rate slippage);

/// The scope that the venue liquidates next at these marks, if any: the breached one with the least
/// margin level; cross goes first among equals.
[[nodiscard]] std::optional<Scope> find_breach(const Venue& venue, const Account& account,
                                               Marks marks);

}  // namespace marginwalk::core
