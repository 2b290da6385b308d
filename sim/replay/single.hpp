#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/replay/interval_kernels.hpp"
#include "sim/replay/line_kernels.hpp"
#include "sim/replay/trial.hpp"

namespace marginwalk::replay {

/// What guards an account: all of its tripwires, and the screens that are looked at first.
struct Guards {
  std::vector<Watch> watches;
  std::vector<Watch> screens;
};

/// Those of an account as it stands.
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

  /// Those of some watches that may be touched in an interval, by its place in the rows of what
  /// directions need.
  template <class NeededRow>
  [[nodiscard]] WatchMask touched(WatchMask among, const NeededRow& needed,
                                  std::size_t interval) const {
    WatchMask found = 0;
    for (std::size_t w = 0; w < cash.size(); ++w) {
      if ((among & bit_of(w)) == 0) continue;
      if (needed(guards.watches[w].direction)[interval] >= cash[w]) found |= bit_of(w);
    }
    return found;
  }

  /// The intervals, as a mask, in which some of these watches may be touched; of 32 at most.
  template <class NeededRow>
  [[nodiscard]] std::uint32_t touched_parts(WatchMask among, const NeededRow& needed,
                                            std::size_t count) const {
    std::uint32_t parts = 0;
    for (std::size_t w = 0; w < cash.size(); ++w) {
      if ((among & bit_of(w)) == 0) continue;
      parts |= where_needed(cash[w], needed(guards.watches[w].direction), count);
    }
    return parts;
  }

 private:
  /// The bit of the w-th watch.
  static WatchMask bit_of(std::size_t w) { return WatchMask{1} << std::min<std::size_t>(w, 63); }
};

}  // namespace marginwalk::replay
