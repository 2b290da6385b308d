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

/// A share of a position that is closed, and its price.
struct Deleveraging {
  std::size_t position = 0;
  double share = 1;
  Price price;
};

/// Closes it without a fee; what it loses against the mark is the cost of deleveraging. Once a
/// position is closed, what it had posted as isolated returns to the wallet; once no cross position
/// is open, a debt is paid with collateral.
void deleverage(const Venue& venue, Account& account, const Deleveraging& what, Marks marks);

}  // namespace marginwalk::core
