#include "sim/replay/full_walk.hpp"

#include <algorithm>
#include <bit>

namespace marginwalk::replay {

using random::lanes;

FullWalk::FullWalk(const World& world, const Terms& terms, const std::vector<Trader>& traders,
                   bool extremes)
    : world_(&world),
      extremes_(extremes),
      steps_(world),
      anchors_(world, steps_.spacing()),
      group_(world),
      accounts_(world, terms, traders, extremes),
      box_(accounts_.directions()),
      at_anchor_(world, accounts_.directions()),
      lane_(world, accounts_.directions()),
      everything_(traders.size(), all_lanes),
      touched_(traders.size()),
      low_(lanes, std::vector<core::Price>(world.market().underlying.size())),
      high_(low_) {
  anchors_.for_each_length([&](std::uint32_t length) { steps_.plan(length); });
}

void FullWalk::operator()(std::uint64_t first_path, const Look& look) {
  accounts_.begin(first_path);
  anchors_(group_, first_path, [&](const Interval& each) {
    pass_interval(each);
    row_ = each.row;
    if (look && each.anchor.stop) look(group_.seconds(each.anchor.minute()));
  });
}

void FullWalk::pass_interval(const Interval& interval) {
  steps_.draw(group_, interval);
  find_touched();
  LaneMask any = 0;
  for (const LaneMask mask : touched_) any |= mask;
  for (LaneMask open = any; open != 0; open &= open - 1) {
    look_closer(static_cast<std::size_t>(std::countr_zero(open)));
  }
  if (interval.anchor.stop && (any != 0 || interval.anchor.at.due())) arrive(interval);
}

void FullWalk::arrive(const Interval& interval) {
  at_anchor_.set({lanes, lanes, group_.logarithms(interval.left_row)->data(),
                  group_.logarithms(interval.row)->data(), group_.marks(interval.left_row)->data(),
                  group_.marks(interval.row)->data(), nullptr});
  accounts_.arrive(
      {&group_, interval.row, group_.seconds(interval.anchor.minute()), interval.anchor.at},
      at_anchor_.at_end());
}

void FullWalk::find_touched() {
  box_.set(steps_);
  accounts_.find_touched(box_.over(), everything_, touched_);
  if (extremes_) find_extremes();
}

void FullWalk::find_extremes() {
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t i = 0; i < low_[lane].size(); ++i) {
      low_[lane][i] = core::Price(steps_.low_marks()[i][lane]);
      high_[lane][i] = core::Price(steps_.high_marks()[i][lane]);
    }
  }
  for (const Single* each : accounts_.changed()) {
    const LaneMask bit = LaneMask{1} << each->lane;
    if ((touched_[each->account] & bit) != 0) continue;
    if (each->trial.may_find_extreme(low_[each->lane], high_[each->lane])) {
      touched_[each->account] |= bit;
    }
  }
}

void FullWalk::look_closer(std::size_t lane) {
  lane_.take(steps_, lane);
  if (extremes_) find_stretches();
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    if ((touched_[i] >> lane & 1U) == 0) continue;
    Single& single = accounts_.look_at(i, lane);
    if (extremes_) {
      visit_stretches(single);
    } else {
      visit_touched(single);
    }
  }
}

void FullWalk::find_stretches() {
  constexpr std::size_t length = 6;
  stretches_.resize((lane_.parts() + length - 1) / length);
  for (std::size_t k = 0; k < stretches_.size(); ++k) {
    Stretch& stretch = stretches_[k];
    stretch.first = 1 + k * length;
    stretch.end = std::min(stretch.first + length, lane_.parts() + 1);
    lane_.copy_marks(stretch.first, stretch.low);
    stretch.high = stretch.low;
    for (std::size_t position = stretch.first + 1; position < stretch.end; ++position) {
      lane_.copy_marks(position, marks_);
      for (std::size_t i = 0; i < marks_.size(); ++i) {
        stretch.low[i] = std::min(stretch.low[i], marks_[i]);
        stretch.high[i] = std::max(stretch.high[i], marks_[i]);
      }
    }
  }
}

void FullWalk::visit_stretches(Single& single) {
  std::uint32_t touched = single.touched_parts(all_watches, lane_.needed(), lane_.parts());
  for (const Stretch& stretch : stretches_) {
    const std::uint64_t parts =
        (std::uint64_t{1} << (stretch.end - 1)) - (std::uint64_t{1} << (stretch.first - 1));
    if ((touched & parts) == 0 && !single.trial.may_find_extreme(stretch.low, stretch.high)) {
      continue;
    }
    const std::uint64_t version = single.trial.changes();
    for (std::size_t position = stretch.first; position < stretch.end; ++position) {
      visit(single, position);
    }
    if (single.trial.changes() == version) continue;
    if (!single.trial.holds_positions()) return;
    touched = single.touched_parts(all_watches, lane_.needed(), lane_.parts());
  }
}

void FullWalk::visit_touched(Single& single) {
  std::uint32_t parts = single.touched_parts(all_watches, lane_.needed(), lane_.parts());
  while (parts != 0) {
    const auto part = static_cast<std::size_t>(std::countr_zero(parts));
    parts &= parts - 1;
    const std::uint64_t version = single.trial.changes();
    visit(single, part + 1);
    if (single.trial.changes() == version) continue;
    if (!single.trial.holds_positions()) return;
    parts = single.touched_parts(all_watches, lane_.needed(), lane_.parts()) &
            (~std::uint32_t{0} << part << 1U);
  }
}

void FullWalk::visit(Single& single, std::size_t position) {
  if (position == lane_.parts()) {  // the anchor, which comes later
    return accounts_.set_due(single.account, LaneMask{1} << single.lane);
  }
  const std::uint32_t minute = lane_.minute(position);
  if (!world_->is_step(minute)) return;
  lane_.copy_marks(position, marks_);
  accounts_.visit(single, group_.seconds(minute), marks_);
}

core::Exposure FullWalk::standing(std::size_t account, std::size_t lane) {
  group_.copy_marks(row_, lane, marks_);
  return accounts_.standing(account, lane, marks_);
}

Outcome FullWalk::outcome(std::size_t account, std::size_t lane) {
  group_.copy_marks(row_, lane, marks_);
  return accounts_.outcome(account, lane, marks_);
}

}  // namespace marginwalk::replay
