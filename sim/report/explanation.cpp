#include "sim/report/explanation.hpp"

#include <fmt/format.h>

#include <span>

#include "sim/report/event_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

/// How the start becomes the end: the balance of core::Ledger, solved for terminal equity.
Table balance(const replay::Outcome& outcome) {
  Table table{{{"money", Align::left}, {"amount"}}, {}};
  const auto line = [&table](const char* what, core::Money amount) {
    table.rows.push_back({what, money(amount.value())});
  };
  line("starting equity", outcome.start_equity);
  line("+ PnL at the mark", outcome.pnl_at_mark);
  line("- fees", outcome.ledger.fees);
  line("- slippage", outcome.ledger.slippage);
  line("- funding", outcome.ledger.funding);
  line("- interest", outcome.ledger.interest);
  line("+ paid by the insurance fund", outcome.ledger.fund_paid);
  line("- kept by the insurance fund", outcome.ledger.fund_received);
  line("- cost of deleveraging", outcome.ledger.deleveraging_cost);
  line("+ deposits", outcome.ledger.deposits);
  line("= terminal equity", outcome.terminal_equity);
  return table;
}

std::string verdict(const replay::Outcome& outcome) {
  std::string text;
  if (outcome.liquidated()) {
    const core::Money loss = outcome.loss_at_liquidation;
    text = fmt::format(
        "Liquidated after {}, which left {} {} than at the start. Left alone, the "
        "account would have ended {}.\n",
        duration(outcome.liquidation_time), money(core::abs(loss).value()),
        loss < core::Money(0) ? "more" : "less",
        outcome.closed_too_early ? "at its start or above" : "below its start");
  } else {
    text = "Not liquidated.\n";
  }
  if (outcome.wiped_out) text += "Wiped out.\n";
  if (outcome.bankrupt) text += "Bankrupt: closed beyond the bankruptcy price.\n";
  if (outcome.extremes) {
    text += fmt::format("Least margin level {}; greatest drawdown {}.\n",
                        margin_level(outcome.extremes->least_margin_level),
                        percent(outcome.extremes->max_drawdown, 2));
  }
  return text;
}

}  // namespace

std::string explain(const scenario::Study& study, const scenario::Cell& cell, std::uint64_t path,
                    const replay::EventLog& log, const replay::Outcome& outcome) {
  return fmt::format("{}: path {} of {}; {} from {}, checked every {}; model {}; seed {}\n",
                     study.name, path, cell.policy.name, duration(study.clock.horizon),
                     iso_time(study.clock.start), duration(study.clock.step), study.model.kind,
                     study.seed) +
         "\nThe account at the start\n\n" +
         render(position_table(study, std::span(&cell, 1)), Style::terminal) +
         "\nWhat happened\n\n" + render(event_table(study, cell, log), Style::terminal) +
         "\nWhat it came to\n\n" + render(balance(outcome), Style::terminal) + "\n" +
         verdict(outcome);
}

}  // namespace marginwalk::report
