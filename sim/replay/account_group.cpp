#include "sim/replay/account_group.hpp"

#include <algorithm>
#include <bit>

#include "core/funding.hpp"

namespace marginwalk::replay {
namespace {

using random::lanes;

std::size_t first_lane(LaneMask mask) { return static_cast<std::size_t>(std::countr_zero(mask)); }

/// Whether a scope can be touched once the account has paid some more.
bool may_be_touched_after(const Single& single, core::Money payment, const Needed& needed) {
  for (std::size_t w = 0; w < single.guards.watches.size(); ++w) {
    const Watch& watch = single.guards.watches[w];
    const double left = single.cash[w] - payment.value() * watch.per_scale;
    if (needed(watch.direction)[single.lane] >= left) return true;
  }
  return false;
}

}  // namespace

AccountGroup::AccountGroup(const World& world, const Terms& terms,
                           const std::vector<Trader>& traders, bool extremes)
    : world_(&world),
      venue_(terms.venue),
      directions_(world),
      accounts_(world),
      extremes_(extremes),
      untouched_(traders.size()),
      due_(traders.size()),
      reached_(traders.size()),
      makers_(lanes, StampMaker(world)),
      stamps_(lanes) {
  for (std::size_t i = 0; i < traders.size(); ++i) {
    const Trial trial(terms, traders[i]);
    own_guards_.push_back(guards(trial, directions_));
    accounts_.add(traders[i].account, own_guards_[i].screens);
    reviews_.push_back(!conduct::reviews_of(traders[i].conduct.rules).empty());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      singles_.push_back({i, lane, trial, false, true, own_guards_[i], {}});
    }
  }
  own_directions_ = directions_.size();
}

void AccountGroup::begin(std::uint64_t first_path) {
  accounts_.begin();
  for (std::size_t lane = 0; lane < lanes; ++lane) makers_[lane].begin(first_path + lane);
  directions_.keep(own_directions_);
  changed_.clear();
  std::fill(due_.begin(), due_.end(), 0);
  for (std::size_t i = 0; i < untouched_.size(); ++i) {
    const bool in_lanes = accounts_.holds(i) && !extremes_;
    untouched_[i] = in_lanes ? all_lanes : 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      Single& each = single(i, lane);
      if (each.changed) {
        each.guards = own_guards_[i];
        each.trial.begin(first_path + lane, extremes_);
      } else {
        each.trial.move_to(first_path + lane);
      }
      each.loaded = each.changed = !in_lanes;
      if (in_lanes) continue;
      reload_cash(each);
      changed_.push_back(&each);
    }
  }
}

void AccountGroup::find_touched(const Needed& needed, const std::vector<LaneMask>& among,
                                std::vector<LaneMask>& touched) {
  for (std::size_t i = 0; i < touched.size(); ++i) touched[i] = among[i] & untouched_[i];
  accounts_.bounds().find_touched(needed, touched);
  for (const Single* each : changed_) {
    const LaneMask bit = LaneMask{1} << each->lane;
    if ((among[each->account] & bit) == 0) continue;
    for (const Watch& watch : each->guards.screens) {
      const double cash = watch.cash(each->trial.account());
      if (needed(watch.direction)[each->lane] < cash) continue;
      touched[each->account] |= bit;
      break;
    }
  }
}

Single& AccountGroup::look_at(std::size_t account, std::size_t lane) {
  Single& each = single(account, lane);
  if (!each.changed) {
    each.loaded = false;
    reload_cash(each);
  }
  return each;
}

void AccountGroup::load(Single& single, bool before) {
  if (single.changed || single.loaded) return;
  single.trial.resume(
      [&](core::Account& account) { accounts_.pay(single.account, single.lane, before, account); });
  single.loaded = true;
}

bool AccountGroup::visit(Single& single, std::uint32_t seconds, core::Marks marks) {
  load(single, false);
  const std::uint64_t version = single.trial.changes();
  single.trial.visit(seconds, {}, marks);
  if (single.trial.changes() == version) return false;
  take_over(single);
  return true;
}

void AccountGroup::take_over(Single& single) {
  untouched_[single.account] &= ~(LaneMask{1} << single.lane);
  const bool first = !single.changed;
  single.changed = true;
  if (!single.trial.holds_positions()) return;
  if (first) changed_.push_back(&single);
  single.guards = guards(single.trial, directions_);
  reload_cash(single);
}

