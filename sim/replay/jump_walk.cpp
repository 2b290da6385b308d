#include "sim/replay/jump_walk.hpp"

namespace marginwalk::replay {

JumpLoss JumpWalk::operator()(std::uint64_t path, const core::Account& account,
                              std::uint32_t until) {
  JumpLoss sum;
  if (world_->law().is_plain()) return sum;
  for (day_.begin(path);; day_.next()) {
    std::uint32_t left = 0;
    for (const Anchor& anchor : day_.anchors().list()) {
      if (day_.anchors().is_behind(anchor)) break;
      const std::uint32_t right = anchor.minute();
      day_.approach(right);
      for (const std::uint32_t minute : day_.jump_minutes(left, right)) {
        if (day_.seconds(minute) > until) return sum;
        reach(minute, left, right);
        add(account, minute, until, sum);
      }
      if (day_.seconds(right) >= until) return sum;
      day_.arrive(right);
      left = right;
    }
    if (day_.is_last()) return sum;
  }
}

/// Makes a node known that is cut from an interval.
void JumpWalk::reach(std::uint32_t minute, std::uint32_t left, std::uint32_t right) {
  while (minute != right) {
    const std::uint32_t middle = day_.cut(left, right);
    if (minute <= middle) {
      right = middle;
    } else {
      left = middle;
    }
  }
}

void JumpWalk::add(const core::Account& account, std::uint32_t minute, std::uint32_t until,
                   JumpLoss& sum) const {
  const core::Money loss = core::worth(*venue_, account, day_.before(minute)) -
                           core::worth(*venue_, account, day_.marks(minute));
  sum.loss += loss;
  const std::uint32_t step = world_->clock().step;
  const std::uint32_t last_step = (until - 1) / step * step;
  if (loss != core::Money(0) && day_.seconds(minute) > last_step) sum.at_stop = true;
}

}  // namespace marginwalk::replay
