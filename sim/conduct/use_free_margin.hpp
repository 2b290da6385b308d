#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

/// Uses a share of what is free as margin for more of all that is held, at reviews; borrows for it
/// where the trader does that.
///
/// What is borrowed comes from outside and is owed until the end. Its interest is paid at every
/// review as long as anything is held.
struct UseFreeMargin {
  struct State {
    core::Money debt;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "use_free_margin";

  core::Rate share;
  std::uint32_t every = 0;     ///< seconds from review to review
  bool only_in_profit = true;  ///< only where the positions together make something at the mark
  core::Rate borrow{};         ///< at most owed, as a share of the equity that is the trader's own
  core::Rate interest{};       ///< for a year of 365 days
  Execution execution{};       ///< prompt and sure where anything is borrowed

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return minutes_of_day(every); }
  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const UseFreeMargin&) const = default;

 private:
  [[nodiscard]] core::Money loan(const Moment& now, const State& state) const;
};

}  // namespace marginwalk::conduct
