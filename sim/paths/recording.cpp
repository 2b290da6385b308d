#include "sim/paths/recording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/expect.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/random/elementary.hpp"

namespace marginwalk::paths {
namespace {

constexpr std::size_t lines_per_bar = 3;

std::size_t moves_of(const RecordedPrices& prices) {
  const bool has_thirds = prices.every % (lines_per_bar * random::seconds_per_minute) == 0;
  return prices.bars && has_thirds ? lines_per_bar : 1;
}

double years_of(std::uint32_t seconds) { return seconds / random::seconds_per_year; }

/// A row of bars.
struct Bar {
  double open, high, low, close;
};
Bar bar_at(const RecordedPrices& prices, std::size_t row, std::size_t asset) {
  const double* const at = &prices.values[row * prices.width() + 4 * asset];
  return {at[0], at[1], at[2], at[3]};
}

/// The last price of a row.
double close_at(const RecordedPrices& prices, std::size_t row, std::size_t asset) {
  return prices.bars ? bar_at(prices, row, asset).close
                     : prices.values[row * prices.width() + asset];
}

/// Whether all assets together close above their opens.
bool rises(const RecordedPrices& prices, std::size_t row) {
  double sum = 0;
  for (std::size_t i = 0; i < prices.assets; ++i) {
    const Bar bar = bar_at(prices, row, i);
    sum += random::logarithm(bar.close / bar.open);
  }
  return sum > 0;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double each : values) sum += each;
  return sum / static_cast<double>(values.size());
}

/// Per year, of the mean growth over a bar.
double drift_of(std::vector<double> returns, std::uint32_t bar) {
  for (double& each : returns) each = random::exponential(each);
  return random::logarithm(mean_of(returns)) / years_of(bar);
}

}  // namespace

Recording::Recording(const RecordedPrices& prices)
    : assets_(prices.assets),
      bar_(prices.every),
      paths_(prices.paths),
      bars_(prices.rows() - (prices.bars ? 0 : 1)),
      moves_per_bar_(moves_of(prices)) {
  MARGINWALK_EXPECTS(bar_ > 0 && random::seconds_per_day % bar_ == 0);
  MARGINWALK_EXPECTS(bars_ > 0 && prices.values.size() == paths_ * prices.rows() * prices.width());
  moves_.reserve(paths_ * bars_ * moves_per_bar_ * assets_);
  for (std::size_t path = 0; path < paths_; ++path) {
    for (std::size_t k = prices.rows() - bars_; k < prices.rows(); ++k) {
      const std::size_t row = path * prices.rows() + k;
      if (has_lines()) {
        add_lines(prices, row, k == 0);
      } else {
        add_step(prices, row);
      }
    }
  }
}

void Recording::add_step(const RecordedPrices& prices, std::size_t row) {
  const bool first = prices.bars && row % prices.rows() == 0;
  for (std::size_t i = 0; i < assets_; ++i) {
    const double before = first ? bar_at(prices, row, i).open : close_at(prices, row - 1, i);
    moves_.push_back(random::logarithm(close_at(prices, row, i) / before));
  }
}

void Recording::add_lines(const RecordedPrices& prices, std::size_t row, bool first) {
  const bool low_first = rises(prices, row);
  std::array<std::vector<double>, lines_per_bar> lines;
  for (std::size_t i = 0; i < assets_; ++i) {
    const Bar bar = bar_at(prices, row, i);
    const double before = first ? bar.open : close_at(prices, row - 1, i);
    const double second = low_first ? bar.low : bar.high;
    const double third = low_first ? bar.high : bar.low;
    lines[0].push_back(random::logarithm(second / before));
    lines[1].push_back(random::logarithm(third / second));
    lines[2].push_back(random::logarithm(bar.close / third));
  }
  for (const std::vector<double>& line : lines) {
    moves_.insert(moves_.end(), line.begin(), line.end());
  }
}

std::vector<double> Recording::returns(std::size_t asset) const {
  std::vector<double> sums;
  for (std::size_t bar = 0; bar < paths_ * bars_; ++bar) {
    double sum = 0;
    for (std::size_t part = 0; part < moves_per_bar_; ++part) sum += move(bar, part)[asset];
    sums.push_back(sum);
  }
  return sums;
}

void Recording::recentre(std::size_t asset, double drift) {
  const double change = (drift - drift_of(returns(asset), bar_)) * years_of(bar_);
  const double each = change / static_cast<double>(moves_per_bar_);
  for (std::size_t at = asset; at < moves_.size(); at += assets_) moves_[at] += each;
}

Recording::Moments Recording::moments() const {
  Moments moments;
  std::vector<std::vector<double>> distances;
  const double bars = static_cast<double>(paths_ * bars_);
  const auto covariance = [&](std::size_t i, std::size_t j) {
    double sum = 0;
    for (std::size_t k = 0; k < distances[i].size(); ++k) sum += distances[i][k] * distances[j][k];
    return sum / bars;
  };
  for (std::size_t i = 0; i < assets_; ++i) {
    std::vector<double> all = returns(i);
    moments.drift.push_back(drift_of(all, bar_));
    const double mean = mean_of(all);
    for (double& each : all) each -= mean;
    distances.push_back(std::move(all));
    moments.volatility.push_back(std::sqrt(covariance(i, i) / years_of(bar_)));
  }
  const auto size = static_cast<Eigen::Index>(assets_);
  moments.correlation = Matrix::Identity(size, size);
  for (std::size_t i = 0; i < assets_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double scale = std::sqrt(covariance(i, i) * covariance(j, j));
      const double value = scale > 0 ? covariance(i, j) / scale : 0;
      const auto row = static_cast<Eigen::Index>(i);
      const auto column = static_cast<Eigen::Index>(j);
      moments.correlation(row, column) = moments.correlation(column, row) =
          std::clamp(value, -1.0, 1.0);
    }
  }
  return moments;
}

}  // namespace marginwalk::paths
