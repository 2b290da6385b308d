#include "sim/report/explanation.hpp"

#include <fmt/format.h>

#include <span>
#include <vector>

#include "sim/report/event_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/table.hpp"
#include "sim/report/table_json.hpp"

namespace marginwalk::report {
namespace {

/// How the start becomes the end: the balance of core::Ledger, solved for terminal equity.
Table balance(std::span<const PathStory> stories) {
  Table table{{{"money", Align::left}}, {}};
  for (const PathStory& story : stories) {
    table.columns.push_back({stories.size() > 1 ? story.cell->policy.name : "amount"});
  }
  const auto line = [&](const char* what, auto amount) {
    table.rows.push_back({what});
    for (const PathStory& story : stories) {
      table.rows.back().push_back(money(core::Money(amount(story.outcome)).value()));
    }
  };
  using Outcome = replay::Outcome;
  line("starting equity", [](const Outcome& o) { return o.start_equity; });
  line("+ PnL at the mark", [](const Outcome& o) { return o.pnl_at_mark; });
  line("- fees", [](const Outcome& o) { return o.ledger.fees; });
  line("- slippage", [](const Outcome& o) { return o.ledger.slippage; });
  line("- funding", [](const Outcome& o) { return o.ledger.funding; });
  line("- interest", [](const Outcome& o) { return o.ledger.interest; });
  line("+ paid by the insurance fund", [](const Outcome& o) { return o.ledger.fund_paid; });
  line("- kept by the insurance fund", [](const Outcome& o) { return o.ledger.fund_received; });
  line("- cost of deleveraging", [](const Outcome& o) { return o.ledger.deleveraging_cost; });
  line("+ deposits", [](const Outcome& o) { return o.ledger.deposits; });
  line("= terminal equity", [](const Outcome& o) { return o.terminal_equity; });
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

nlohmann::ordered_json story_json(const scenario::Study& study, const PathStory& story) {
  return {{"verdict", verdict(story.outcome)},
          {"events", table_json(event_table(study, *story.cell, story.log))},
          {"balance", table_json(balance({&story, 1}))}};
}

std::string explain(const scenario::Study& study, std::uint64_t path,
                    std::span<const PathStory> stories, Style style) {
  std::vector<scenario::Cell> cells;
  std::vector<std::string> names;
  for (const PathStory& story : stories) {
    cells.push_back(*story.cell);
    names.push_back(story.cell->policy.name);
  }
  const scenario::Marketplace& place = study.place_of(cells.front());
  const replay::Clock& clock = study.clock_at(place);
  std::string text = fmt::format(
      "{}: path {} of {}; {} from {}, checked every {}; model {}; seed {}\n", study.name, path,
      fmt::join(names, " and of "), duration(clock.horizon), iso_time(clock.start),
      duration(clock.step), study.model_at(place).kind, study.seed);
  const auto section = [&](const std::string& title, const Table& table) {
    text += "\n" + title + "\n\n" + render(table, style);
  };
  section("The account at the start", position_table(study, cells));
  const bool several = stories.size() > 1;
  for (const PathStory& story : stories) {
    section("What happened" + (several ? " under " + story.cell->policy.name : ""),
            event_table(study, *story.cell, story.log));
  }
  section("What it came to", balance(stories));
  for (const PathStory& story : stories) {
    text += "\n" + (several ? story.cell->policy.name + ": " : "") + verdict(story.outcome);
  }
  return text;
}

}  // namespace marginwalk::report
