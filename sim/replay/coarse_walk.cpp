#include "sim/replay/coarse_walk.hpp"

#include <algorithm>
#include <bit>

#include "sim/replay/interval_kernels.hpp"

namespace marginwalk::replay {
namespace {

using random::lanes;
using random::minutes_per_day;

/// One for each scope's requirement, one for the whole account; each is a bound on a line and, on
/// both sides, on every asset's excursion.
std::size_t bounds_per_interval(const World& world, const std::vector<core::Account>& accounts) {
  std::size_t tripwires = 0;
  for (const core::Account& account : accounts) {
    tripwires = std::max(tripwires, account.positions.size() + 2);
  }
  return tripwires * (1 + 2 * world.market().assets.size());
}

/// Does it pay to cut an interval on all sixteen paths if it must be looked at closer on so many?
/// Long intervals always; others if a few paths seem to come near something by chance, which the
/// halves will mostly deny. Measured; decides how fast the answer comes and not what it is.
bool worth_halving(std::uint32_t length, int paths) {
  if (length > 480) return paths > 0;
  return length > 120 && paths >= 2 && paths <= 5;
}

}  // namespace

CoarseWalk::CoarseWalk(const World& world, const Terms& terms,
                       const std::vector<core::Account>& accounts, double error_bound)
    : world_(&world),
      step_(world.clock().step / random::seconds_per_minute),
      last_minute_(last_minute(world.clock())),
      whole_day_(world, minutes_per_day),
      last_day_(world, last_minute_),
      scale_(world.clock(), bounds_per_interval(world, accounts), error_bound),
      spread_(minutes_per_day + 1),
      directions_(world),
      group_(world),
      accounts_(world, accounts),
      bounds_(world, directions_),
      close_ups_(world, directions_, scale_),
      untouched_(accounts.size()),
      touched_(accounts.size()),
      due_(accounts.size()),
      open_(1, std::vector<LaneMask>(accounts.size(), all_lanes)) {
  for (std::uint32_t minutes = 1; minutes <= minutes_per_day; ++minutes) {
    spread_[minutes].fill(scale_.spread(minutes));
  }
  plan(whole_day_);
  plan(last_day_);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const Trial trial(terms, accounts[i]);
    own_guards_.push_back(guards(trial, directions_));
    if (accounts_.holds(i)) accounts_.watch(i, own_guards_[i].screens);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      singles_.push_back({i, lane, trial, false, false, own_guards_[i], {}});
    }
  }
  own_directions_ = directions_.size();
}

void CoarseWalk::plan(const Anchors& anchors) {
  std::uint32_t left = 0;
  for (const Anchor& anchor : anchors.list()) {
    close_ups_.plan(anchor.minute - left);
    left = anchor.minute;
  }
}

void CoarseWalk::operator()(std::uint64_t first_path) {
  for (begin(first_path);; group_.next_day()) {
    const bool last = seconds(minutes_per_day) >= world_->clock().horizon;
    walk_day(last ? last_day_ : whole_day_, last ? last_minute_ : minutes_per_day);
    if (last) return;
  }
}

void CoarseWalk::begin(std::uint64_t first_path) {
  group_.begin(first_path);
  accounts_.begin();
  directions_.keep(own_directions_);
  changed_.clear();
  for (std::size_t i = 0; i < untouched_.size(); ++i) {
    untouched_[i] = accounts_.holds(i) ? all_lanes : 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      Single& each = single(i, lane);
      if (each.changed) each.guards = own_guards_[i];
      each.loaded = each.changed = !accounts_.holds(i);
      if (!each.changed) continue;
      each.trial.begin(false);
      reload_cash(each);
      changed_.push_back(&each);
    }
  }
}

std::uint32_t CoarseWalk::seconds(std::uint32_t minute) const {
  return group_.day() * random::seconds_per_day + minute * random::seconds_per_minute;
}

void CoarseWalk::walk_day(const Anchors& anchors, std::uint32_t last_minute) {
  group_.draw_day(anchors);
  Here here;
  for (const Anchor& anchor : anchors.list()) {
    if (anchor.minute > last_minute) return;
    here = {here.row, here.row + 1, here.anchor.minute, anchor};
    pass_interval(here, 0);
    end_row_ = here.row;
  }
}

