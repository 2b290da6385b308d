#include "sim/study/crossing.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "sim/study/feasible_range.hpp"

namespace marginwalk::study {
namespace {

constexpr double resolution = 0.001;

/// Where the reading crosses, as a share of the way from `a` to `b`.
double crossing_share(double a, double b, double probability) {
  constexpr double least = 1e-7;  // stands for a probability of 0
  const double from = std::log(std::max(a, least));
  const double to = std::log(std::max(b, least));
  const double share = (std::log(probability) - from) / (to - from);
  return std::isfinite(share) ? std::clamp(share, 0.1, 0.9) : 0.5;
}

}  // namespace

double estimate_of(const Point& point) { return point.liquidated.estimate; }
double low_bound_of(const Point& point) { return *point.liquidated.low; }
double high_bound_of(const Point& point) { return *point.liquidated.high; }

std::optional<std::size_t> last_within(const std::vector<Point>& points, double probability,
                                       Reading reading) {
  for (std::size_t i = points.size(); i > 0; --i) {
    if (reading(points[i - 1]) <= probability) return i - 1;
  }
  return std::nullopt;
}

std::vector<double> settings_near_crossings(const std::vector<Point>& points, double probability) {
  std::vector<double> settings;
  for (const Reading reading : {low_bound_of, estimate_of, high_bound_of}) {
    const auto last = last_within(points, probability, reading);
    if (!last || *last + 1 == points.size()) continue;
    const Point& a = points[*last];
    const Point& b = points[*last + 1];
    const double distance = std::log(b.setting / a.setting);
    if (std::abs(distance) <= resolution) continue;
    const double share = crossing_share(reading(a), reading(b), probability);
    for (const double offset : {-.09, -.03, .03, .09}) {
      const double setting = rounded(a.setting * std::exp((share + offset) * distance));
      const auto [least, most] = std::minmax(a.setting, b.setting);
      if (setting > least && setting < most) settings.push_back(setting);
    }
  }
  std::sort(settings.begin(), settings.end());
  settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
  return settings;
}

}  // namespace marginwalk::study
