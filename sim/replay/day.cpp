#include "sim/replay/day.hpp"

#include <algorithm>

namespace marginwalk::replay {

using random::minutes_per_day;

Day::Day(const World& world)
    : world_(&world),
      assets_(world.market().assets.size()),
      contracts_(world.market().underlying.size()),
      motion_((minutes_per_day + 1) * world.tree().factors()),
      logarithms_((minutes_per_day + 1) * assets_),
      marks_((minutes_per_day + 1) * contracts_) {}

void Day::begin(std::uint64_t path) {
  path_ = path;
  day_ = 0;
  std::fill_n(motion_.begin(), world_->tree().factors(), 0.0F);
  price(0);
  world_->tree().fill_end(path_, day_, motion_);
  price(minutes_per_day);
}

void Day::next() {
  const auto end_to_start = [](auto& rows, std::size_t width) {
    std::copy_n(rows.end() - static_cast<std::ptrdiff_t>(width), width, rows.begin());
  };
  end_to_start(motion_, world_->tree().factors());
  end_to_start(logarithms_, assets_);
  end_to_start(marks_, contracts_);
  ++day_;
  world_->tree().fill_end(path_, day_, motion_);
  price(minutes_per_day);
}

void Day::draw(const random::Cut& cut) {
  world_->tree().fill_cut(path_, day_, cut, motion_);
  price(cut.minute);
}

void Day::price(std::uint32_t minute) {
  const std::size_t factors = world_->tree().factors();
  world_->price(seconds(minute), std::span(motion_).subspan(minute * factors, factors),
                std::span(logarithms_).subspan(minute * assets_, assets_),
                std::span(marks_).subspan(minute * contracts_, contracts_));
}

}  // namespace marginwalk::replay
