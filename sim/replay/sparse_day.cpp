#include "sim/replay/sparse_day.hpp"

#include <algorithm>

namespace marginwalk::replay {

using random::minutes_per_day;
using random::seconds_per_minute;

SparseDay::SparseDay(const World& world)
    : world_(&world),
      horizon_(world.clock().horizon),
      contracts_(world.market().underlying.size()),
      whole_(world, minutes_per_day, minutes_per_day),
      last_(world, (horizon_ - 1) % random::seconds_per_day / seconds_per_minute + 1,
            minutes_per_day),
      motion_((minutes_per_day + 1) * world.tree().factors()),
      logarithms_(world.market().assets.size()),
      before_((minutes_per_day + 1) * contracts_),
      marks_(before_),
      priced_(minutes_per_day + 1),
      course_(world.law(), world.tree().seed()) {}

void SparseDay::begin(std::uint64_t path) {
  path_ = path;
  day_ = 0;
  std::fill_n(motion_.begin(), world_->tree().factors(), 0.0F);
  std::fill(logarithms_.begin(), logarithms_.end(), 0);
  world_->price(logarithms_, row(marks_, 0));
  course_.begin(path);
  draw();
}

void SparseDay::next() {
  const auto end_to_start = [](auto& rows, std::size_t width) {
    std::copy_n(rows.end() - static_cast<std::ptrdiff_t>(width), width, rows.begin());
  };
  end_to_start(motion_, world_->tree().factors());
  end_to_start(marks_, contracts_);
  ++day_;
  draw();
}

void SparseDay::draw() {
  std::fill(priced_.begin(), priced_.end(), 0);
  world_->tree().fill_end(path_, day_, motion_);
  for (const Anchors::RowCut& each : anchors().cuts()) {
    world_->tree().fill_cut(path_, day_, each.cut, motion_);
  }
}

std::span<const float> SparseDay::motion(std::uint32_t minute) const {
  const std::size_t factors = world_->tree().factors();
  return std::span(motion_).subspan(minute * factors, factors);
}

void SparseDay::price(std::uint32_t minute) {
  const paths::Law& law = world_->law();
  if (law.is_plain()) {
    law.maps().front()(seconds(minute) / random::seconds_per_year, motion(minute), logarithms_);
  } else {
    course_.logarithms(seconds(minute), motion(minute), logarithms_);
  }
  world_->price(logarithms_, row(marks_, minute));
  if (!law.is_plain()) {
    for (const paths::Jump& jump : course_.now().jumps) {
      if (jump.seconds != seconds(minute)) continue;
      for (std::size_t i = 0; i < logarithms_.size(); ++i) logarithms_[i] -= jump.size[i];
    }
  }
  world_->price(logarithms_, row(before_, minute));
}

void SparseDay::approach(std::uint32_t anchor) { price(anchor); }

void SparseDay::arrive(std::uint32_t anchor) {
  if (world_->law().is_plain() || anchor % world_->period() != 0) return;
  course_.end_period(seconds(anchor), motion(anchor), logarithms_);
  world_->price(logarithms_, row(marks_, anchor));
}

std::uint32_t SparseDay::cut(std::uint32_t left, std::uint32_t right) {
  const random::Cut cut = random::cut_between(left, right);
  if (priced_[cut.minute] == 0) {
    world_->tree().fill_cut(path_, day_, cut, motion_);
    price(cut.minute);
    priced_[cut.minute] = 1;
  }
  return cut.minute;
}

bool SparseDay::jumps_between(std::uint32_t left, std::uint32_t right) const {
  if (world_->law().is_plain()) return false;
  const auto& jumps = course_.now().jumps;
  return std::any_of(jumps.begin(), jumps.end(), [&](const paths::Jump& jump) {
    return jump.seconds > seconds(left) && jump.seconds < seconds(right);
  });
}

std::vector<std::uint32_t> SparseDay::jump_minutes(std::uint32_t left, std::uint32_t right) const {
  std::vector<std::uint32_t> minutes;
  if (world_->law().is_plain()) return minutes;
  for (const paths::Jump& jump : course_.now().jumps) {
    if (jump.seconds <= seconds(left) || jump.seconds > seconds(right)) continue;
    const std::uint32_t minute = (jump.seconds - seconds(0)) / seconds_per_minute;
    if (minutes.empty() || minutes.back() != minute) minutes.push_back(minute);
  }
  return minutes;
}

Bridge SparseDay::bridge(std::uint32_t left, std::uint32_t right) const {
  Bridge result{row(marks_, left),
                row(before_, right),
                (right - left) * seconds_per_minute / random::seconds_per_year,
                &world_->law().maps().front(),
                {}};
  if (!world_->law().is_plain()) {
    result.map = &world_->law().maps()[course_.now().map];
    result.scale = course_.now().scale;
  }
  return result;
}

}  // namespace marginwalk::replay
