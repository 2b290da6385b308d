#include "sim/replay/box_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginwalk::replay {
namespace {

/// Of everything that is added up.
constexpr double box_rounding = 1e-9;

}  // namespace

void BoxBounds::set(const PathSteps& steps) {
  steps_ = &steps;
  std::fill(known_.begin(), known_.end(), 0);
  penalty_.fill(0);
  for (const random::Lanes<double>& highest : steps.highest_logarithms()) {
    for (std::size_t i = 0; i < random::lanes; ++i) {
      if (highest[i] > tripwire_ceiling_logarithm) {
        penalty_[i] = std::numeric_limits<double>::infinity();
      }
    }
  }
}

const double* BoxBounds::needed(std::size_t direction) {
  if (known_.size() <= direction) {
    known_.resize(directions_->size());
    needed_.resize(directions_->size());
  }
  random::Lanes<double>& answer = needed_[direction];
  if (known_[direction] != 0) return answer.data();
  known_[direction] = 1;
  answer = penalty_;
  for (const Direction::Leg& leg : (*directions_)[direction].legs) {
    const auto& worst = leg.slope > 0 ? steps_->low_marks() : steps_->high_marks();
    const double weight = -leg.slope + box_rounding * std::abs(leg.slope);
    for (std::size_t i = 0; i < random::lanes; ++i) answer[i] += weight * worst[leg.contract][i];
  }
  return answer.data();
}

}  // namespace marginwalk::replay
