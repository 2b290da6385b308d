#include "sim/verify/money_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/inverse.hpp"

namespace marginwalk::verify {

double turnover(const scenario::Study& study, const scenario::Cell& cell,
                const replay::Outcome& outcome) {
  const core::Venue& venue = study.venue_of(cell);
  const std::vector<core::Price> marks = replay::start_marks(study.market_of(cell));
  double once = 0;
  for (const core::Position& position : cell.account.positions) {
    once += core::quote_notional(venue.contracts[position.contract], position.size,
                                 marks[position.contract])
                .value();
  }
  const double traded = outcome.acts ? outcome.acts->turnover : 0;
  return traded + cell.start_equity.value() + std::abs(outcome.pnl_at_mark.value()) +
         once * (1 + outcome.refills) + outcome.ledger.deposits.value();
}

Evidence money_balance(const scenario::Study& study) {
  double greatest = 0;
  double outcomes = 0;
  for_each_outcome(study, [&](std::size_t cell, const WatchedPath& path) {
    const replay::Outcome& outcome = path.outcome;
    const double missing = std::max(std::abs(outcome.imbalance().value()),
                                    std::abs(outcome.pnl_at_mark.value() - path.pnl_step_by_step));
    greatest = std::max(greatest, missing / turnover(study, study.cells[cell], outcome));
    ++outcomes;
  });
  return rounded(Kind::oracle, study.name + ": money balances", outcomes, outcomes, greatest, 1e-9);
}

Evidence fair_game(const run::Result& result) {
  const run::CellResult* furthest = nullptr;
  double errors = -1;
  for (const run::CellResult& cell : result.cells) {
    const estimate::Moments& pnl = cell.tally.pnl_at_mark;
    const double away = std::abs(pnl.mean) / pnl.standard_error();
    if (away <= errors) continue;
    errors = away;
    furthest = &cell;
  }
  const std::string what =
      fmt::format("{}: fair game, furthest of {} cells ({})", result.study.name,
                  result.cells.size(), furthest->policy.name);
  return estimated(Kind::oracle, what, furthest->tally.pnl_at_mark, 0);
}

}  // namespace marginwalk::verify
