#include "sim/replay/close_up.hpp"

namespace marginwalk::replay {
namespace {

/// What registers are filled up to.
std::size_t filled(std::size_t count) {
  return (count + random::lanes - 1) / random::lanes * random::lanes;
}

}  // namespace

CloseUp::CloseUp(const World& world, const Directions& directions)
    : world_(&world),
      bounds_(world, directions),
      motion_(world.tree().factors() * stride),
      logarithms_(world.market().assets.size() * stride),
      marks_(world.market().underlying.size() * stride) {
  const Market& market = world.market();
  for (std::size_t i = 0; i < market.underlying.size(); ++i) {
    const std::size_t asset = market.underlying[i];
    prices_.push_back({market.assets[asset].start.value(), &logarithms_[asset * stride + 1],
                       &marks_[i * stride + 1]});
  }
}

void CloseUp::draw(std::uint64_t path, std::uint32_t day, std::uint32_t left_minute,
                   const random::Subtree& subtree, const BridgeScale& scale, const PathNode& left,
                   const PathNode& right) {
  minutes_.assign(subtree.minutes().begin(), subtree.minutes().end());
  for (std::size_t i = 0; i < parts(); ++i) {
    spread_[i] = scale.spread(minutes_[i + 1] - minutes_[i]);
  }
  for (std::uint32_t& minute : minutes_) minute += left_minute;
  for (std::size_t f = 0; f < world_->tree().factors(); ++f) {
    motion_[f * stride] = left.motion[f * left.stride];
    motion_[f * stride + parts()] = right.motion[f * right.stride];
  }
  const std::uint32_t seconds =
      day * random::seconds_per_day + left_minute * random::seconds_per_minute;
  subtree.draw(world_->tree().seed(), path, seconds, world_->tree().factors(), motion_.data(),
               stride);
  price(day);
  copy_end(0, left);
  copy_end(parts(), right);
  bounds_.set({parts(), stride, logarithms_.data(), logarithms_.data() + 1, marks_.data(),
               marks_.data() + 1, spread_.data()});
}

void CloseUp::take(const PathSteps& steps, std::size_t lane) {
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

void CloseUp::price(std::uint32_t day) {
  const std::size_t inner = parts() - 1;
  for (std::size_t i = 1; i <= inner; ++i) {
    const std::uint32_t seconds =
        day * random::seconds_per_day + minutes_[i] * random::seconds_per_minute;
    years_[i] = seconds / random::seconds_per_year;
  }
  world_->model()({filled(inner), stride, &years_[1], motion_.data() + 1, logarithms_.data() + 1});
  random::scaled_exponentials(prices_, filled(inner));
}

void CloseUp::copy_end(std::size_t position, const PathNode& end) {
  for (std::size_t i = 0; i < world_->market().assets.size(); ++i) {
    logarithms_[i * stride + position] = end.logarithms[i * end.stride];
  }
  for (std::size_t i = 0; i < world_->market().underlying.size(); ++i) {
    marks_[i * stride + position] = end.marks[i * end.stride];
  }
}

PathNode CloseUp::end(std::size_t position) const {
  return {&motion_[position], &logarithms_[position], &marks_[position], stride};
}

void CloseUp::copy_marks(std::size_t position, std::vector<core::Price>& copy) const {
  copy.resize(world_->market().underlying.size());
  for (std::size_t i = 0; i < copy.size(); ++i) {
    copy[i] = core::Price(marks_[i * stride + position]);
  }
}

}  // namespace marginwalk::replay
