#include "sim/replay/interval_kernels.hpp"

#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/replay/interval_kernels.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marginwalk::replay::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Vector = hn::Vec<Doubles>;

/// Of everything that is added up.
constexpr double rounding = 1e-9;

HWY_INLINE Vector Load(const double* from) { return hn::LoadU(Doubles(), from); }
HWY_INLINE Vector Set(double value) { return hn::Set(Doubles(), value); }

void FindExcursions(const Intervals& intervals, std::size_t asset, double deviation,
                    double* changes, double* lifts, double* penalty) {
  const Doubles d;
  const double* left = intervals.left_logarithms + asset * intervals.stride;
  const double* right = intervals.right_logarithms + asset * intervals.stride;
  const Vector infinity = Set(std::numeric_limits<double>::infinity());
  const Vector highest = Set(tripwire_ceiling_logarithm);
  for (std::size_t i = 0; i < intervals.count; i += hn::Lanes(d)) {
    const Vector start = Load(left + i);
    Vector change = Load(right + i) - start;
    Vector jumps = Set(0);
    if (intervals.jumps_down) {
      const Vector down = Load(intervals.jumps_down + asset * intervals.stride + i);
      const Vector up = Load(intervals.jumps_up + asset * intervals.stride + i);
      change = change - (down + up);
      jumps = up - down;
    }
    // P(bridge exceeds its higher end by m) = exp(-2 m^2 / v) at most
    Vector overshoot = Set(deviation) * hn::Sqrt(Load(intervals.spread + i));
    if (intervals.scale) {
      overshoot = overshoot * Load(intervals.scale + asset * intervals.stride + i);
    }
    const Vector excursion = hn::Abs(change) + overshoot + jumps;
    // (e^r - 1 - r) / r^2 is convex, so its chord over [0, 1] lies above it.
    const Vector curvature = excursion * excursion * (Set(0.5) + Set(0.21829) * excursion);
    hn::StoreU(change, d, changes + i);
    hn::StoreU(Set(1) + curvature, d, lifts + i);
    const auto in_range = hn::And(excursion <= Set(1), start + excursion <= highest);
    hn::StoreU(hn::IfThenElse(in_range, Load(penalty + i), infinity), d, penalty + i);
  }
}

/// What the legs of a direction add up to, for as many intervals as a register holds.
struct Line {
  Vector at_left;
  Vector gross;
  Vector move;
  Vector jumps;  ///< at most 0
};

HWY_INLINE Line FindLine(const Intervals& intervals, const Direction& direction,
                         const double* changes, const double* lifts, std::size_t i) {
  Line line{Set(0), Set(0), Set(0), Set(0)};
  for (const Direction::Leg& leg : direction.legs) {
    const Vector mark = Load(intervals.left_marks + leg.contract * intervals.stride + i);
    const Vector weight = Set(leg.slope) * mark;
    const Vector change = Load(changes + leg.asset * Intervals::most + i);
    if (leg.slope < 0) {
      line.at_left = line.at_left + weight * Load(lifts + leg.asset * Intervals::most + i);
      line.gross = line.gross - weight;
    } else {
      line.at_left = line.at_left + weight;
      line.gross = line.gross + weight;
    }
    line.move = line.move + weight * change;
    if (intervals.jumps_down) {
      const double* worst = leg.slope < 0 ? intervals.jumps_up : intervals.jumps_down;
      line.jumps = line.jumps + weight * Load(worst + leg.asset * intervals.stride + i);
    }
  }
  return line;
}

/// Variance of the line in a year, four factors at a time: sum over factors of (weights times
/// loadings)^2.
HWY_INLINE Vector FindVariance(const Intervals& intervals, const Direction& direction,
                               const paths::Gbm& map, std::size_t i) {
  Vector variance = Set(0);
  for (std::size_t factor = 0; factor < map.factors(); factor += 4) {
    Vector along_0 = Set(0);
    Vector along_1 = Set(0);
    Vector along_2 = Set(0);
    Vector along_3 = Set(0);
    for (const Direction::Leg& leg : direction.legs) {
      const double* loadings = map.padded_loadings(leg.asset) + factor;
      if (leg.asset < factor) continue;
      Vector weight =
          Set(leg.slope) * Load(intervals.left_marks + leg.contract * intervals.stride + i);
      if (intervals.scale) {
        weight = weight * Load(intervals.scale + leg.asset * intervals.stride + i);
      }
      along_0 = along_0 + weight * Set(loadings[0]);
      along_1 = along_1 + weight * Set(loadings[1]);
      along_2 = along_2 + weight * Set(loadings[2]);
      along_3 = along_3 + weight * Set(loadings[3]);
    }
    variance = variance + (along_0 * along_0 + along_1 * along_1) +
               (along_2 * along_2 + along_3 * along_3);
  }
  return variance;
}

