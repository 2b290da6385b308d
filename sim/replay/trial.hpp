#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "core/liquidation.hpp"
#include "core/tripwire.hpp"
#include "sim/replay/event.hpp"
#include "sim/replay/extremes.hpp"
#include "sim/replay/market.hpp"
#include "sim/replay/outcome.hpp"

namespace marginwalk::replay {

/// What an account is tried under.
struct Terms {
  const core::Venue* venue = nullptr;
  const Market* market = nullptr;
  std::vector<core::Price> start_marks;
  double wiped_out_share = 0.05;
};

/// One account along one path, stop by stop: the definition of what happens to it.
///
/// Order at a stop: prices move; the requirement is checked with the state before; funding is
/// settled; the requirement is checked again.
class Trial {
 public:
  /// Both must outlive the trial.
  Trial(const Terms& terms, const core::Account& account);

  /// Puts the account back to the start. Events go to `log` where there is one. Extremes
  /// of the path can only be measured by a walk that visits every stop.
  void begin(bool extremes = true, EventLog* log = nullptr);

  void visit(std::uint32_t seconds, bool funding, core::Marks marks);

  /// A visit to a stop at which no requirement can be breached: funding alone.
  void pass(bool funding, core::Marks marks);

  /// At least what any scope can pay at a funding stamp.
  [[nodiscard]] core::Money largest_payment(core::Marks marks) const;

  /// What happened, the last visit having been at the horizon.
  [[nodiscard]] Outcome finish();

  /// As long as no tripwire is touched, nothing happens to the account but funding.
  [[nodiscard]] const std::vector<core::Tripwire>& tripwires() const { return tripwires_; }

  /// The marks at which the tripwires were published.
  [[nodiscard]] core::Marks published_at() const { return published_at_; }

  [[nodiscard]] const core::Account& account() const { return account_; }

 private:
  void accrue_idle_funding(core::Marks marks);
  void check(std::uint32_t seconds, core::Marks marks);
  void settle(std::uint32_t seconds, core::Marks marks);
  void close(std::uint32_t seconds, core::Scope scope, core::Marks marks);
  void book_pnl(core::Marks marks);
  void publish(core::Marks marks);
  void record(Event event, std::uint32_t seconds, core::Marks marks);
  [[nodiscard]] core::Money idle_worth(core::Marks marks) const;

  const Terms* terms_;
  const core::Account* start_;
  core::Account account_;
  Outcome outcome_;
  Extremes extremes_;
  bool measures_extremes_ = true;
  core::Money idle_funding_;         ///< what the account would have paid, never liquidated
  std::vector<core::Price> marks_;   ///< of the last visit
  std::vector<core::Price> booked_;  ///< marks up to which profit at the mark is booked
  bool holds_positions_ = true;
  std::vector<core::Tripwire> start_tripwires_;
  std::vector<core::Tripwire> tripwires_;
  bool tripwires_changed_ = false;  ///< since the start
  std::vector<core::Price> published_at_;
  EventLog* log_ = nullptr;
};

}  // namespace marginwalk::replay
