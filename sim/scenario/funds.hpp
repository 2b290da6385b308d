#pragma once

#include <string>
#include <variant>

#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// An account with a wallet and collateral and no positions yet, as a venue takes them: its money,
/// the assets that it accepts beside it, or, where contracts are settled in the coin, that coin.
/// Else why it does not.
[[nodiscard]] std::variant<core::Account, std::string> funds_at(const VenueSpec& venue,
                                                                const Marketplace& place,
                                                                const std::vector<Holding>& wallet);

}  // namespace marginwalk::scenario
