#include "sim/estimate/paired_mean.hpp"

#include <cmath>

#include "sim/estimate/paired_difference.hpp"

namespace marginwalk::estimate {
namespace {

/// Of differences that are -1, 0 or 1: as many squares are 1 as differences are not 0.
Discordance discordance(const Moments& differences) {
  const auto total = static_cast<double>(differences.count);
  const double sum = differences.mean * total;
  const double squares = differences.squared_deviations + sum * differences.mean;
  const auto whole = [](double value) { return static_cast<std::uint64_t>(std::llround(value)); };
  return {whole((squares + sum) / 2), whole((squares - sum) / 2), differences.count};
}

}  // namespace

void PairedMean::add(const std::optional<double>& a, const std::optional<double>& b) {
  if (a && b) differences.add(*a - *b);
  if (a.has_value() != b.has_value()) ++only_one;
}

void PairedMean::merge(const PairedMean& other) {
  differences.merge(other.differences);
  only_one += other.only_one;
}

std::optional<Estimate> PairedMean::difference(bool is_event, double level) const {
  if (only_one > 0 || differences.count == 0) return std::nullopt;
  return is_event ? paired_difference(discordance(differences), level)
                  : mean_interval(differences, level);
}

}  // namespace marginwalk::estimate
