#include "sim/replay/path_group.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/bridge_lanes.hpp"

namespace marginwalk::replay {

using random::lanes;
using random::minutes_per_day;

PathGroup::PathGroup(const World& world)
    : world_(&world),
      factors_(world.tree().factors()),
      assets_(world.market().assets.size()),
      contracts_(world.market().underlying.size()),
      motion_(factors_),
      logarithms_(assets_),
      marks_(contracts_),
      prices_(contracts_),
      motions_(factors_),
      growths_(assets_),
      segment_of_(1) {
  if (world.law().is_plain()) return;
  courses_.assign(lanes, paths::Course(world.law(), world.tree().seed()));
  segments_.resize(random::minutes_per_day / world.period() + 1);
}

void PathGroup::begin(std::uint64_t first_path) {
  first_path_ = first_path;
  day_ = 0;
  std::fill_n(motion_.begin(), factors_, random::Lanes<float>{});
  std::fill_n(logarithms_.begin(), assets_, random::Lanes<double>{});
  price(0);
  segments_in_use_ = 1;
  for (std::size_t lane = 0; lane < courses_.size(); ++lane) {
    courses_[lane].begin(first_path + lane);
    segments_[0].set(lane, courses_[lane].now());
  }
}

void PathGroup::draw_day(const Anchors& anchors) {
  last_row_ = anchors.list().size();
  rows_ = last_row_ + 1;
  make_room(rows_);
  bridge(last_row_, 0, 0, random::day_end());
  for (const Anchors::RowCut& cut : anchors.cuts()) bridge(cut.row, cut.left, cut.right, cut.cut);
  for (std::size_t row = 1; row < rows_; ++row) {
    const Anchor& anchor = anchors.list()[row - 1];
    if (anchors.is_behind(anchor)) break;
    segment_of_[row] = segments_in_use_ - 1;
    grow(row, anchor.minute());
    price(row);
  }
}

void PathGroup::make_room(std::size_t rows) {
  if (motion_.size() >= rows * factors_) return;
  motion_.resize(rows * factors_);
  segment_of_.resize(rows);
  logarithms_.resize(rows * assets_);
  marks_.resize(rows * contracts_);
}

std::size_t PathGroup::push_cut(const random::Cut& cut, std::size_t left_row,
                                std::size_t right_row) {
  const std::size_t row = rows_++;
  make_room(rows_);
  bridge(row, left_row, right_row, cut);
  segment_of_[row] = segment_of_[right_row];
  grow(row, cut.minute);
  price(row);
  return row;
}

void PathGroup::next_day() {
  std::copy_n(motion(last_row_), factors_, motion_.begin());
  std::copy_n(logarithms(last_row_), assets_, logarithms_.begin());
  std::copy_n(marks(last_row_), contracts_, marks_.begin());
  if (!courses_.empty()) std::swap(segments_[0], segments_[segments_in_use_ - 1]);
  segments_in_use_ = 1;
  ++day_;
}

void PathGroup::copy_marks(std::size_t row, std::size_t lane,
                           std::vector<core::Price>& copy) const {
  copy.resize(contracts_);
  for (std::size_t i = 0; i < contracts_; ++i) copy[i] = core::Price(marks(row)[i][lane]);
}

void PathGroup::bridge(std::size_t row, std::size_t left, std::size_t right,
                       const random::Cut& cut) {
  random::bridge_paths(
      {world_->tree().seed(), first_path_, seconds(cut.minute), cut.weight, cut.deviation},
      factors_, motion(left), motion(right), &motion_[row * factors_]);
}

void PathGroup::grow(std::size_t row, std::uint32_t minute) {
  random::Lanes<double> years;
  years.fill(seconds(minute) / random::seconds_per_year);
  random::Lanes<double>* const logarithms = &logarithms_[row * assets_];
  if (courses_.empty()) {
    return world_->law().maps().front()(
        {lanes, lanes, years.data(), motion(row)->data(), logarithms->data()});
  }
  if (minute % world_->period() == 0) return end_period(row, seconds(minute));
  const std::uint32_t now = seconds(minute);
  segments_[segment_of_[row]].price(world_->law(), {1, 1, &years, &now, motion(row), logarithms});
}

void PathGroup::end_period(std::size_t row, std::uint32_t seconds) {
  LaneSegment& ending = segments_[segments_in_use_ - 1];
  LaneSegment& beginning = segments_[segments_in_use_++];
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t f = 0; f < factors_; ++f) motions_[f] = motion(row)[f][lane];
    ending.set_step(lane, seconds, courses_[lane].end_period(seconds, motions_, growths_));
    for (std::size_t i = 0; i < assets_; ++i) logarithms_[row * assets_ + i][lane] = growths_[i];
    beginning.set(lane, courses_[lane].now());
  }
}

void PathGroup::price(std::size_t row) {
  const Market& market = world_->market();
  for (std::size_t i = 0; i < contracts_; ++i) {
    const std::size_t asset = market.underlying[i];
    prices_[i] = {market.assets[asset].start.value(), logarithms(row)[asset].data(),
                  marks_[row * contracts_ + i].data()};
  }
  random::scaled_exponentials(prices_, lanes);
}

}  // namespace marginwalk::replay
