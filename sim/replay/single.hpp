#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/close_up.hpp"
#include "sim/replay/trial.hpp"

namespace marginwalk::replay {

/// What guards an account: all of its tripwires, and the screens that are looked at first.
struct Guards {
  std::vector<Watch> watches;
  std::vector<Watch> screens;
};

[[nodiscard]] Guards guards(const Trial& trial, Directions& directions);

/// A set of an account's watches, by their places; the last bit stands for all from there.
using WatchMask = std::uint64_t;
inline constexpr WatchMask all_watches = ~WatchMask{0};

/// One account on one path, where it needs to be looked at on its own.
struct Single {
  std::size_t account = 0;
  std::size_t lane = 0;
  Trial trial;
  bool loaded = false;   ///< the trial stands where the account stands
  bool changed = false;  ///< so that lanes do not hold it
  Guards guards;
  std::vector<double> cash;  ///< behind each of guards.watches

  /// Those of some watches that may be touched in an interval, by its place.
  [[nodiscard]] WatchMask touched(WatchMask among, const Needed& needed,
                                  std::size_t interval) const;

  /// The parts of a close-up, as a mask, in which some watch may be touched; where no stop lies
  /// inside a part, in which it is touched at the end.
  [[nodiscard]] std::uint32_t touched_parts(WatchMask among, CloseUp& view) const;
};

}  // namespace marginwalk::replay
