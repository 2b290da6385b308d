#include "sim/estimate/order_statistic.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {
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

/// The value of a real rank in [0, count].
double value_at(const Histogram& histogram, double rank) {
  std::size_t index = 0;
  double before = 0;
  const auto count_at = [&] { return static_cast<double>(histogram.bins()[index].count); };
  for (; index + 1 < histogram.bins().size() && before + count_at() < rank; ++index) {
    before += count_at();
  }
  const double place = 2 * (rank - before) / count_at() - 1;
  const BinEdges edges = histogram.edges_at(index);
  const double half = std::sqrt(3.0) * histogram.deviation_at(index);  // of an even spread
  return std::clamp(histogram.mean_at(index) + half * place, edges.lower, edges.upper);
}

}  // namespace

std::optional<Estimate> quantile(const Histogram& histogram, double probability, double level) {
  MARGINWALK_EXPECTS(probability > 0 && probability < 1);
  const std::uint64_t count = histogram.count();
  if (count == 0) return std::nullopt;

  // In doubles 0.07 x 100 is a hair above 7, which must not make it rank 8.
  constexpr double hair = 4 * std::numeric_limits<double>::epsilon();
  const double rank = std::ceil(probability * static_cast<double>(count) * (1 - hair));
  const std::size_t index = index_of_rank(histogram, static_cast<std::uint64_t>(rank));
  Estimate result{histogram.mean_at(index), {}, {}};

  const double tail = (1 - level) / 2;
  const std::uint64_t low = first_rank(count,
                                       [&](std::uint64_t candidate) {
                                         return below(candidate, count, probability) > tail;
                                       }) -
                            1;
  const std::uint64_t high = first_rank(count, [&](std::uint64_t candidate) {
    return at_least(candidate, count, probability) <= tail;
  });
  if (low >= 1) result.low = histogram.edges_at(index_of_rank(histogram, low)).lower;
  if (high <= count) result.high = histogram.edges_at(index_of_rank(histogram, high)).upper;
  return result;
}

std::optional<Estimate> smooth_quantile(const Histogram& histogram, double probability,
                                        double level) {
  MARGINWALK_EXPECTS(probability > 0 && probability < 1);
  if (histogram.count() == 0) return std::nullopt;
  const auto count = static_cast<double>(histogram.count());
  const double rank = probability * count;
  const double reach =
      normal_critical_value(level) * std::sqrt(probability * (1 - probability) * count);
  Estimate result{value_at(histogram, rank), {}, {}};
  if (rank - reach > 0) result.low = value_at(histogram, rank - reach);
  if (rank + reach < count) result.high = value_at(histogram, rank + reach);
  return result;
}

}  // namespace marginwalk::estimate
