#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "core/liquidation.hpp"
#include "sim/replay/event.hpp"
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
  Trial(const Terms& terms, const core::Account& account) : terms_(&terms), start_(&account) {}

  /// Puts the account back to the start. Events go to `log` where there is one.
  void begin(EventLog* log = nullptr);

  void visit(std::uint32_t seconds, bool funding, core::Marks marks);

  /// What happened, the last visit having been at the horizon.
  [[nodiscard]] Outcome finish();

 private:
  void check(std::uint32_t seconds, core::Marks marks);
  void settle(std::uint32_t seconds, core::Marks marks);
  void close(std::uint32_t seconds, core::Scope scope, core::Marks marks);
  void book_pnl(core::Marks marks);
  void record(Event event, std::uint32_t seconds, core::Marks marks);
  [[nodiscard]] core::Money idle_worth(core::Marks marks) const;

  const Terms* terms_;
  const core::Account* start_;
  core::Account account_;
  Outcome outcome_;
  core::Money peak_equity_;
  core::Money idle_funding_;         ///< what the account would have paid, never liquidated
  std::vector<core::Price> marks_;   ///< of the last visit
  std::vector<core::Price> booked_;  ///< marks up to which profit at the mark is booked
  bool holds_positions_ = true;
  EventLog* log_ = nullptr;
};

}  // namespace marginwalk::replay
