#include "sim/estimate/tail_mean.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {
namespace {

/// What a bin gives to the tail: `weight` of its `count` values.
struct TailPart {
  double weight = 0;
  double count = 0;
  double mean = 0;
  BinEdges edges;
};

/// The bins of the lowest `weight` values in order, the one at the boundary last.
std::vector<TailPart> lower_tail(const Histogram& histogram, double weight) {
  std::vector<TailPart> parts;
  double left = weight;
  for (std::size_t i = 0; i < histogram.bins().size() && left > 0; ++i) {
    const Bin& bin = histogram.bins()[i];
    if (bin.count == 0) continue;
    const auto count = static_cast<double>(bin.count);
    parts.push_back({std::min(count, left), count, histogram.mean_at(i), histogram.edges_at(i)});
    left -= count;
  }
  return parts;
}

/// The greatest variance of values between two edges that have a given mean (R. Bhatia, C. Davis,
/// "A better bound on the variance", American Mathematical Monthly 107 (2000), 353-357).
double greatest_variance(const TailPart& part) {
  return (part.edges.upper - part.mean) * (part.mean - part.edges.lower);
}

/// By how much the sum of the tail may be too high because the boundary bin gave `weight` of its
/// values at their mean and not its lowest: those reach down to the edge at most, and no farther
/// than the others, at the upper edge, let them.
double hidden_sum(const TailPart& boundary) {
  return std::min(boundary.weight * (boundary.mean - boundary.edges.lower),
                  (boundary.count - boundary.weight) * (boundary.edges.upper - boundary.mean));
}

}  // namespace

std::optional<Estimate> lower_tail_mean(const Histogram& histogram, double share, double level) {
  MARGINWALK_EXPECTS(share > 0 && share <= 1);
  if (histogram.count() == 0) return std::nullopt;
  const double weight = share * static_cast<double>(histogram.count());
  const std::vector<TailPart> parts = lower_tail(histogram, weight);

  double mean = 0;
  for (const TailPart& part : parts) mean += part.weight / weight * part.mean;
  if (weight < 2) return Estimate{mean, {}, {}};

  double variance = 0;
  for (const TailPart& part : parts) {
    const double distance = part.mean - mean;
    variance += part.weight / weight * (distance * distance + greatest_variance(part));
  }
  const TailPart& boundary = parts.back();
  const double excess = mean - boundary.mean;
  Estimate result =
      normal_interval(mean, std::sqrt((variance + (1 - share) * excess * excess) / weight), level);
  *result.low -= hidden_sum(boundary) / weight;
  return result;
}

}  // namespace marginwalk::estimate
