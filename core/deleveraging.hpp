#pragma once

#include "core/account.hpp"

/// Auto-deleveraging as it meets our account: where the insurance fund is gone, a venue closes
/// winning positions against those of bankrupt accounts, the first in line first.
namespace marginwalk::core {

/// Where a position stands in line, by the venue's rank; 0 where it has no profit or there is no
/// line.
[[nodiscard]] double deleveraging_score(const Venue& venue, const Account& account,
                                        std::size_t position, Marks marks);

/// What a position that is opened at a mark and gains `move` of it scores at a leverage.
[[nodiscard]] double score_of_move(DeleveragingRank rank, double move, double leverage);

/// The price at which winners are closed, by the venue's rule, from the marks of the last look at
/// the fund and of now. Accounts that went bankrupt in between did so at prices in between: their
/// middle stands for all of them.
[[nodiscard]] Price deleveraging_price(DeleveragingPrice rule, Price before, Price now);

/// Closes a share of a position at a price, without a fee; what it loses against the mark is the
/// cost of deleveraging. Once it is closed, what an isolated position had posted returns to the
/// wallet.
void deleverage(Account& account, std::size_t position, double share, Price mark, Price price);

}  // namespace marginwalk::core
