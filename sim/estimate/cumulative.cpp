#include "sim/estimate/cumulative.hpp"

#include "sim/estimate/proportion.hpp"

namespace marginwalk::estimate {
namespace {

constexpr double resolution = 48;
constexpr double tail = 0.001;

/// The least bin, by index, up to which at least a share of the values lies.
std::size_t bin_at(const Histogram& histogram, double share) {
  const double wanted = share * static_cast<double>(histogram.count());
  double count = 0;
  for (std::size_t i = 0; i < histogram.bins().size(); ++i) {
    count += static_cast<double>(histogram.bins()[i].count);
    if (count >= wanted) return i;
  }
  return histogram.bins().size() - 1;
}

}  // namespace

std::vector<CumulativePoint> cumulative(const Histogram& histogram, double level) {
  std::vector<CumulativePoint> points;
  const std::uint64_t total = histogram.count();
  if (total == 0) return points;
  const std::size_t first = bin_at(histogram, tail);
  const std::size_t last = bin_at(histogram, 1 - tail);
  const double width =
      (histogram.edges_at(last).upper - histogram.edges_at(first).lower) / resolution;
  const double crowd = static_cast<double>(total) / resolution;

  std::uint64_t below = 0;
  std::uint64_t told = 0;  // at the last point
  const auto tell = [&](double value) {
    if (!points.empty() && points.back().value == value) return;
    points.push_back({value, proportion(below, total, level)});
    told = below;
  };
  for (std::size_t i = 0; i < histogram.bins().size(); ++i) {
    const BinEdges edges = histogram.edges_at(i);
    const std::uint64_t count = histogram.bins()[i].count;
    if (points.empty() || static_cast<double>(count) >= crowd) tell(edges.lower);
    below += count;
    const bool is_far = i >= first && i <= last && edges.upper - points.back().value >= width;
    const bool is_much = static_cast<double>(below - told) >= crowd;
    if (is_far || is_much || i + 1 == histogram.bins().size()) tell(edges.upper);
  }
  return points;
}

}  // namespace marginwalk::estimate
