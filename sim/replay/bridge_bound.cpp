#include "sim/replay/bridge_bound.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/elementary.hpp"

namespace marginwalk::replay {
namespace {

using random::minutes_per_day;

/// Standard deviation of an asset's logarithm in a year.
double yearly_deviation(const paths::Gbm& model, std::size_t asset) {
  double variance = 0;
  for (const double loading : model.loadings(asset)) variance += loading * loading;
  return std::sqrt(variance);
}

/// At least e^r - 1 - r for 0 <= r <= 1: (e^r - 1 - r) / r^2 is convex, so its chord lies above it.
double curvature(double r) { return r * r * (0.5 + 0.21829 * r); }

}  // namespace

BridgeBound::BridgeBound(const World& world, std::size_t tripwires, double error_bound)
    : world_(&world), underlying_(world.market().underlying), scales_(minutes_per_day + 1) {
  const std::size_t assets = world.market().assets.size();
  for (std::size_t asset = 0; asset < assets; ++asset) {
    yearly_deviation_.push_back(yearly_deviation(world.model(), asset));
  }
  const double horizon = world.clock().horizon / random::seconds_per_minute;
  constexpr double levels = 12;  // of lengths, from a day to a minute
  const auto bounds = static_cast<double>(tripwires * (1 + 2 * assets));
  for (std::uint32_t minutes = 1; minutes <= minutes_per_day; ++minutes) {
    Scale& scale = scales_[minutes];
    // Intervals of one level differ by a minute, so there are fewer than this of them.
    const double intervals = 2 * horizon / minutes + 2;
    scale.exponent = random::logarithm(levels * bounds * intervals / error_bound);
    scale.years = minutes * random::seconds_per_minute / random::seconds_per_year;
    for (const double deviation : yearly_deviation_) {
      // P(bridge exceeds its higher end by m) <= exp(-2 m^2 / v)
      scale.overshoot.push_back(deviation * std::sqrt(scale.exponent * scale.years / 2));
    }
  }
}

std::optional<double> BridgeBound::clearance(const core::Tripwire& tripwire, core::Money cash,
                                             core::Marks reference, const Node& left,
                                             const Node& right, std::uint32_t minutes) const {
  constexpr double rounding = 1e-9;  // of everything that is added up
  const Scale& scale = scales_[minutes];
  double at_left = (cash + tripwire.fixed).value();
  double gross = std::abs(at_left);
  double move = 0;
  double deviation = 0;  // of the line in a root year, if all legs moved as one
  for (const core::Tripwire::Slope& leg : tripwire.slopes) {
    const std::size_t asset = underlying_[leg.contract];
    const double mark = left.marks[leg.contract].value();
    const double weight = leg.slope.value() * mark;
    const double change = right.logarithms[asset] - left.logarithms[asset];
    const double excursion = std::abs(change) + scale.overshoot[asset];
    const double ceiling = reference[leg.contract].value() * tripwire.ceiling;
    if (excursion > 1) return std::nullopt;
    if (mark * (1 + excursion + curvature(excursion)) > ceiling) return std::nullopt;
    at_left += weight < 0 ? weight * (1 + curvature(excursion)) : weight;
    gross += std::abs(weight);
    move += weight * change;
    deviation += std::abs(weight) * yearly_deviation_[asset];
  }
  at_left -= rounding * gross;
  const double at_right = at_left + move;
  if (at_left <= 0 || at_right <= 0) return std::nullopt;
  const double passable = 2 * at_left * at_right / (scale.exponent * scale.years);
  const bool passed = passable > deviation * deviation || passable > variance(tripwire, left.marks);
  return passed ? std::optional(at_right) : std::nullopt;
}

double BridgeBound::variance(const core::Tripwire& tripwire, core::Marks marks) const {
  double sum = 0;
  for (std::size_t factor = 0; factor < world_->model().factors(); ++factor) {
    double along = 0;
    for (const core::Tripwire::Slope& leg : tripwire.slopes) {
      const std::span<const double> loadings = world_->model().loadings(underlying_[leg.contract]);
      if (factor >= loadings.size()) continue;
      along += leg.slope.value() * marks[leg.contract].value() * loadings[factor];
    }
    sum += along * along;
  }
  return sum;
}

}  // namespace marginwalk::replay
