#include "sim/estimate/quantile_difference.hpp"

#include <algorithm>
#include <cmath>

#include "sim/estimate/correlated_difference.hpp"
#include "sim/estimate/moments.hpp"
#include "sim/estimate/order_statistic.hpp"

namespace marginwalk::estimate {
namespace {

/// What the errors of two lengths of `ranks` ranks add where `crossing` paths are not the same.
double unshared_error(double crossing, double ranks) {
  return (1 - std::exp(-2 * crossing / ranks)) / ranks;
}

}  // namespace

std::optional<Estimate> quantile_difference(const Histogram& a, const Histogram& b,
                                            double probability, const RankAgreement& agreement,
                                            double level) {
  const auto of_a = smooth_quantile(a, probability, level);
  const auto of_b = smooth_quantile(b, probability, level);
  if (!of_a || !of_b) return std::nullopt;
  const double variance = probability * (1 - probability) * static_cast<double>(a.count());
  const double correlation = agreement.correlation();
  const double unshared = unshared_error(variance * (1 - correlation),
                                         normal_critical_value(level) * std::sqrt(variance));
  return correlated_difference(*of_a, *of_b, std::min(1.0, correlation + unshared));
}

}  // namespace marginwalk::estimate
