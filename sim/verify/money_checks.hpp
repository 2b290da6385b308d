#pragma once

#include <functional>

#include "sim/run/result.hpp"
#include "sim/scenario/study.hpp"
#include "sim/verify/each_path.hpp"
#include "sim/verify/evidence.hpp"

namespace marginwalk::verify {

/// Worth that passed through an account on a path: the scale against which its money must balance.
[[nodiscard]] double turnover(const scenario::Study& study, const scenario::Cell& cell,
                              const replay::Outcome& outcome);

/// Whether the money of every path of every cell balances: change of worth + fees + slippage +
/// funding + interest + the fund's net receipts + cost of deleveraging - deposits = PnL at the
/// mark, which is booked here stop by stop, apart from the account's own books. One row: the
/// greatest share of the turnover that is missing.
[[nodiscard]] Evidence money_balance(const scenario::Study& study);

/// Whether the mean PnL at the mark is 0 in every cell of a run, as where all prices are
/// martingales it must, with all costs on. One row: the cell that is furthest from it.
[[nodiscard]] Evidence fair_game(const run::Result& result);

}  // namespace marginwalk::verify
