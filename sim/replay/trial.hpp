#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "core/liquidation.hpp"
#include "core/tripwire.hpp"
#include "sim/conduct/agent.hpp"
#include "sim/replay/closed_winners.hpp"
#include "sim/replay/conditions.hpp"
#include "sim/replay/event.hpp"
#include "sim/replay/extremes.hpp"
#include "sim/replay/idle_account.hpp"
#include "sim/replay/mark_to_market.hpp"
#include "sim/replay/market.hpp"
#include "sim/replay/outcome.hpp"
#include "sim/replay/stamp.hpp"
#include "sim/replay/terms.hpp"
#include "sim/replay/trader.hpp"

namespace marginwalk::replay {

/// One account along one path, stop by stop: the definition of what happens to it.
///
/// Order at a stop: prices move; the requirement is checked with the state before; funding is
/// settled; the requirement is checked again; winners are deleveraged where the fund is gone; then
/// conditions change, and the requirement is checked under them; last, outages aside, the trader
/// acts: on what has been liquidated, then by the rules of the conduct, one after the other.
class Trial {
 public:
  /// Both must outlive the trial.
  Trial(const Terms& terms, const Trader& trader);

  /// Puts the account back to the start of a path. Events go to `log` where there is one. Extremes
  /// of the path can only be measured by a walk that visits every stop.
  void begin(std::uint64_t path, bool extremes = true, EventLog* log = nullptr);

  /// To the start of another path, where nothing has happened on this one but funding.
  void move_to(std::uint64_t path) { agent_.begin(terms_->seed, path, account_); }

  /// Goes on, after begin(), from where nothing has happened to the account but funding, which
  /// `pay(account)` takes from it; for accounts in quote currency.
  template <class Pay>
  void resume(Pay&& pay) {
    pay(account_);
    idle_.set_paid(account_.ledger.funding);
  }

  void visit(std::uint32_t seconds, const Stamp& stamp, core::Marks marks);

  /// A visit to a stop at which no requirement can be breached: funding alone.
  void pass(std::span<const core::Rate> rates, core::Marks marks);

  /// Whether a visit where every mark lies between two others may find an extreme of the path, if
  /// these are measured.
  [[nodiscard]] bool may_find_extreme(core::Marks low, core::Marks high) const;

  /// At least what any scope can pay at a funding stamp.
  [[nodiscard]] core::Money largest_payment(std::span<const core::Rate> rates,
                                            core::Marks marks) const;

  /// To the horizon, as far as only those look who ask what else might have been: the funding that
  /// the account would have paid, never liquidated, and the marks at the end.
  void leave(core::Money idle_funding, core::Marks marks);

  /// What happened, the last visit having been at the horizon.
  [[nodiscard]] Outcome finish() const;

  /// As long as no tripwire is touched, nothing happens to the account but funding. They hold up to
  /// `tripwire_ceiling` times the starting marks.
  [[nodiscard]] const std::vector<core::Tripwire>& tripwires() const { return tripwires_; }

  /// How often they have changed in all; whether they have since the start; whether anything still
  /// can happen: positions are open, or the trader has something left to do.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }
  [[nodiscard]] bool changed() const { return changes_ != changes_before_; }
  [[nodiscard]] bool holds_positions() const { return holds_positions_ || acts_ || agent_.waits(); }

  [[nodiscard]] const core::Account& account() const { return account_; }

  /// The venue as it is under the conditions at hand.
  [[nodiscard]] const core::Venue& venue() const { return *venue_; }

 private:
  void find_charges(std::span<const core::Rate> rates, core::Marks marks);
  void check(std::uint32_t seconds, core::Marks marks);
  void settle(std::uint32_t seconds, core::Marks marks);
  void pay(core::Marks marks);
  void liquidate(std::uint32_t seconds, core::Scope scope, std::size_t step, core::Marks marks);
  void note_origin(const core::Account& before, const core::Liquidation& first, core::Marks marks);
  void deleverage(std::uint32_t seconds, const FundLook& look, core::Marks marks);
  void change(std::uint32_t seconds, const Conditions& conditions, core::Marks marks);
  void settle_contracts(std::uint32_t seconds, core::Marks marks);
  [[nodiscard]] core::Liquidity liquidity() const;
  [[nodiscard]] bool is_settled(std::size_t contract) const;
  void follow_up(std::uint32_t seconds, core::Marks marks);
  void stop(core::Marks marks);
  void act(std::uint32_t seconds, core::Marks marks);
  [[nodiscard]] core::Money refill(core::Marks marks);
  void changed_positions();
  void publish();
  void record(Event event, std::uint32_t seconds, core::Marks marks);
  void note_entry(std::size_t rule);

  const Terms* terms_;
  const Trader* trader_;
  const core::Venue* venue_;  ///< as it is under conditions_
  Conditions conditions_;
  core::Account account_;
  Outcome outcome_;
  Extremes extremes_;
  bool measures_extremes_ = true;
  IdleAccount idle_;  ///< the account, had nobody touched it
  MarkToMarket books_;
  ClosedWinners winners_;
  std::vector<core::Price> marks_;    ///< of the last visit
  std::vector<core::Price> charges_;  ///< of funding, by contract, at the last stamp
  bool holds_positions_ = true;
  bool acts_ = false;  ///< the trader has yet to act on what was liquidated
  conduct::Agent agent_;
  std::vector<core::Tripwire> start_tripwires_;
  std::vector<core::Tripwire> tripwires_;
  std::uint64_t changes_ = 0;         ///< of the tripwires
  std::uint64_t changes_before_ = 0;  ///< before the start
  EventLog* log_ = nullptr;
};

}  // namespace marginwalk::replay
