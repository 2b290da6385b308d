#include "sim/replay/interval_bounds.hpp"

#include <algorithm>
#include <cmath>

#include "sim/replay/interval_kernels.hpp"

namespace marginwalk::replay {

IntervalBounds::IntervalBounds(const World& world, const Directions& directions)
    : world_(&world), directions_(&directions) {
  const std::size_t assets = world.market().assets.size();
  for (std::size_t asset = 0; asset < assets; ++asset) {
    double greatest = 0;  // of all maps
    for (const paths::Gbm& map : world.law().maps()) {
      greatest = std::max(greatest, map.deviation(asset));
    }
    deviations_.push_back(greatest);
  }
  changes_.resize(assets);
  lifts_.resize(assets);
}

void IntervalBounds::set(const Intervals& intervals) {
  intervals_ = intervals;
  std::fill(over_intervals_.known.begin(), over_intervals_.known.end(), 0);
  std::fill(at_ends_.known.begin(), at_ends_.known.end(), 0);
  prepared_ = false;
}

void IntervalBounds::prepare() {
  prepared_ = true;
  penalty_.fill(0);
  for (std::size_t asset = 0; asset < deviations_.size(); ++asset) {
    find_excursions(intervals_, asset, deviations_[asset], changes_[asset].data(),
                    lifts_[asset].data(), penalty_.data());
  }
}

IntervalBounds::Row& IntervalBounds::row(Answers& answers, std::size_t direction,
                                         bool& compute) const {
  if (answers.rows.size() <= direction) {
    answers.rows.resize(directions_->size());
    answers.known.resize(directions_->size());
  }
  compute = answers.known[direction] == 0;
  answers.known[direction] = 1;
  return answers.rows[direction];
}

const double* IntervalBounds::needed(std::size_t direction) {
  bool compute = false;
  Row& answer = row(over_intervals_, direction, compute);
  if (compute) {
    if (!prepared_) prepare();
    find_needed(intervals_, (*directions_)[direction], world_->law(), changes_.data()->data(),
                lifts_.data()->data(), penalty_.data(), answer.data());
  }
  return answer.data();
}

const double* IntervalBounds::needed_at_end(std::size_t direction) {
  bool compute = false;
  Row& answer = row(at_ends_, direction, compute);
  if (compute) {
    find_needed_at_end(intervals_, (*directions_)[direction], answer.data());
  }
  return answer.data();
}

}  // namespace marginwalk::replay
