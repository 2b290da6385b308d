#include "sim/replay/trial.hpp"

#include <algorithm>
#include <utility>

#include "core/expect.hpp"
#include "core/funding.hpp"

namespace marginwalk::replay {

using core::Money;

void Trial::begin(EventLog* log) {
  account_ = *start_;
  marks_ = terms_->start_marks;
  booked_ = terms_->start_marks;
  idle_funding_ = Money(0);
  holds_positions_ = true;
  log_ = log;
  outcome_ = Outcome{};
  outcome_.least_margin_level = std::numeric_limits<double>::infinity();
  outcome_.start_equity = peak_equity_ = core::equity(account_, marks_);
  record({EventKind::start, {}, {}, {}, {}, {}}, 0, marks_);
}

void Trial::visit(std::uint32_t seconds, bool funding, core::Marks marks) {
  std::copy(marks.begin(), marks.end(), marks_.begin());
  if (funding) {
    for (const core::Position& position : start_->positions) {
      idle_funding_ +=
          core::funding_payment(position, marks[position.contract], terms_->market->funding.rate);
    }
  }
  if (!holds_positions_) return;
  check(seconds, marks);
  if (funding && holds_positions_) {
    settle(seconds, marks);
    check(seconds, marks);
  }
}

void Trial::settle(std::uint32_t seconds, core::Marks marks) {
  const Money before = account_.ledger.funding;
  core::settle_funding(*terms_->venue, account_, marks, terms_->market->funding.rate);
  record({EventKind::funding, {}, {}, {}, account_.ledger.funding - before, {}}, seconds, marks);
}

void Trial::check(std::uint32_t seconds, core::Marks marks) {
  const core::Exposure exposure = core::assess(*terms_->venue, account_, marks);
  outcome_.least_margin_level =
      std::min(outcome_.least_margin_level, std::max(0.0, exposure.least_level));
  for (std::optional<core::Scope> breach = exposure.breach; breach;
       breach = core::assess(*terms_->venue, account_, marks).breach) {
    close(seconds, *breach, marks);
  }
  const Money equity = exposure.breach ? core::equity(account_, marks) : exposure.equity;
  peak_equity_ = std::max(peak_equity_, equity);
  if (peak_equity_ > Money(0)) {
    outcome_.max_drawdown =
        std::max(outcome_.max_drawdown, std::min(1.0, (peak_equity_ - equity) / peak_equity_));
  }
  if (!outcome_.wiped_out && equity <= terms_->wiped_out_share * outcome_.start_equity) {
    outcome_.wiped_out = true;
    record({EventKind::wiped_out, {}, {}, {}, {}, {}}, seconds, marks);
  }
}

void Trial::close(std::uint32_t seconds, core::Scope scope, core::Marks marks) {
  book_pnl(marks);
  const core::Liquidation liquidation =
      core::liquidate(*terms_->venue, account_, scope, marks, terms_->market->slippage);
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

void Trial::book_pnl(core::Marks marks) {
  for (const core::Position& position : account_.positions) {
    outcome_.pnl_at_mark += position.size * (marks[position.contract] - booked_[position.contract]);
  }
  std::copy(marks.begin(), marks.end(), booked_.begin());
}

Money Trial::idle_worth(core::Marks marks) const {
  return core::equity(*start_, marks) - idle_funding_;
}

Outcome Trial::finish() {
  book_pnl(marks_);
  outcome_.terminal_equity = core::equity(account_, marks_);
  outcome_.ledger = account_.ledger;
  outcome_.closed_too_early = outcome_.liquidated() && idle_worth(marks_) >= outcome_.start_equity;
  return outcome_;
}

void Trial::record(Event event, std::uint32_t seconds, core::Marks marks) {
  if (!log_) return;
  event.seconds = seconds;
  event.marks.assign(marks.begin(), marks.end());
  event.account = account_;
  log_->push_back(std::move(event));
}

}  // namespace marginwalk::replay
