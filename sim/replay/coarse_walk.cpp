#include "sim/replay/coarse_walk.hpp"

#include <algorithm>
#include <limits>

namespace marginwalk::replay {
namespace {

using random::minutes_per_day;

Node node(const Day& day, std::uint32_t minute) {
  return {day.logarithms(minute), day.marks(minute)};
}

std::vector<std::uint32_t> funding_minutes(const World& world) {
  std::vector<std::uint32_t> minutes;
  for (const Stop& stop : world.stops()) {
    if (stop.funding) minutes.push_back(stop.minute);
  }
  return minutes;
}

}  // namespace

CoarseWalk::CoarseWalk(const World& world, std::size_t most_tripwires, double error_bound)
    : world_(&world),
      bound_(world, most_tripwires, error_bound),
      step_(world.clock().step / random::seconds_per_minute),
      last_minute_(
          (world.clock().horizon - 1) % random::seconds_per_day / random::seconds_per_minute + 1),
      whole_day_(make_anchors(minutes_per_day)),
      last_day_(make_anchors(last_minute_)) {}

CoarseWalk::Anchors CoarseWalk::make_anchors(std::uint32_t last_minute) const {
  std::vector<std::uint32_t> wanted = funding_minutes(*world_);
  wanted.push_back(last_minute);
  Anchors result{random::DayPlan(wanted), {}};
  std::vector<std::uint32_t> minutes{minutes_per_day};
  for (const random::Cut& cut : result.plan.cuts()) minutes.push_back(cut.minute);
  std::sort(minutes.begin(), minutes.end());
  for (const std::uint32_t minute : minutes) {
    const auto stop = std::find_if(world_->stops().begin(), world_->stops().end(),
                                   [&](const Stop& each) { return each.minute == minute; });
    const bool is_stop = stop != world_->stops().end();
    result.anchors.push_back({minute, is_stop, is_stop && stop->funding});
  }
  return result;
}

void CoarseWalk::operator()(std::uint64_t path, Day& day, std::vector<Trial>& trials) const {
  for (day.begin(path);; day.next()) {
    const bool last = day.seconds(minutes_per_day) >= world_->clock().horizon;
    if (last) return walk_day(last_day_, last_minute_, day, trials);
    walk_day(whole_day_, minutes_per_day, day, trials);
  }
}

void CoarseWalk::walk_day(const Anchors& anchors, std::uint32_t last_minute, Day& day,
                          std::vector<Trial>& trials) const {
  std::vector<bool> known(minutes_per_day + 1, false);
  for (const random::Cut& cut : anchors.plan.cuts()) day.draw(cut);
  std::uint32_t left = 0;
  for (const Anchor& anchor : anchors.anchors) {
    if (anchor.minute > last_minute) return;
    for (Trial& trial : trials) {
      const std::optional<double> clear = clearance(trial, day, left, anchor.minute);
      if (!clear && has_stop_between(left, anchor.minute)) {
        descend(trial, day, known, left, anchor.minute);
      }
      if (anchor.stop) visit(trial, day, anchor, clear);
    }
    left = anchor.minute;
  }
}

void CoarseWalk::visit(Trial& trial, const Day& day, const Anchor& anchor,
                       std::optional<double> clearance) const {
  const core::Marks marks = day.marks(anchor.minute);
  const double payment = anchor.funding ? trial.largest_payment(marks).value() : 0;
  if (clearance && *clearance > payment) {
    trial.pass(anchor.funding, marks);
  } else {
    trial.visit(day.seconds(anchor.minute), anchor.funding, marks);
  }
}

std::optional<double> CoarseWalk::clearance(const Trial& trial, const Day& day, std::uint32_t left,
                                            std::uint32_t right) const {
  const Node from = node(day, left);
  const Node to = node(day, right);
  double least = std::numeric_limits<double>::infinity();
  for (const core::Tripwire& tripwire : trial.tripwires()) {
    const core::Money cash = tripwire.cash(trial.account());
    const std::optional<double> clear =
        bound_.clearance(tripwire, cash, trial.published_at(), from, to, right - left);
    if (!clear) return std::nullopt;
    least = std::min(least, *clear);
  }
  return least;
}

void CoarseWalk::descend(Trial& trial, Day& day, std::vector<bool>& known, std::uint32_t left,
                         std::uint32_t right) const {
  const random::Cut cut = random::cut_between(left, right);
  if (!known[cut.minute]) {
    day.draw(cut);
    known[cut.minute] = true;
  }
  if (!clearance(trial, day, left, cut.minute)) {
    if (has_stop_between(left, cut.minute)) descend(trial, day, known, left, cut.minute);
    if (cut.minute % step_ == 0) {
      trial.visit(day.seconds(cut.minute), false, day.marks(cut.minute));
    }
  }
  if (has_stop_between(cut.minute, right) && !clearance(trial, day, cut.minute, right)) {
    descend(trial, day, known, cut.minute, right);
  }
}

bool CoarseWalk::has_stop_between(std::uint32_t left, std::uint32_t right) const {
  return (left / step_ + 1) * step_ < right;
}

}  // namespace marginwalk::replay
