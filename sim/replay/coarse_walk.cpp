#include "sim/replay/coarse_walk.hpp"

#include <algorithm>
#include <bit>

namespace marginwalk::replay {
namespace {

using random::lanes;
using random::minutes_per_day;

/// One for each scope's requirement, one for the whole account, some for each rule; each is a bound
/// on a line and, on both sides, on every asset's excursion.
std::size_t bounds_per_interval(const World& world, const std::vector<Trader>& traders) {
  std::size_t tripwires = 0;
  for (const Trader& trader : traders) {
    tripwires = std::max(tripwires, trader.account.positions.size() + 2 +
                                        conduct::most_tripwires * trader.conduct.rules.size());
  }
  return tripwires * (1 + 2 * world.market().assets.size());
}

}  // namespace

CoarseWalk::CoarseWalk(const World& world, const Terms& terms, const std::vector<Trader>& traders,
                       double error_bound)
    : world_(&world),
      anchors_(world, minutes_per_day),
      scale_(world.clock(), bounds_per_interval(world, traders), error_bound),
      spread_(minutes_per_day + 1),
      group_(world),
      accounts_(world, terms, traders, false),
      bounds_(world, accounts_.directions()),
      close_ups_(world, accounts_.directions(), scale_),
      touched_(traders.size()),
      open_(1, std::vector<LaneMask>(traders.size(), all_lanes)) {
  for (std::uint32_t minutes = 1; minutes <= minutes_per_day; ++minutes) {
    spread_[minutes].fill(scale_.spread(minutes));
  }
  anchors_.for_each_length([&](std::uint32_t length) { close_ups_.plan(length); });
}

void CoarseWalk::operator()(std::uint64_t first_path) {
  accounts_.begin(first_path);
  end_row_ = anchors_(group_, first_path, [&](const Interval& each) { pass_interval(each, 0); });
}

void CoarseWalk::pass_interval(const Interval& interval, std::size_t depth) {
  const std::uint32_t length = interval.length();
  bounds_.set(intervals(interval));
  const bool inside = world_->has_stop_between(interval.left, interval.anchor.minute());
  accounts_.find_touched(inside ? bounds_.over() : bounds_.at_end(), open_[depth], touched_);
  LaneMask any = 0;
  for (const LaneMask mask : touched_) any |= mask;
  if (inside && any != 0 && length > CloseUps::longest) return halve(interval, depth);
  for (; any != 0; any &= any - 1) {
    look_closer(interval, static_cast<std::size_t>(std::countr_zero(any)));
  }
  if (!interval.anchor.stop) return;
  accounts_.arrive(
      {&group_, interval.row, group_.seconds(interval.anchor.minute()), interval.anchor.at},
      bounds_.at_end());
}

Intervals CoarseWalk::intervals(const Interval& interval) {
  Intervals result{lanes,
                   lanes,
                   group_.logarithms(interval.left_row)->data(),
                   group_.logarithms(interval.row)->data(),
                   group_.marks(interval.left_row)->data(),
                   group_.marks(interval.row)->data(),
                   spread_[interval.length()].data()};
  const LaneSegment* const segment = group_.segment(interval.row);
  if (!segment) return result;
  result.scale = segment->scale().data()->data();
  if (segment->find_jumps(group_.seconds(interval.left), group_.seconds(interval.anchor.minute()),
                          jumps_down_, jumps_up_)) {
    result.jumps_down = jumps_down_.data()->data();
    result.jumps_up = jumps_up_.data()->data();
  }
  if (!segment->has_one_map()) {
    std::copy(segment->map().begin(), segment->map().end(), map_.begin());
    result.map = map_.data();
  } else if (segment->map().front() != 0) {
    map_.fill(static_cast<double>(segment->map().front()));
    result.map = map_.data();
  }
  return result;
}

void CoarseWalk::halve(const Interval& interval, std::size_t depth) {
  if (open_.size() == depth + 1) open_.emplace_back();
  open_[depth + 1] = touched_;
  const random::Cut cut = random::cut_between(interval.left, interval.anchor.minute());
  const std::size_t row = group_.push_cut(cut, interval.left_row, interval.row);
  const Anchor middle{{cut.minute, false, false}, world_->is_step(cut.minute)};
  pass_interval({interval.left_row, row, interval.left, middle}, depth + 1);
  pass_interval({row, interval.row, cut.minute, interval.anchor}, depth + 1);
  group_.pop_cut();
}

void CoarseWalk::look_closer(const Interval& interval, std::size_t lane) {
  const LaneSegment* const segment = group_.segment(interval.row);
  close_ups_.begin(group_.first_path() + lane, group_.day(), segment, lane);
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    if ((touched_[i] >> lane & 1U) != 0) look_closer(interval, accounts_.look_at(i, lane));
  }
}

void CoarseWalk::look_closer(const Interval& interval, Single& single) {
  const std::size_t lane = single.lane;
  if (world_->has_stop_between(interval.left, interval.anchor.minute())) {
    const WatchMask touched = single.touched(all_watches, bounds_.over(), lane);
    if (touched != 0) {
      search(single, touched,
             close_ups_.at(interval.left, interval.anchor.minute(),
                           group_.node(interval.left_row, lane), group_.node(interval.row, lane)));
    }
  }
  if (!interval.anchor.stop || (single.changed && !single.trial.holds_positions())) return;
  if (single.touched(all_watches, bounds_.at_end(), lane) != 0) {
    accounts_.set_due(single.account, LaneMask{1} << lane);
  }
}

void CoarseWalk::search(Single& single, WatchMask among, CloseUp& view) {
  const auto over = [&](std::size_t direction) { return view.needed_over(direction); };
  const auto at = [&](std::size_t direction) { return view.needed_at(direction); };
  const auto touched_parts = [&] {
    return view.finest() ? single.touched_parts(among, at, view.parts())
                         : single.touched_parts(among, over, view.parts());
  };
  for (std::uint32_t parts = touched_parts(); parts != 0;) {
    const auto part = static_cast<std::size_t>(std::countr_zero(parts));
    parts &= parts - 1;
    const std::uint64_t version = single.trial.changes();
    const std::uint32_t left = view.minute(part);
    const std::uint32_t right = view.minute(part + 1);
    if (world_->has_stop_between(left, right)) {
      search(single, single.touched(among, over, part),
             close_ups_.at(left, right, view.node(part), view.node(part + 1)));
      if (single.trial.changes() != version) among = all_watches;
      if (single.changed && !single.trial.holds_positions()) return;
    }
    if (part + 1 < view.parts() && world_->is_step(right) && single.touched(among, at, part) != 0) {
      view.copy_marks(part + 1, marks_);
      accounts_.visit(single, group_.seconds(right), marks_);
    }
    if (single.trial.changes() == version) continue;
    if (!single.trial.holds_positions()) return;
    among = all_watches;
    parts = touched_parts() & (~std::uint32_t{0} << part << 1U);
  }
}

Outcome CoarseWalk::outcome(std::size_t account, std::size_t lane) {
  group_.copy_marks(end_row_, lane, marks_);
  return accounts_.outcome(account, lane, marks_);
}

}  // namespace marginwalk::replay
