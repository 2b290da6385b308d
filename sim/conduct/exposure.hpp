#pragma once

#include <vector>

#include "sim/conduct/moment.hpp"

/// How much an account has at stake, and how a trader changes that without touching its mix.
namespace marginwalk::conduct {

/// What all positions make at the mark, in the account's money.
[[nodiscard]] core::Money unrealised_pnl(const Moment& now);

/// Sum of notionals / equity, as a leverage cap counts it; infinite where no equity is left.
[[nodiscard]] double effective_leverage(const Moment& now);

/// Adds a share of itself to every open position.
[[nodiscard]] std::vector<Action> enlargement(const core::Account& account, double share);

/// Adds to every open position, or closes a part of each, until their leverage is another.
/// Nothing where no equity is left.
[[nodiscard]] std::vector<Action> change_to_leverage(const Moment& now, double leverage);

/// What is free for the margin of more: of the cross equity what initial margins do not take, and
/// not more than the wallet where a position is isolated.
[[nodiscard]] core::Money free_margin(const Moment& now);

/// The initial margin of as much again as is open, at the marks.
[[nodiscard]] core::Money margin_of_doubling(const Moment& now);

}  // namespace marginwalk::conduct