/// The same where there is one leg, or of the map that each interval has.
HWY_INLINE Vector FindVariance(const Intervals& intervals, const Direction& direction,
                               const Vector& gross, const paths::Law& law, std::size_t i) {
  const auto of_map = [&](const paths::Gbm& map) {
    if (direction.legs.size() > 1) return FindVariance(intervals, direction, map, i);
    const std::size_t asset = direction.legs.front().asset;
    Vector deviations = gross;
    if (intervals.scale) {
      deviations = deviations * Load(intervals.scale + asset * intervals.stride + i);
    }
    return deviations * deviations * Set(map.variance(asset));
  };
  Vector variance = of_map(law.maps().front());
  if (!intervals.map) return variance;
  for (std::size_t map = 1; map < law.maps().size(); ++map) {
    const auto has_it = Load(intervals.map + i) == Set(static_cast<double>(map));
    variance = hn::IfThenElse(has_it, of_map(law.maps()[map]), variance);
  }
  return variance;
}

void FindNeeded(const Intervals& intervals, const Direction& direction, const paths::Law& law,
                const double* changes, const double* lifts, const double* penalty, double* needed) {
  const Doubles d;
  for (std::size_t i = 0; i < intervals.count; i += hn::Lanes(d)) {
    const Line line = FindLine(intervals, direction, changes, lifts, i);
    const Vector variance =
        direction.legs.empty() ? Set(0) : FindVariance(intervals, direction, line.gross, law, i);
    const Vector half_move = Set(0.5) * line.move;
    const Vector root = hn::Sqrt(half_move * half_move + variance * Load(intervals.spread + i));
    const Vector middle = line.at_left + half_move + line.jumps - Set(rounding) * line.gross;
    hn::StoreU(root - middle + Load(penalty + i), d, needed + i);
  }
}

void FindNeededAtEnd(const Intervals& intervals, const Direction& direction, double* needed) {
  const Doubles d;
  for (std::size_t i = 0; i < intervals.count; i += hn::Lanes(d)) {
    Vector sum = Set(0);
    Vector gross = Set(0);
    Vector highest = Set(-std::numeric_limits<double>::infinity());
    for (const Direction::Leg& leg : direction.legs) {
      highest =
          hn::Max(highest, Load(intervals.right_logarithms + leg.asset * intervals.stride + i));
      const Vector mark = Load(intervals.right_marks + leg.contract * intervals.stride + i);
      const Vector weight = Set(leg.slope) * mark;
      sum = sum + weight;
      gross = gross + hn::Abs(weight);
    }
    const Vector infinity = Set(std::numeric_limits<double>::infinity());
    const auto in_range = highest <= Set(tripwire_ceiling_logarithm);
    hn::StoreU(hn::IfThenElse(in_range, Set(rounding) * gross - sum, infinity), d, needed + i);
  }
}

std::uint32_t WhereNeeded(double cash, const double* needed, std::size_t count) {
  const Doubles d;
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, Load(needed + i) >= Set(cash), bits);
    mask |= std::uint32_t{bits[0]} << i;
  }
  return count < 32 ? mask & ((std::uint32_t{1} << count) - 1) : mask;
}

}  // namespace marginwalk::replay::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::replay {

HWY_EXPORT(FindExcursions);
HWY_EXPORT(FindNeeded);
HWY_EXPORT(FindNeededAtEnd);
HWY_EXPORT(WhereNeeded);

void find_excursions(const Intervals& intervals, std::size_t asset, double deviation,
                     double* changes, double* lifts, double* penalty) {
  HWY_DYNAMIC_DISPATCH(FindExcursions)(intervals, asset, deviation, changes, lifts, penalty);
}

void find_needed(const Intervals& intervals, const Direction& direction, const paths::Law& law,
                 const double* changes, const double* lifts, const double* penalty,
                 double* needed) {
  HWY_DYNAMIC_DISPATCH(FindNeeded)
  (intervals, direction, law, changes, lifts, penalty, needed);
}

void find_needed_at_end(const Intervals& intervals, const Direction& direction, double* needed) {
  HWY_DYNAMIC_DISPATCH(FindNeededAtEnd)(intervals, direction, needed);
}

std::uint32_t where_needed(double cash, const double* needed, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(WhereNeeded)(cash, needed, count);
}

}  // namespace marginwalk::replay
#endif
