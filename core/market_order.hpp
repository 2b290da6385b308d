#pragma once

#include <vector>

#include "core/account.hpp"
#include "core/liquidity.hpp"

namespace marginwalk::core {

/// A position that a trader wants to open in place of a closed one.
struct MarketOrder {
  std::size_t position = 0;  ///< index of the closed one, which keeps contract, mode and leverage
  Size size;
};

/// Opens positions at the mark less slippage, for the taker fee. Where the initial margin, fees and
/// slippage of all of them are more than what is free, all are made smaller by one factor, which is
/// answered: 1 where nothing lacked, 0 where nothing could be opened.
double open_at_market(const Venue& venue, Account& account, const std::vector<MarketOrder>& orders,
                      Marks marks, const Liquidity& liquidity);

/// The order that opens a position again with the notional that it had when it was opened first.
[[nodiscard]] MarketOrder order_for_same_notional(const Venue& venue, const Account& start,
                                                  std::size_t position, Marks marks);

/// Closes a whole position on the book for the taker fee, which is paid from the cash behind it as
/// far as that goes; what an isolated position leaves returns to the wallet. The wallet may be in
/// debt as long as other cross positions are open; then collateral is sold for it. A loss beyond
/// that is the insurance fund's.
void close_at_market(const Venue& venue, Account& account, std::size_t position, Marks marks,
                     const Liquidity& liquidity);

}  // namespace marginwalk::core
