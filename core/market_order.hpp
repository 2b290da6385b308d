#pragma once

#include <vector>

#include "core/account.hpp"
#include "core/liquidity.hpp"

namespace marginwalk::core {

/// What a trader wants to add to a position, or to open in place of a closed one.
struct MarketOrder {
  std::size_t position = 0;  ///< index; contract, mode and leverage stay
  Size size;                 ///< of the side of what is open
};

/// Opens positions, or adds to them, at the mark less slippage, for the taker fee. Entries average
/// by size; isolated margin is posted at the position's leverage. Where the initial margin, fees
/// and slippage of all of them are more than what is free, or a position would be in a bracket that
/// does not allow its leverage, all are made smaller by one factor, which is answered: 1 where
/// nothing lacked, 0 where nothing could be opened.
double open_at_market(const Venue& venue, Account& account, const std::vector<MarketOrder>& orders,
                      Marks marks, const Liquidity& liquidity);

/// The same for one order that waited on the book at a limit: filled there, wherever the mark is by
/// now, for the maker fee. What the fill is away from the mark counts as slippage.
double open_at_limit(const Venue& venue, Account& account, const MarketOrder& order, Price limit,
                     Marks marks);

/// The order that opens a position again with the notional that it had when it was opened first.
[[nodiscard]] MarketOrder order_for_same_notional(const Venue& venue, const Account& start,
                                                  std::size_t position, Marks marks);

/// Closes a whole position on the book for the taker fee, which is paid from the cash behind it as
/// far as that goes; what an isolated position leaves returns to the wallet. The wallet may be in
/// debt as long as other cross positions are open; then collateral is sold for it. A loss beyond
/// that is the insurance fund's. Answers the fill.
Price close_at_market(const Venue& venue, Account& account, std::size_t position, Marks marks,
                      const Liquidity& liquidity);

/// Closes a share of a position on the book, never more than what is open; answers the fill. Cross
/// as close_at_market; of an isolated position the same share of its margin goes to the wallet with
/// what was made, or pays for what was lost, and what that lacks the rest of its margin pays. The
/// fee is paid as far as the cash behind the position goes.
Price reduce_at_market(const Venue& venue, Account& account, std::size_t position, double share,
                       Marks marks, const Liquidity& liquidity);

}  // namespace marginwalk::core
