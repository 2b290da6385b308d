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
      prices_(contracts_) {}

void PathGroup::begin(std::uint64_t first_path) {
  first_path_ = first_path;
  day_ = 0;
  std::fill_n(motion_.begin(), factors_, random::Lanes<float>{});
  price(0, 0);
}

void PathGroup::draw_day(const Anchors& anchors) {
  last_row_ = anchors.list().size();
  rows_ = last_row_ + 1;
  make_room(rows_);
  bridge(last_row_, 0, 0, random::day_end());
  for (const Anchors::RowCut& cut : anchors.cuts()) bridge(cut.row, cut.left, cut.right, cut.cut);
  for (std::size_t row = 1; row < rows_; ++row) price(row, anchors.list()[row - 1].minute());
}

void PathGroup::make_room(std::size_t rows) {
  if (motion_.size() >= rows * factors_) return;
  motion_.resize(rows * factors_);
  logarithms_.resize(rows * assets_);
  marks_.resize(rows * contracts_);
}

std::size_t PathGroup::push_cut(const random::Cut& cut, std::size_t left_row,
                                std::size_t right_row) {
  const std::size_t row = rows_++;
  make_room(rows_);
  bridge(row, left_row, right_row, cut);
  price(row, cut.minute);
  return row;
}

void PathGroup::next_day() {
  std::copy_n(motion(last_row_), factors_, motion_.begin());
  std::copy_n(logarithms(last_row_), assets_, logarithms_.begin());
  std::copy_n(marks(last_row_), contracts_, marks_.begin());
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

void PathGroup::price(std::size_t row, std::uint32_t minute) {
  random::Lanes<double> years;
  years.fill(seconds(minute) / random::seconds_per_year);
  world_->model()(
      {lanes, lanes, years.data(), motion(row)->data(), logarithms_[row * assets_].data()});
  const Market& market = world_->market();
  for (std::size_t i = 0; i < contracts_; ++i) {
    const std::size_t asset = market.underlying[i];
    prices_[i] = {market.assets[asset].start.value(), logarithms(row)[asset].data(),
                  marks_[row * contracts_ + i].data()};
  }
  random::scaled_exponentials(prices_, lanes);
}

}  // namespace marginwalk::replay
