#include "sim/run/path_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "core/expect.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::run {
namespace {

/// A variance below this is of rounding: logarithms are kept to about 1e-16.
constexpr double least_variance = 1e-28;

std::optional<double> annualised(const estimate::Moments& returns, std::uint32_t every) {
  if (returns.count < 2) return std::nullopt;
  return std::sqrt(returns.variance() * random::seconds_per_year / every);
}

/// Means of powers of deviations from the mean.
struct CentralMoments {
  double mean = 0;
  double second = 0;
  double third = 0;
  double fourth = 0;
};

CentralMoments central_moments(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  CentralMoments moments;
  for (const double value : values) moments.mean += value / count;
  for (const double value : values) {
    const double deviation = value - moments.mean;
    const double square = deviation * deviation;
    moments.second += square / count;
    moments.third += square * deviation / count;
    moments.fourth += square * square / count;
  }
  return moments;
}

/// The value of rank ceil(q n).
double quantile(std::vector<double>& values, double probability) {
  const double rank = std::ceil(probability * static_cast<double>(values.size()));
  const auto place = values.begin() + std::max<std::ptrdiff_t>(std::ptrdiff_t(rank), 1) - 1;
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// Of the squares, at a lag of one day, paths of so many days behind each other.
std::optional<double> autocorrelation_of_squares(const std::vector<double>& daily,
                                                 std::size_t days) {
  if (days < 2) return std::nullopt;
  estimate::Moments squares;
  for (const double each : daily) squares.add(each * each);
  const double variance = squares.squared_deviations / static_cast<double>(squares.count);
  if (variance < least_variance * least_variance) return std::nullopt;
  estimate::Moments products;
  for (std::size_t first = 0; first < daily.size(); first += days) {
    for (std::size_t day = first; day + 1 < first + days; ++day) {
      products.add((daily[day] * daily[day] - squares.mean) *
                   (daily[day + 1] * daily[day + 1] - squares.mean));
    }
  }
  return products.mean / variance;
}

std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() < 2) return std::nullopt;
  const CentralMoments of_a = central_moments(a);
  const CentralMoments of_b = central_moments(b);
  if (std::min(of_a.second, of_b.second) < least_variance) return std::nullopt;
  double covariance = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    covariance += (a[i] - of_a.mean) * (b[i] - of_b.mean) / static_cast<double>(a.size());
  }
  return covariance / std::sqrt(of_a.second * of_b.second);
}

}  // namespace

void PathTally::add(std::size_t asset, std::span<const double> logarithms,
                    std::span<const double> daily, double growth) {
  MARGINWALK_EXPECTS(!daily.empty());
  Asset& to = assets_[asset];
  for (std::size_t k = 1; k < logarithms.size(); ++k) {
    to.returns.add(logarithms[k] - logarithms[k - 1]);
  }
  for (std::size_t k = 1; k < daily.size(); ++k) to.daily.push_back(daily[k] - daily[k - 1]);
  to.growth.add(growth);
  days_ = daily.size() - 1;
}

AssetStatistics PathTally::of(const Asset& asset) const {
  AssetStatistics result;
  result.growth = asset.growth;
  result.volatility = annualised(asset.returns, every_);
  if (asset.daily.empty()) return result;

  estimate::Moments daily;
  for (const double each : asset.daily) daily.add(each);
  result.daily_volatility = annualised(daily, random::seconds_per_day);
  const CentralMoments moments = central_moments(asset.daily);
  if (moments.second >= least_variance) {
    result.skewness = moments.third / (moments.second * std::sqrt(moments.second));
    result.excess_kurtosis = moments.fourth / (moments.second * moments.second) - 3;
  }
  result.autocorrelation_of_squares = autocorrelation_of_squares(asset.daily, days_);
  std::vector<double> sorted = asset.daily;
  result.low_quantile = quantile(sorted, 0.01);
  result.high_quantile = quantile(sorted, 0.99);
  const auto [least, greatest] = std::minmax_element(sorted.begin(), sorted.end());
  result.least = *least;
  result.greatest = *greatest;
  return result;
}

PathStatistics PathTally::statistics() const {
  PathStatistics result;
  for (const Asset& asset : assets_) result.assets.push_back(of(asset));
  const std::size_t paired = std::min(assets_.size(), most_assets_paired);
  for (std::size_t a = 0; a < paired; ++a) {
    for (std::size_t b = a + 1; b < paired; ++b) {
      result.pairs.push_back({a, b, correlation(assets_[a].daily, assets_[b].daily)});
    }
  }
  return result;
}

}  // namespace marginwalk::run
