#include "sim/replay/path_steps.hpp"

#include "sim/replay/lane_kernels.hpp"

namespace marginwalk::replay {
namespace {

using random::lanes;
constexpr std::size_t stride = random::Subtree::most_positions;

/// Minutes between the nodes that hold all stops. The tree cuts a day to eight hours and these by
/// halves to a quarter of an hour, and then to the minute.
std::uint32_t find_resolution(const Clock& clock) {
  const std::uint32_t step = clock.step / random::seconds_per_minute;
  for (std::uint32_t length = 480; length >= 15; length /= 2) {
    if (step % length == 0) return length;
  }
  return 1;
}

}  // namespace

PathSteps::PathSteps(const World& world)
    : world_(&world),
      resolution_(find_resolution(world.clock())),
      spacing_(resolution_ == 1 ? 30 : 480),
      subtrees_(random::minutes_per_day + 1),
      motion_(world.tree().factors() * stride),
      years_(stride),
      seconds_(stride),
      logarithms_(world.market().assets.size() * stride),
      low_(world.market().assets.size()),
      high_(low_),
      low_marks_(world.market().underlying.size()),
      high_marks_(low_marks_) {}

void PathSteps::plan(std::uint32_t length) {
  if (!subtrees_[length]) subtrees_[length].emplace(length, resolution_);
}

void PathSteps::draw(const PathGroup& group, const Interval& interval) {
  group_ = &group;
  interval_ = interval;
  if (parts() > 1) draw_nodes();
  for (std::size_t asset = 0; asset < low_.size(); ++asset) {
    logarithms_[asset * stride + parts()] = group.logarithms(interval.row)[asset];
  }
  find_extremes();
}

void PathSteps::draw_nodes() {
  const std::size_t factors = world_->tree().factors();
  for (std::size_t f = 0; f < factors; ++f) {
    motion_[f * stride] = group_->motion(interval_.left_row)[f];
    motion_[f * stride + parts()] = group_->motion(interval_.row)[f];
  }
  subtree().draw_paths(world_->tree().seed(), group_->first_path(), group_->seconds(interval_.left),
                       factors, motion_.data(), stride);
  for (std::size_t position = 1; position < parts(); ++position) {
    const std::uint32_t seconds = group_->seconds(interval_.left + minutes()[position]);
    years_[position].fill(seconds / random::seconds_per_year);
    seconds_[position] = seconds;
  }
  const LaneSegment* const segment = group_->segment(interval_.row);
  if (!segment) {
    return world_->law().maps().front()({(parts() - 1) * lanes, stride * lanes, years_[1].data(),
                                         motion_[1].data(), logarithms_[1].data()});
  }
  segment->price(world_->law(),
                 {parts() - 1, stride, &years_[1], &seconds_[1], &motion_[1], &logarithms_[1]});
}

void PathSteps::find_extremes() {
  for (std::size_t asset = 0; asset < low_.size(); ++asset) {
    find_range(&logarithms(asset, 1), parts(), low_[asset], high_[asset]);
  }
  const std::size_t start = interval_.left_row;
  for (std::size_t i = 0; i < low_marks_.size(); ++i) {
    const std::size_t asset = world_->market().underlying[i];
    bound_marks(
        {group_->logarithms(start)[asset], group_->marks(start)[i], low_[asset], high_[asset]},
        low_marks_[i], high_marks_[i]);
  }
}

}  // namespace marginwalk::replay
