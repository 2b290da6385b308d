#include "sim/report/chart_axis.hpp"

#include <cmath>

namespace marginwalk::report {
namespace {

std::vector<double> powers(const AxisRange& range) {
  const double decades = std::log10(range.high / range.low);
  std::vector<double> values;
  const int first = static_cast<int>(std::floor(std::log10(range.low)));
  const int last = static_cast<int>(std::ceil(std::log10(range.high)));
  for (int power = first; power <= last; ++power) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10, power);
      if (factor > 1 && decades > 2.5) continue;
      if (value >= range.low && value <= range.high) values.push_back(value);
    }
  }
  return values;
}

}  // namespace

double AxisRange::place(double value) const {
  return logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

double round_step(double length, int parts) {
  const double least = length / parts;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least) return factor * power;
  }
  return 10 * power;
}

std::vector<double> round_values(const AxisRange& range) {
  if (range.logarithmic) return powers(range);
  const double step = round_step(range.high - range.low, 5);
  std::vector<double> values;
  for (double value = std::ceil(range.low / step) * step; value <= range.high; value += step) {
    values.push_back(std::abs(value) < step / 2 ? 0 : value);
  }
  return values;
}

}  // namespace marginwalk::report
