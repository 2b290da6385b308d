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

/// Where a whole account stands.
struct Exposure {
  Money equity;            ///< isolated margins included
  double least_level = 0;  ///< margin level of the scope that is nearest to liquidation
  std::optional<Scope>
      breach;  ///< what the venue liquidates next: the breached scope of least level
};

/// Assesses all scopes of an account at once.
[[nodiscard]] Exposure assess(const Venue& venue, const Account& account, Marks marks);

}  // namespace marginwalk::core
