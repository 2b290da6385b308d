#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/account.hpp"
#include "core/tripwire.hpp"
#include "sim/conduct/action.hpp"

namespace marginwalk::conduct {

/// What a rule may look at: now, and nothing that comes later.
struct Moment {
  std::uint32_t seconds = 0;  ///< from the start
  core::Marks marks;
  const core::Venue& venue;
  const core::Account& account;
};

/// What a rule answers at a moment.
struct Answer {
  std::vector<Action> actions{};  ///< carried out in this order, once the rule's delay is over
  /// The mark at which the rule would have acted, had nobody blinked.
  std::optional<core::Price> trigger{};
  bool changed = false;      ///< what the rule remembers, and with it perhaps its tripwires
  bool warns = false;        ///< whether or not anything is done about it
  bool adverse_day = false;  ///< one has ended
  bool under_water = false;  ///< a position is, at the end of a day
  bool recovered = false;    ///< a position that was

  [[nodiscard]] bool acts() const { return !actions.empty(); }
};

/// How what a rule wants is carried out.
struct Execution {
  std::uint32_t delay = 0;  ///< seconds from the moment to the first stop at which it can be done
  double fails = 0;         ///< probability that it is not done at all

  bool operator==(const Execution&) const = default;
};

/// Where rules publish what they wait for, and how far that must hold.
struct Tripwires {
  std::vector<core::Tripwire>& all;
  core::Marks reference;  ///< marks at the start
  double ceiling = 1;     ///< the greatest marks, as a multiple of these

  void push_back(core::Tripwire tripwire) { all.push_back(std::move(tripwire)); }

  /// On the margin level of a scope falling to some level.
  [[nodiscard]] core::Tripwire level(const core::Venue& venue, const core::Account& account,
                                     core::Scope scope, double least) const {
    core::Tripwire result = core::level_tripwire(venue, account, scope, least, reference, ceiling);
    result.of_trader = true;
    return result;
  }
};

}  // namespace marginwalk::conduct
