#pragma once

#include "core/account.hpp"

namespace marginwalk::core {

/// Covers a debt of the wallet once no cross position is open that could pay for it: the venue
/// sells collateral, one asset after another, a discount below its price, as far as it takes.
/// Answers what that lost against the marks.
Money sell_collateral_for_debt(const Venue& venue, Account& account, Marks marks);

/// Returns to a wallet in debt what it has paid as a fee, as far as the debt goes, and answers how
/// much: a discount may be above the haircut that the fee was capped by. A fee that nothing is left
/// for is no bankruptcy.
[[nodiscard]] Money return_unpaid_fee(Account& account, Money fee);

}  // namespace marginwalk::core
