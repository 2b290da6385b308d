#include "sim/replay/close_up.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/random/exponential_lanes.hpp"
#include "sim/replay/interval_bounds.hpp"
#include "sim/replay/line_kernels.hpp"

namespace marginwalk::replay {
namespace {

constexpr std::size_t most_nodes = random::Subtree::most_positions;

/// Of everything that is added up in single precision.
constexpr double single_rounding = 4e-6;

std::size_t rounded_up(std::size_t count, std::size_t multiple) {
  return (count + multiple - 1) / multiple * multiple;
}

}  // namespace

CloseUp::CloseUp(const World& world, const Directions& directions)
    : world_(&world),
      directions_(&directions),
      factors_(rounded_up(world.tree().factors(), 4)),
      assets_(rounded_up(world.market().assets.size(), random::lanes)),
      motion_(most_nodes * factors_),
      lifts_(world.market().assets.size()),
      sums_(factors_),
      weights_(factors_),
      priced_(most_nodes),
      logarithms_(most_nodes * assets_),
      marks_(most_nodes * world.market().underlying.size()),
      growth_(assets_) {}

void CloseUp::draw(std::uint64_t path, std::uint32_t day, std::uint32_t left_minute,
                   const random::Subtree& subtree, const BridgeScale& scale, const PathNode& left,
                   const PathNode& right, const PathSegment* segment) {
  day_ = day;
  segment_ = segment;
  minutes_.assign(subtree.minutes().begin(), subtree.minutes().end());
  for (std::size_t i = 0; i < parts(); ++i) {
    spread_[i] = static_cast<float>(scale.spread(minutes_[i + 1] - minutes_[i]));
  }
  for (std::size_t i = 0; i <= parts(); ++i) {
    const double seconds = minutes_[i] * random::seconds_per_minute;
    years_[i] = static_cast<float>(seconds / random::seconds_per_year);
    minutes_[i] += left_minute;
  }
  copy_end(0, left);
  copy_end(parts(), right);
  const std::uint32_t seconds =
      day * random::seconds_per_day + left_minute * random::seconds_per_minute;
  subtree.draw(world_->tree().seed(), path, seconds, world_->tree().factors(), motion_.data(),
               factors_);
  std::fill_n(priced_.begin() + 1, parts() - 1, std::uint8_t{0});
  find_jumps();
  find_lifts(scale);
  for (Answer& each : answers_) each.known = 0;
}

bool CloseUp::finest() const {
  const std::uint32_t length = minutes_[1] - minutes_[0];
  return length == 1 || world_->clock().step % (length * random::seconds_per_minute) == 0;
}

void CloseUp::copy_end(std::size_t position, const PathNode& node) {
  priced_[position] = 1;
  for (std::size_t i = 0; i < world_->tree().factors(); ++i) {
    motion_[position * factors_ + i] = node.motion[i * node.stride];
  }
  for (std::size_t i = 0; i < lifts_.size(); ++i) {
    logarithms_[position * assets_ + i] = node.logarithms[i * node.stride];
  }
  const std::size_t contracts = world_->market().underlying.size();
  for (std::size_t i = 0; i < contracts; ++i) {
    marks_[position * contracts + i] = node.marks[i * node.stride];
  }
}

void CloseUp::find_jumps() {
  jumps_.clear();
  if (!segment_) return;
  for (const PathJump& jump : segment_->jumps) {
    if (jump.seconds <= seconds(0) || jump.seconds > seconds(parts())) continue;
    std::size_t part = 0;
    while (seconds(part + 1) < jump.seconds) ++part;
    jumps_.push_back({part, &jump});
  }
}

void CloseUp::find_lifts(const BridgeScale& scale) {
  const double* left = logarithms_.data();
  const double* right = &logarithms_[parts() * assets_];
  const double spread = std::sqrt(scale.spread(minutes_[parts()] - minutes_[0]));
  penalty_ = 0;
  for (std::size_t i = 0; i < lifts_.size(); ++i) {
    const paths::Gbm& map = segment_ ? *segment_->map : world_->law().maps().front();
    const double overshoot = map.deviation(i) * spread * (segment_ ? segment_->scale[i] : 1);
    double change = right[i] - left[i];
    double jumps = 0;
    for (const PartJump& each : jumps_) {
      change -= each.jump->size[i];
      jumps += std::abs(each.jump->size[i]);
    }
    const double excursion = std::abs(change) + overshoot + jumps;
    lifts_[i] = 1 + excursion * excursion * (0.5 + 0.21829 * excursion);
    if (excursion > 1 || left[i] + excursion > tripwire_ceiling_logarithm) {
      penalty_ = std::numeric_limits<double>::infinity();
    }
  }
}

CloseUp::Answer& CloseUp::answer(std::size_t direction) {
  if (answers_.size() <= direction) answers_.resize(directions_->size());
  Answer& answer = answers_[direction];
  if ((answer.known & Known::line) == 0) find_line((*directions_)[direction], answer);
  return answer;
}

void CloseUp::find_line(const Direction& direction, Answer& answer) {
  double at_left = 0;
  double gross = 0;
  double drift = 0;
  std::fill(sums_.begin(), sums_.end(), 0);
  for (const Direction::Leg& leg : direction.legs) {
    const double weight = leg.slope * marks_[leg.contract];
    at_left += leg.slope < 0 ? weight * lifts_[leg.asset] : weight;
    gross += std::abs(weight);
    const paths::Gbm& map = segment_ ? *segment_->map : world_->law().maps().front();
    drift += weight * (segment_ ? segment_->drift[leg.asset] : map.drift(leg.asset));
    const double scaled = segment_ ? weight * segment_->scale[leg.asset] : weight;
    const double* loadings = map.padded_loadings(leg.asset);
    const std::size_t own = std::min(leg.asset + 1, map.factors());
    for (std::size_t f = 0; f < own; ++f) sums_[f] += scaled * loadings[f];
  }
  double variance = 0;
  for (std::size_t f = 0; f < factors_; ++f) {
    variance += sums_[f] * sums_[f];
    weights_[f] = static_cast<float>(sums_[f]);
  }
  answer.known = Known::line;
  answer.variance = static_cast<float>(variance);
  answer.base = static_cast<float>(single_rounding * gross - at_left + penalty_);
  replay::find_line({motion_.data(), factors_, years_.data(), parts() + 1}, weights_.data(),
                    static_cast<float>(drift), answer.line.data());
  add_jumps(direction, answer);
}

void CloseUp::add_jumps(const Direction& direction, Answer& answer) const {
  answer.jumps.clear();
  for (const PartJump& each : jumps_) {
    double jump = 0;
    for (const Direction::Leg& leg : direction.legs) {
      jump += leg.slope * marks_[leg.contract] * each.jump->size[leg.asset];
    }
    answer.jumps.push_back(static_cast<float>(jump));
    for (std::size_t k = each.part + 1; k <= parts(); ++k) answer.line[k] += answer.jumps.back();
  }
}

const float* CloseUp::needed_over(std::size_t direction) {
  Answer& found = answer(direction);
  if ((found.known & Known::over) == 0) {
    found.known |= Known::over;
    find_needed_over(found.line.data(), spread_.data(), found.variance, found.base, parts(),
                     found.over.data());
    for (std::size_t i = 0; i < jumps_.size(); ++i) {
      // The part's bridge leads to where the line would be without its jumps.
      const std::size_t part = jumps_[i].part;
      if (i > 0 && jumps_[i - 1].part == part) continue;
      double all = 0;
      double down = 0;
      for (std::size_t k = i; k < jumps_.size() && jumps_[k].part == part; ++k) {
        all += found.jumps[k];
        down += std::min(found.jumps[k], 0.0F);
      }
      const double left = found.line[part];
      const double right = found.line[part + 1] - all;
      const double root =
          std::sqrt((right - left) * (right - left) / 4 + found.variance * spread_[part]);
      found.over[part] = static_cast<float>(found.base + root - (left + right) / 2 - down);
    }
  }
  return found.over.data();
}

const float* CloseUp::needed_at(std::size_t direction) {
  Answer& found = answer(direction);
  if ((found.known & Known::at) == 0) {
    found.known |= Known::at;
    find_needed_at(found.line.data(), found.base, parts(), found.at.data());
  }
  return found.at.data();
}

void CloseUp::grow(std::size_t position) {
  const double years = seconds(position) / random::seconds_per_year;
  const std::span motion = std::span(motion_).subspan(position * factors_, factors_);
  const std::span logarithms(&logarithms_[position * assets_], lifts_.size());
  if (!segment_) return world_->law().maps().front()(years, motion, logarithms);
  (*segment_->map)(years, motion, logarithms);
  for (std::size_t i = 0; i < logarithms.size(); ++i) {
    logarithms[i] =
        segment_->offset[i] + (segment_->drift[i] * years + segment_->scale[i] * logarithms[i]);
  }
  for (const PathJump& jump : segment_->jumps) {
    if (jump.seconds > seconds(position)) break;
    for (std::size_t i = 0; i < logarithms.size(); ++i) logarithms[i] += jump.size[i];
  }
}

void CloseUp::price(std::size_t position) {
  if (priced_[position] != 0) return;
  priced_[position] = 1;
  grow(position);
  double* logarithms = &logarithms_[position * assets_];
  const random::ScaledExponentials row{1, logarithms, growth_.data()};
  random::scaled_exponentials(std::span(&row, 1), assets_);
  const Market& market = world_->market();
  double* marks = &marks_[position * market.underlying.size()];
  for (std::size_t i = 0; i < market.underlying.size(); ++i) {
    const std::size_t asset = market.underlying[i];
    marks[i] = market.assets[asset].start.value() * growth_[asset];
  }
}

PathNode CloseUp::node(std::size_t position) {
  price(position);
  return {&motion_[position * factors_], &logarithms_[position * assets_],
          &marks_[position * world_->market().underlying.size()], 1};
}

void CloseUp::copy_marks(std::size_t position, std::vector<core::Price>& copy) {
  price(position);
  const std::size_t contracts = world_->market().underlying.size();
  copy.resize(contracts);
  for (std::size_t i = 0; i < contracts; ++i) {
    copy[i] = core::Price(marks_[position * contracts + i]);
  }
}

}  // namespace marginwalk::replay
