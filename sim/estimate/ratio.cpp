#include "sim/estimate/ratio.hpp"

#include <algorithm>
#include <cmath>

#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {

void RatioTally::add(double numerator, double denominator) {
  merge({1, denominator != 0 ? 1U : 0U, numerator, denominator});
}

void RatioTally::merge(const RatioTally& other) {
  if (other.count == 0) return;
  const auto before = static_cast<double>(count);
  count += other.count;
  counted += other.counted;
  const double share = static_cast<double>(other.count) / static_cast<double>(count);
  const double numerator = other.mean_numerator - mean_numerator;
  const double denominator = other.mean_denominator - mean_denominator;
  mean_numerator += numerator * share;
  mean_denominator += denominator * share;
  numerator_squares += other.numerator_squares + numerator * numerator * before * share;
  denominator_squares += other.denominator_squares + denominator * denominator * before * share;
  products += other.products + numerator * denominator * before * share;
}

std::optional<Estimate> ratio(const RatioTally& tally, double level) {
  if (tally.counted == 0) return std::nullopt;
  const double value = tally.mean_numerator / tally.mean_denominator;
  if (tally.counted == 1) return Estimate{value, {}, {}};
  const auto count = static_cast<double>(tally.count);
  const double squares = tally.numerator_squares - 2 * value * tally.products +
                         value * value * tally.denominator_squares;
  const double variance = std::max(0.0, squares) / (count - 1);
  return normal_interval(value, std::sqrt(variance / count) / tally.mean_denominator, level);
}

}  // namespace marginwalk::estimate
