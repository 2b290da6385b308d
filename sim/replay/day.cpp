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
      marks_((minutes_per_day + 1) * contracts_),
      course_(world.law(), world.tree().seed()) {
  for (const random::Cut& cut : world.plan().cuts()) minutes_.push_back(cut.minute);
  minutes_.push_back(minutes_per_day);
  std::sort(minutes_.begin(), minutes_.end());
}

void Day::begin(std::uint64_t path) {
  path_ = path;
  day_ = 0;
  std::fill_n(motion_.begin(), world_->tree().factors(), 0.0F);
  std::fill_n(logarithms_.begin(), assets_, 0);
  world_->price(logarithms(0), std::span(marks_).first(contracts_));
  course_.begin(path);
  draw();
}

void Day::next() {
  const auto end_to_start = [](auto& rows, std::size_t width) {
    std::copy_n(rows.end() - static_cast<std::ptrdiff_t>(width), width, rows.begin());
  };
  end_to_start(motion_, world_->tree().factors());
  end_to_start(logarithms_, assets_);
  end_to_start(marks_, contracts_);
  ++day_;
  draw();
}

void Day::draw() {
  world_->tree().fill_end(path_, day_, motion_);
  for (const random::Cut& cut : world_->plan().cuts()) {
    world_->tree().fill_cut(path_, day_, cut, motion_);
  }
  for (const std::uint32_t minute : minutes_) price(minute);
}

void Day::price(std::uint32_t minute) {
  const std::size_t factors = world_->tree().factors();
  const std::span motion = std::span(motion_).subspan(minute * factors, factors);
  const std::span logarithms = std::span(logarithms_).subspan(minute * assets_, assets_);
  const paths::Law& law = world_->law();
  if (law.is_plain()) {
    law.maps().front()(seconds(minute) / random::seconds_per_year, motion, logarithms);
  } else if (minute % world_->period() == 0) {
    course_.end_period(seconds(minute), motion, logarithms);
  } else {
    course_.logarithms(seconds(minute), motion, logarithms);
  }
  world_->price(logarithms, std::span(marks_).subspan(minute * contracts_, contracts_));
}

}  // namespace marginwalk::replay
