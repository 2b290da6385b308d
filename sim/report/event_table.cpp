#include "sim/report/event_table.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/path_story.hpp"
#include "sim/report/position_table.hpp"

namespace marginwalk::report {
namespace {

using Events = replay::EventLog::const_iterator;

std::string date(const scenario::Study& study, const scenario::Cell& cell,
                 const replay::Event& event) {
  return iso_time(study.clock_at(study.place_of(cell)).start + event.seconds);
}

}  // namespace

std::string title(replay::EventKind kind) {
  switch (kind) {
    case replay::EventKind::start:
      return "start";
    case replay::EventKind::funding:
      return "funding";
    case replay::EventKind::liquidation:
      return "liquidation";
    case replay::EventKind::wiped_out:
      return "wiped out";
    case replay::EventKind::deleveraging:
      return "deleveraging";
    case replay::EventKind::conditions:
      return "conditions";
    case replay::EventKind::settlement:
      return "settlement";
    case replay::EventKind::stopped:
      return "stopped";
    case replay::EventKind::refill:
      return "refill";
    case replay::EventKind::order:
      return "order";
  }
  return "";
}

namespace {

/// Positions are named as they were at the start: once closed, they have no side.
std::string liquidation_details(const scenario::Study& study, const scenario::Cell& cell,
                                const core::Liquidation& liquidation) {
  const auto name = [&](std::size_t position) {
    return position_name(study.venue_of(cell), cell.account.positions[position]);
  };
  const auto amount = [&](core::Money value) { return money_of(cell.account, value); };
  const core::Scope scope = liquidation.scope;
  return fmt::format(
      "{}; worst leg {}\nequity {}, required {}\nslippage {}, fee {}\nshortfall {}, left {}",
      scope.is_cross() ? "all cross positions" : "isolated " + name(scope.position()),
      name(liquidation.worst_position), amount(liquidation.before.equity),
      amount(liquidation.before.maintenance), amount(liquidation.slippage), amount(liquidation.fee),
      amount(liquidation.shortfall), amount(liquidation.left));
}

std::string payment(const scenario::Cell& cell, core::Money funding) {
  return (funding < core::Money(0) ? "received " : "paid ") +
         money_of(cell.account, core::abs(funding));
}

std::string details(const scenario::Study& study, const scenario::Cell& cell,
                    const replay::Event& event) {
  if (event.liquidation) return liquidation_details(study, cell, *event.liquidation);
  const std::string amount = money_of(cell.account, event.amount);
  switch (event.kind) {
    case replay::EventKind::funding:
      return payment(cell, event.funding);
    case replay::EventKind::deleveraging:
      return "closed against bankrupt accounts,\n" + amount + " below the mark";
    case replay::EventKind::conditions:
      return "a shock changed them";
    case replay::EventKind::settlement:
      return "a contract was settled at the mark";
    case replay::EventKind::stopped:
      return "the rest closed by the trader";
    case replay::EventKind::refill:
      return "deposited " + amount + ", opened again";
    case replay::EventKind::order:
      return conduct::name_of(cell.conduct.rules[event.rule]);
    default:
      return "";
  }
}

std::string folded_details(const scenario::Study& study, const scenario::Cell& cell, Events first,
                           Events last) {
  core::Money sum;
  for (Events event = first; event != last; ++event) sum += event->funding;
  return fmt::format("{} stamps since {},\n{} in all (folded)", last - first,
                     date(study, cell, *first), payment(cell, sum));
}

std::vector<std::string> row(const scenario::Study& study, const scenario::Cell& cell,
                             const replay::Event& event, const std::string& words) {
  const PathPoint point = path_point(study, cell, event);
  std::vector<std::string> texts{date(study, cell, event), title(event.kind)};
  for (const std::size_t contract : contracts_of(cell)) {
    texts.push_back(price(point.prices[contract]));
  }
  texts.push_back(money(point.equity));
  const ScopePoint* const nearest = point.nearest();
  texts.push_back(nearest ? money_of(cell.account, nearest->state.equity) : missing);
  texts.push_back(nearest ? money_of(cell.account, nearest->state.maintenance) : missing);
  texts.push_back(nearest ? margin_level(nearest->state.level()) : missing);
  texts.push_back(words);
  return texts;
}

/// The end of the run of funding stamps that begins here.
Events end_of_stamps(Events event, Events end) {
  while (event != end && event->kind == replay::EventKind::funding) ++event;
  return event;
}

}  // namespace

Table event_table(const scenario::Study& study, const scenario::Cell& cell,
                  const replay::EventLog& log) {
  Table table{{{"date", Align::left}, {"event", Align::left}}, {}};
  for (const std::size_t contract : contracts_of(cell)) {
    table.columns.push_back({study.venue_of(cell).contracts[contract].name});
  }
  for (const char* what : {"equity", "margin\nequity", "required", "margin\nlevel"}) {
    table.columns.push_back({what});
  }
  table.columns.push_back({"", Align::left});

  constexpr std::ptrdiff_t least_folded = 3;
  for (Events event = log.begin(); event != log.end();) {
    const Events after = end_of_stamps(event, log.end());
    if (after - event >= least_folded) {
      const std::string words = folded_details(study, cell, event, after);
      table.rows.push_back(row(study, cell, *(after - 1), words));
      event = after;
    } else {
      table.rows.push_back(row(study, cell, *event, details(study, cell, *event)));
      ++event;
    }
  }
  return table;
}

}  // namespace marginwalk::report