void CoarseWalk::pass_interval(const Here& here, std::size_t depth) {
  const std::uint32_t length = here.anchor.minute - here.left;
  bounds_.set({lanes, lanes, group_.logarithms(here.left_row)->data(),
               group_.logarithms(here.row)->data(), group_.marks(here.left_row)->data(),
               group_.marks(here.row)->data(), spread_[length].data()});
  const bool inside = has_stop_between(here.left, here.anchor.minute);
  find_touched(inside, open_[depth]);
  LaneMask any = 0;
  for (const LaneMask mask : touched_) any |= mask;
  if (inside && worth_halving(length, std::popcount(any))) return halve(here, depth);
  for (; any != 0; any &= any - 1) {
    look_closer(here, static_cast<std::size_t>(std::countr_zero(any)));
  }
  if (here.anchor.stop) arrive(here);
}

void CoarseWalk::halve(const Here& here, std::size_t depth) {
  if (open_.size() == depth + 1) open_.emplace_back();
  open_[depth + 1] = touched_;
  depth_ = depth + 1;
  const random::Cut cut = random::cut_between(here.left, here.anchor.minute);
  const std::size_t row = group_.push_cut(cut, here.left_row, here.row);
  const Anchor middle{cut.minute, cut.minute % step_ == 0, false};
  pass_interval({here.left_row, row, here.left, middle}, depth + 1);
  depth_ = depth + 1;
  pass_interval({row, here.row, cut.minute, here.anchor}, depth + 1);
  depth_ = depth;
  group_.pop_cut();
}

void CoarseWalk::find_touched(bool inside, const std::vector<LaneMask>& among) {
  const auto needed = inside ? &IntervalBounds::needed : &IntervalBounds::needed_at_end;
  for (std::size_t i = 0; i < touched_.size(); ++i) touched_[i] = among[i] & untouched_[i];
  accounts_.find_touched(bounds_, needed, touched_);
  std::fill(due_.begin(), due_.end(), 0);
  for (const Single* each : changed_) {
    const LaneMask bit = LaneMask{1} << each->lane;
    if ((among[each->account] & bit) == 0) continue;
    for (const Watch& watch : each->guards.screens) {
      const double cash = watch.cash(each->trial.account());
      if ((bounds_.*needed)(watch.direction)[each->lane] < cash) continue;
      touched_[each->account] |= bit;
      break;
    }
  }
}

void CoarseWalk::look_closer(const Here& here, std::size_t lane) {
  close_ups_.begin(group_.first_path() + lane, group_.day());
  const LaneMask bit = LaneMask{1} << lane;
  const bool inside = has_stop_between(here.left, here.anchor.minute);
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    if ((touched_[i] & bit) == 0) continue;
    Single& each = single(i, lane);
    if (!each.changed) {
      each.loaded = false;
      reload_cash(each);
    }
    const WatchMask touched =
        inside ? each.touched(all_watches, bounds_, &IntervalBounds::needed, lane) : 0;
    if (touched != 0) {
      search(each, touched,
             close_ups_.at(here.left, here.anchor.minute, lane_end(here.left_row, lane),
                           lane_end(here.row, lane)));
    }
    if (each.changed && !each.trial.holds_positions()) continue;
    if (each.touched(all_watches, bounds_, &IntervalBounds::needed_at_end, lane) != 0) {
      due_[i] |= bit;
    }
  }
}

CloseUp::End CoarseWalk::lane_end(std::size_t row, std::size_t lane) const {
  return {group_.motion(row)->data() + lane, group_.logarithms(row)->data() + lane,
          group_.marks(row)->data() + lane, lanes};
}

void CoarseWalk::search(Single& single, WatchMask among, CloseUp& view) {
  std::uint32_t parts = single.touched_parts(among, view);
  while (parts != 0) {
    const auto part = static_cast<std::size_t>(std::countr_zero(parts));
    parts &= parts - 1;
    const std::uint64_t version = single.trial.changes();
    const std::uint32_t left = view.minute(part);
    const std::uint32_t right = view.minute(part + 1);
    if (has_stop_between(left, right)) {
      const WatchMask touched = single.touched(among, view.bounds(), &IntervalBounds::needed, part);
      search(single, touched, close_ups_.at(left, right, view.end(part), view.end(part + 1)));
      if (single.trial.changes() != version) among = all_watches;
      if (single.changed && !single.trial.holds_positions()) return;
    }
    if (part + 1 < view.parts() && right % step_ == 0 &&
        single.touched(among, view.bounds(), &IntervalBounds::needed_at_end, part) != 0) {
      view.copy_marks(part + 1, marks_);
      visit(single, seconds(right), false, false);
    }
    if (single.trial.changes() == version) continue;
    if (!single.trial.holds_positions()) return;
    among = all_watches;
    parts = single.touched_parts(among, view) & (~std::uint32_t{0} << part << 1U);
  }
}