void AccountGroup::reload_cash(Single& single) {
  single.cash.clear();
  for (const Watch& watch : single.guards.watches) {
    single.cash.push_back(single.changed
                              ? watch.cash(single.trial.account())
                              : accounts_.bounds().cash(single.account, single.lane, watch));
  }
}

void AccountGroup::arrive(const Arrival& stop, const Needed& needed) {
  // Those that change at this very stop have been visited at it.
  const std::size_t changed_before = changed_.size();
  make_stamps(stop);
  for (std::size_t i = 0; stop.at.review && i < due_.size(); ++i) {
    if (reviews_[i]) due_[i] = all_lanes;
  }
  if (stop.at.funding) settle_lanes(stop, needed);
  visit_due(stop);
  settle_changed(stop, needed, changed_before);
  std::erase_if(changed_, [](const Single* each) { return !each->trial.holds_positions(); });
  std::fill(due_.begin(), due_.end(), 0);
}

void AccountGroup::make_stamps(const Arrival& stop) {
  std::fill(stamps_.begin(), stamps_.end(), Stamp{world_->funding_rates(stop.at)});
  const bool alike = !stop.at.funding || world_->has_constant_rates();
  if (alike && !stop.at.look && !stop.at.change) return;
  LaneMask everything = 0;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    stop.paths->copy_marks(stop.row, lane, marks_);
    stamps_[lane] = makers_[lane](stop.at, stop.seconds, marks_);
    if (stamps_[lane].look || stamps_[lane].change) everything |= LaneMask{1} << lane;
  }
  for (LaneMask& due : due_) due |= everything;
}

void AccountGroup::settle_lanes(const Arrival& stop, const Needed& needed) {
  charges_.resize(world_->contracts());
  for (std::size_t i = 0; i < charges_.size(); ++i) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const core::Rate rate = stamps_[lane].rates[i];
      charges_[i][lane] = core::funding_charge(venue_->contracts[i], core::Price(1), rate).value();
    }
  }
  accounts_.settle_funding(charges_, stop.paths->marks(stop.row));
  reached_ = untouched_;
  accounts_.bounds().find_touched(needed, reached_);
  for (std::size_t i = 0; i < due_.size(); ++i) due_[i] |= reached_[i];
}

void AccountGroup::visit_due(const Arrival& stop) {
  for (std::size_t i = 0; i < due_.size(); ++i) {
    for (LaneMask mask = due_[i] & untouched_[i]; mask != 0; mask &= mask - 1) {
      Single& each = single(i, first_lane(mask));
      stop.paths->copy_marks(stop.row, each.lane, marks_);
      each.loaded = false;
      load(each, stop.at.funding);
      const std::uint64_t version = each.trial.changes();
      each.trial.visit(stop.seconds, stamps_[each.lane], marks_);
      if (each.trial.changes() != version) take_over(each);
    }
  }
}

void AccountGroup::settle_changed(const Arrival& stop, const Needed& needed, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    Single& each = *changed_[k];
    const bool due = (due_[each.account] >> each.lane & 1U) != 0 || extremes_;
    if (!each.trial.holds_positions() || (!due && !stop.at.funding)) continue;
    stop.paths->copy_marks(stop.row, each.lane, marks_);
    const std::uint64_t version = each.trial.changes();
    const Stamp& stamp = stamps_[each.lane];
    if (due ||
        may_be_touched_after(each, each.trial.largest_payment(stamp.rates, marks_), needed)) {
      each.trial.visit(stop.seconds, stamp, marks_);
    } else {
      each.trial.pass(stamp.rates, marks_);
    }
    if (each.trial.changes() != version) {
      take_over(each);
    } else if (stop.at.funding) {
      reload_cash(each);
    }
  }
}

core::Exposure AccountGroup::standing(std::size_t account, std::size_t lane, core::Marks marks) {
  Single& each = single(account, lane);
  each.loaded = false;
  load(each, false);
  return core::assess(each.trial.venue(), each.trial.account(), marks);
}

Outcome AccountGroup::outcome(std::size_t account, std::size_t lane, core::Marks marks) {
  Single& each = single(account, lane);
  if (!each.changed) {
    each.loaded = false;
    load(each, false);
  }
  each.trial.leave(accounts_.funding(account, lane), marks);
  return each.trial.finish();
}

}  // namespace marginwalk::replay
