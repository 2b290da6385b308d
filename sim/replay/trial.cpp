#include "sim/replay/trial.hpp"

#include <algorithm>
#include <utility>

#include "core/funding.hpp"

namespace marginwalk::replay {

using core::Money;

Trial::Trial(const Terms& terms, const core::Account& account)
    : terms_(&terms), start_(&account), account_(account) {
  outcome_.start_equity = core::equity(account_, terms.start_marks);
  publish();
  start_tripwires_ = tripwires_;
  changes_before_ = changes_;
}

void Trial::publish() {
  ++changes_;
  tripwires_ =
      core::requirement_tripwires(*terms_->venue, account_, terms_->start_marks, tripwire_ceiling);
  if (!outcome_.wiped_out) {
    tripwires_.push_back(
        core::equity_tripwire(account_, terms_->wiped_out_share * outcome_.start_equity));
  }
}

void Trial::begin(bool extremes, EventLog* log) {
  account_ = *start_;
  marks_ = booked_ = terms_->start_marks;
  if (changed()) tripwires_ = start_tripwires_;
  changes_before_ = changes_;
  idle_funding_ = Money(0);
  holds_positions_ = true;
  measures_extremes_ = extremes;
  log_ = log;
  const Money start_equity = outcome_.start_equity;
  outcome_ = Outcome{};
  outcome_.start_equity = start_equity;
  if (measures_extremes_) extremes_.begin(core::assess(*terms_->venue, account_, marks_));
  record({EventKind::start, {}, {}, {}, {}, {}}, 0, marks_);
}

void Trial::leave(Money idle_funding, core::Marks marks) {
  idle_funding_ = idle_funding;
  std::copy(marks.begin(), marks.end(), marks_.begin());
}

void Trial::visit(std::uint32_t seconds, bool funding, core::Marks marks) {
  std::copy(marks.begin(), marks.end(), marks_.begin());
  if (funding) accrue_idle_funding(marks);
  if (!holds_positions_) return;
  check(seconds, marks);
  if (funding && holds_positions_) {
    settle(seconds, marks);
    check(seconds, marks);
  }
}

void Trial::pass(bool funding, core::Marks marks) {
  std::copy(marks.begin(), marks.end(), marks_.begin());
  if (!funding) return;
  accrue_idle_funding(marks);
  if (holds_positions_) {
    core::settle_funding(*terms_->venue, account_, marks, terms_->market->funding.rate);
  }
}

bool Trial::may_find_extreme(core::Marks low, core::Marks high) const {
  return measures_extremes_ && holds_positions_ &&
         extremes_.may_change(*terms_->venue, account_, low, high);
}

Money Trial::largest_payment(core::Marks marks) const {
  Money notionals;
  for (const core::Position& position : account_.positions) {
    notionals += position.notional(marks[position.contract]);
  }
  return notionals * abs(terms_->market->funding.rate);
}

void Trial::accrue_idle_funding(core::Marks marks) {
  for (const core::Position& position : start_->positions) {
    idle_funding_ +=
        core::funding_payment(position, marks[position.contract], terms_->market->funding.rate);
  }
}

void Trial::settle(std::uint32_t seconds, core::Marks marks) {
  const Money before = account_.ledger.funding;
  core::settle_funding(*terms_->venue, account_, marks, terms_->market->funding.rate);
  record({EventKind::funding, {}, {}, {}, account_.ledger.funding - before, {}}, seconds, marks);
}

void Trial::check(std::uint32_t seconds, core::Marks marks) {
  const core::Exposure exposure = core::assess(*terms_->venue, account_, marks);
  std::optional<core::Scope> last;
  std::size_t step = 0;
  for (std::optional<core::Scope> breach = exposure.breach; breach;
       breach = core::assess(*terms_->venue, account_, marks).breach) {
    step = last == breach ? step + 1 : 0;
    last = breach;
    liquidate(seconds, *breach, step, marks);
  }
  const Money equity = exposure.breach ? core::equity(account_, marks) : exposure.equity;
  if (measures_extremes_) extremes_.observe(exposure, equity);
  if (!outcome_.wiped_out && equity <= terms_->wiped_out_share * outcome_.start_equity) {
    outcome_.wiped_out = true;
    publish();
    record({EventKind::wiped_out, {}, {}, {}, {}, {}}, seconds, marks);
  }
}

void Trial::liquidate(std::uint32_t seconds, core::Scope scope, std::size_t step,
                      core::Marks marks) {
  book_pnl(marks);
  const core::Liquidation liquidation =
      core::liquidate(*terms_->venue, account_, scope, marks, terms_->market->slippage, step);
  publish();
  holds_positions_ = std::any_of(account_.positions.begin(), account_.positions.end(),
                                 [](const core::Position& position) { return position.open(); });
  outcome_.bankrupt = outcome_.bankrupt || liquidation.shortfall > Money(0);
  if (!outcome_.liquidated()) {
    outcome_.liquidation_time = seconds;
    outcome_.liquidated_first = account_.positions[liquidation.worst_position].contract;
    outcome_.loss_at_liquidation = outcome_.start_equity - core::equity(account_, marks);
  }
  record({EventKind::liquidation, {}, {}, {}, {}, liquidation}, seconds, marks);
}

Money Trial::pnl_since_booked(core::Marks marks) const {
  Money pnl;
  for (const core::Position& position : account_.positions) {
    pnl += position.size * (marks[position.contract] - booked_[position.contract]);
  }
  return pnl;
}

void Trial::book_pnl(core::Marks marks) {
  outcome_.pnl_at_mark += pnl_since_booked(marks);
  std::copy(marks.begin(), marks.end(), booked_.begin());
}

Money Trial::idle_worth(core::Marks marks) const {
  return core::equity(*start_, marks) - idle_funding_;
}

Outcome Trial::finish() const {
  Outcome result = outcome_;
  result.pnl_at_mark += pnl_since_booked(marks_);
  result.terminal_equity = core::equity(account_, marks_);
  result.ledger = account_.ledger;
  if (measures_extremes_) {
    result.extremes = PathExtremes{extremes_.max_drawdown(), extremes_.least_margin_level()};
  }
  result.closed_too_early = result.liquidated() && idle_worth(marks_) >= result.start_equity;
  return result;
}

void Trial::record(Event event, std::uint32_t seconds, core::Marks marks) {
  if (!log_) return;
  event.seconds = seconds;
  event.marks.assign(marks.begin(), marks.end());
  event.account = account_;
  log_->push_back(std::move(event));
}

}  // namespace marginwalk::replay