void CoarseWalk::visit(Single& single, std::uint32_t at, bool funding, bool before) {
  if (!single.loaded) {
    accounts_.copy(single.account, single.lane, before, account_);
    single.trial.begin(false);
    single.trial.resume(account_);
    single.loaded = true;
  }
  const std::uint64_t version = single.trial.changes();
  single.trial.visit(at, funding, marks_);
  if (single.trial.changes() != version) take_over(single);
}

void CoarseWalk::take_over(Single& single) {
  // What was passed over with other tripwires must be looked at with these.
  for (std::size_t depth = 1; depth <= depth_; ++depth) {
    open_[depth][single.account] |= LaneMask{1} << single.lane;
  }
  untouched_[single.account] &= ~(LaneMask{1} << single.lane);
  const bool first = !single.changed;
  single.changed = true;
  if (!single.trial.holds_positions()) return;
  if (first) changed_.push_back(&single);
  single.guards = guards(single.trial, directions_);
  reload_cash(single);
}

void CoarseWalk::reload_cash(Single& single) {
  single.cash.clear();
  for (const Watch& watch : single.guards.watches) {
    single.cash.push_back(single.changed ? watch.cash(single.trial.account())
                                         : accounts_.cash(single.account, single.lane, watch));
  }
}

void CoarseWalk::arrive(const Here& here) {
  // Those that change at this very stop have been visited at it.
  const std::size_t changed_before = changed_.size();
  if (here.anchor.funding) settle_lanes(here);
  for (std::size_t i = 0; i < due_.size(); ++i) {
    for (LaneMask mask = due_[i] & untouched_[i]; mask != 0; mask &= mask - 1) {
      Single& each = single(i, static_cast<std::size_t>(std::countr_zero(mask)));
      group_.copy_marks(here.row, each.lane, marks_);
      each.loaded = false;
      visit(each, seconds(here.anchor.minute), here.anchor.funding, here.anchor.funding);
    }
  }
  settle_changed(here, changed_before);
  std::erase_if(changed_, [](const Single* each) { return !each->trial.holds_positions(); });
}

void CoarseWalk::settle_lanes(const Here& here) {
  accounts_.settle_funding(group_.marks(here.row));
  touched_ = untouched_;
  accounts_.find_touched(bounds_, &IntervalBounds::needed_at_end, touched_);
  for (std::size_t i = 0; i < due_.size(); ++i) due_[i] |= touched_[i];
}

void CoarseWalk::settle_changed(const Here& here, std::size_t count) {
  const bool funding = here.anchor.funding;
  for (std::size_t k = 0; k < count; ++k) {
    Single& each = *changed_[k];
    const bool due = (due_[each.account] >> each.lane & 1U) != 0;
    if (!each.trial.holds_positions() || (!due && !funding)) continue;
    group_.copy_marks(here.row, each.lane, marks_);
    if (due || may_be_touched_after(each, each.trial.largest_payment(marks_))) {
      visit(each, seconds(here.anchor.minute), funding, false);
    } else {
      each.trial.pass(funding, marks_);
    }
    if (funding && each.trial.holds_positions()) reload_cash(each);
  }
}

bool CoarseWalk::may_be_touched_after(const Single& single, core::Money payment) {
  for (std::size_t w = 0; w < single.guards.watches.size(); ++w) {
    const Watch& watch = single.guards.watches[w];
    const double left = single.cash[w] - payment.value() * watch.per_scale;
    if (bounds_.needed_at_end(watch.direction)[single.lane] >= left) return true;
  }
  return false;
}

bool CoarseWalk::has_stop_between(std::uint32_t left, std::uint32_t right) const {
  return (left / step_ + 1) * step_ < right;
}

Outcome CoarseWalk::outcome(std::size_t account, std::size_t lane) {
  Single& each = single(account, lane);
  if (!each.changed) {
    accounts_.copy(account, lane, false, account_);
    each.trial.begin(false);
    each.trial.resume(account_);
  }
  group_.copy_marks(end_row_, lane, marks_);
  each.trial.leave(accounts_.funding(account, lane), marks_);
  return each.trial.finish();
}

}  // namespace marginwalk::replay
