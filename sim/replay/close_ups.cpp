#include "sim/replay/close_ups.hpp"

namespace marginwalk::replay {
namespace {

/// How fine an interval is cut at once: so that it has sixteen parts at most, between which lie as
/// many nodes as there are lanes.
std::uint32_t resolution(std::uint32_t length) { return length > 15 ? 15 : 1; }

}  // namespace

CloseUps::CloseUps(const World& world, const Directions& directions, const BridgeScale& scale)
    : world_(&world),
      directions_(&directions),
      scale_(&scale),
      subtrees_(random::minutes_per_day + 1) {}

void CloseUps::plan(std::uint32_t length) {
  if (length < 2 || (length <= longest && subtrees_[length])) return;
  if (length <= longest) subtrees_[length].emplace(length, resolution(length));
  const std::uint32_t before = random::cut_between(0, length).minute;
  plan(before);
  plan(length - before);
}

void CloseUps::begin(std::uint64_t path, std::uint32_t day, const LaneSegment* segment,
                     std::size_t lane) {
  path_ = path;
  day_ = day;
  segment_.reset();
  if (segment) segment_ = segment->path(world_->law(), lane);
  in_use_ = 0;
}

CloseUp& CloseUps::at(std::uint32_t left, std::uint32_t right, const PathNode& from,
                      const PathNode& to) {
  for (std::size_t i = 0; i < in_use_; ++i) {
    if (drawn_[i].left == left && drawn_[i].right == right) return drawn_[i].close_up;
  }
  if (in_use_ == drawn_.size()) drawn_.push_back({0, 0, CloseUp(*world_, *directions_)});
  Drawn& next = drawn_[in_use_++];
  next.left = left;
  next.right = right;
  next.close_up.draw(path_, day_, left, *subtrees_[right - left], *scale_, from, to,
                     segment_ ? &*segment_ : nullptr);
  return next.close_up;
}

}  // namespace marginwalk::replay
