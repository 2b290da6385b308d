#pragma once

#include <optional>

#include "core/account.hpp"
#include "core/liquidity.hpp"

namespace marginwalk::core {

/// What one step of a liquidation did.
struct Liquidation {
  Scope scope = Scope::cross();
  std::size_t worst_position = 0;  ///< the position with the least unrealised profit
  MarginState before;              ///< the scope's state that breached
  Money slippage;
  Money fee;
  Money shortfall;        ///< paid by the insurance fund; above 0 the scope was bankrupt
  Money taken;            ///< worth that went to the venue with positions that it took over
  Money left;             ///< cash of the scope afterwards
  bool complete = false;  ///< whether nothing of the scope is open any more
};

/// One step of the venue's procedure on a scope that is in breach: what is closed is closed on the
/// book at the mark less slippage, where the market is and not where the liquidation price was, or
/// is taken over. Fees come from the collateral left and are capped at it; a loss beyond the
/// collateral is the insurance fund's. As long as the scope stays in breach another step follows:
/// `step` counts those that this moment has already seen.
///
/// Where a cross scope is empty and in debt, the venue sells collateral, one asset after another, a
/// discount below its price, and forgoes of its fee what that does not bring in; what it takes over
/// it takes with all of it.
Liquidation liquidate(const Venue& venue, Account& account, Scope scope, Marks marks,
                      const Liquidity& liquidity, std::size_t step = 0);

/// Where a whole account stands.
struct Exposure {
  Money worth;             ///< of the whole account in quote currency, without haircuts
  double least_level = 0;  ///< margin level of the scope that is nearest to liquidation
  std::optional<Scope>
      breach;  ///< what the venue liquidates next: the breached scope of least level
};

/// Assesses all scopes of an account at once.
[[nodiscard]] Exposure assess(const Venue& venue, const Account& account, Marks marks);

}  // namespace marginwalk::core
