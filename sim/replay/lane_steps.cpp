#include "sim/replay/lane_steps.hpp"

namespace marginwalk::replay {
namespace {

/// What registers are filled up to.
std::size_t filled(std::size_t count) {
  return (count + random::lanes - 1) / random::lanes * random::lanes;
}

}  // namespace

LaneSteps::LaneSteps(const World& world, const Directions& directions)
    : world_(&world),
      bounds_(world, directions),
      logarithms_(world.market().assets.size() * stride),
      marks_(world.market().underlying.size() * stride) {
  const Market& market = world.market();
  for (std::size_t i = 0; i < market.underlying.size(); ++i) {
    const std::size_t asset = market.underlying[i];
    prices_.push_back({market.assets[asset].start.value(), &logarithms_[asset * stride + 1],
                       &marks_[i * stride + 1]});
  }
}

void LaneSteps::take(const PathSteps& steps, std::size_t lane) {
  minutes_.assign(steps.minutes().begin(), steps.minutes().end());
  for (std::uint32_t& minute : minutes_) minute += steps.interval().left;
  for (std::size_t asset = 0; asset < world_->market().assets.size(); ++asset) {
    for (std::size_t position = 1; position < parts(); ++position) {
      logarithms_[asset * stride + position] = steps.logarithms(asset, position)[lane];
    }
  }
  random::scaled_exponentials(prices_, filled(parts() - 1));
  copy_end(0, steps.group().node(steps.interval().left_row, lane));
  copy_end(parts(), steps.group().node(steps.interval().row, lane));
  bounds_.set({parts(), stride, logarithms_.data(), logarithms_.data() + 1, marks_.data(),
               marks_.data() + 1, nullptr});
}

void LaneSteps::copy_end(std::size_t position, const PathNode& node) {
  for (std::size_t i = 0; i < world_->market().assets.size(); ++i) {
    logarithms_[i * stride + position] = node.logarithms[i * node.stride];
  }
  for (std::size_t i = 0; i < world_->market().underlying.size(); ++i) {
    marks_[i * stride + position] = node.marks[i * node.stride];
  }
}

void LaneSteps::copy_marks(std::size_t position, std::vector<core::Price>& copy) const {
  copy.resize(world_->market().underlying.size());
  for (std::size_t i = 0; i < copy.size(); ++i) {
    copy[i] = core::Price(marks_[i * stride + position]);
  }
}

}  // namespace marginwalk::replay
