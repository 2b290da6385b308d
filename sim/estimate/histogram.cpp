#include "sim/estimate/histogram.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstddef>
#include <limits>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {
namespace {

// The upper bits of a positive double (its exponent and 7 bits of its 52-bit fraction), taken as
// an integer, count bins of 128 per octave.
constexpr int dropped_bits = 52 - 7;
constexpr std::uint64_t least_step =
    std::bit_cast<std::uint64_t>(Histogram::least_magnitude) >> dropped_bits;

/// The edge that is `steps` bins above the least magnitude.
double edge(std::int32_t steps) {
  return std::bit_cast<double>((least_step + static_cast<std::uint64_t>(steps)) << dropped_bits);
}

/// The mean of a bin that is not empty; rounding must not carry it over an edge.
double mean_of(const Bin& bin, const BinEdges& edges) {
  return std::clamp(bin.sum / static_cast<double>(bin.count), edges.lower, edges.upper);
}

}  // namespace

std::int32_t Histogram::bin_of(double value) {
  const double magnitude = std::abs(value);
  MARGINWALK_EXPECTS(magnitude < limit_magnitude);  // false for a NaN, too
  if (magnitude < least_magnitude) return 0;
  const std::uint64_t step = std::bit_cast<std::uint64_t>(magnitude) >> dropped_bits;
  const auto bin = static_cast<std::int32_t>(step - least_step) + 1;
  return value < 0 ? -bin : bin;
}

BinEdges Histogram::edges(std::int32_t bin) {
  if (bin == 0) return {-least_magnitude, least_magnitude};
  if (bin < 0) return {-edge(-bin), -edge(-bin - 1)};
  return {edge(bin - 1), edge(bin)};
}

void Histogram::reach(std::int32_t first, std::int32_t last) {
  if (bins_.empty()) first_bin_ = first;
  if (first < first_bin_) {
    bins_.insert(bins_.begin(), static_cast<std::size_t>(first_bin_ - first), Bin{});
    first_bin_ = first;
  }
  const auto needed = static_cast<std::size_t>(last - first_bin_) + 1;
  if (bins_.size() < needed) bins_.resize(needed);
}

void Histogram::add(double value) {
  const std::int32_t number = bin_of(value);
  reach(number, number);
  Bin& bin = bins_[static_cast<std::size_t>(number - first_bin_)];
  ++bin.count;
  bin.sum += value;
  ++count_;
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  reach(other.first_bin_, other.first_bin_ + static_cast<std::int32_t>(other.bins_.size()) - 1);
  const auto shift = static_cast<std::size_t>(other.first_bin_ - first_bin_);
  for (std::size_t i = 0; i < other.bins_.size(); ++i) {
    bins_[i + shift].count += other.bins_[i].count;
    bins_[i + shift].sum += other.bins_[i].sum;
  }
  count_ += other.count_;
}

namespace {

/// P(Bin(trials, probability) >= count) for count >= 1, and its complement: the identity of the
/// binomial and the beta law, good to 1e-10 at a thousand million trials.
double at_least(std::uint64_t count, std::uint64_t trials, double probability) {
  return boost::math::ibeta(static_cast<double>(count), static_cast<double>(trials - count + 1),
                            probability);
}
double below(std::uint64_t count, std::uint64_t trials, double probability) {
  return boost::math::ibetac(static_cast<double>(count), static_cast<double>(trials - count + 1),
                             probability);
}

/// The first rank in [1, count] that satisfies a condition which, once true, stays so; count + 1
/// where none does.
template <class Condition>
std::uint64_t first_rank(std::uint64_t count, Condition condition) {
  std::uint64_t first = 1;
  std::uint64_t past = count + 1;
  while (first < past) {
    const std::uint64_t middle = first + (past - first) / 2;
    if (condition(middle)) {
      past = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

/// The bin that holds the value of a rank in [1, count]: an index into the bins in use.
std::size_t index_of_rank(const Histogram& histogram, std::uint64_t rank) {
  std::size_t index = 0;
  std::uint64_t seen = histogram.bins()[0].count;
  while (seen < rank) seen += histogram.bins()[++index].count;
  return index;
}

BinEdges edges_at(const Histogram& histogram, std::size_t index) {
  return Histogram::edges(histogram.first_bin() + static_cast<std::int32_t>(index));
}

}  // namespace

std::optional<Estimate> quantile(const Histogram& histogram, double probability) {
  MARGINWALK_EXPECTS(probability > 0 && probability < 1);
  const std::uint64_t count = histogram.count();
  if (count == 0) return std::nullopt;

  // In doubles 0.07 x 100 is a hair above 7, which must not make it rank 8.
  constexpr double hair = 4 * std::numeric_limits<double>::epsilon();
  const double rank = std::ceil(probability * static_cast<double>(count) * (1 - hair));
  const std::size_t index = index_of_rank(histogram, static_cast<std::uint64_t>(rank));
  Estimate result{mean_of(histogram.bins()[index], edges_at(histogram, index)), {}, {}};

  constexpr double tail = (1 - confidence) / 2;
  const std::uint64_t low = first_rank(count,
                                       [&](std::uint64_t candidate) {
                                         return below(candidate, count, probability) > tail;
                                       }) -
                            1;
  const std::uint64_t high = first_rank(count, [&](std::uint64_t candidate) {
    return at_least(candidate, count, probability) <= tail;
  });
  if (low >= 1) result.low = edges_at(histogram, index_of_rank(histogram, low)).lower;
  if (high <= count) result.high = edges_at(histogram, index_of_rank(histogram, high)).upper;
  return result;
}

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
    const BinEdges edges = edges_at(histogram, i);
    const auto count = static_cast<double>(bin.count);
    parts.push_back({std::min(count, left), count, mean_of(bin, edges), edges});
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

std::optional<Estimate> lower_tail_mean(const Histogram& histogram, double share) {
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
      normal_interval(mean, std::sqrt((variance + (1 - share) * excess * excess) / weight));
  *result.low -= hidden_sum(boundary) / weight;
  return result;
}

}  // namespace marginwalk::estimate
