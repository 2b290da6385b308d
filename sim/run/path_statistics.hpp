#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/estimate/moments.hpp"

namespace marginwalk::run {

/// What the paths of one asset are like. Returns are differences of the logarithm of the price; a
/// number is absent where the paths are too few or too short for it, or do not move.
struct AssetStatistics {
  /// Deviation of the returns between moments and over whole days, per root of a year of 365 days.
  std::optional<double> volatility, daily_volatility;

  // Of daily returns, all paths together. With m_k the k-th central moment: m_3 / m_2^(3/2), and
  // m_4 / m_2^2 - 3.
  std::optional<double> skewness, excess_kurtosis;
  std::optional<double> least, greatest;

  /// The values of rank ceil(q n) at 1 % and 99 %.
  std::optional<double> low_quantile, high_quantile;

  /// Of the squares, from one day to the next of the same path: their mean product, each less the
  /// mean of all, as a share of their variance.
  std::optional<double> autocorrelation_of_squares;

  estimate::Moments growth;  ///< S(horizon) / S(0)
};

/// Of the daily returns of two assets, by index.
struct PairStatistics {
  std::size_t a = 0;
  std::size_t b = 0;
  std::optional<double> correlation;
};

/// Pairs of the first ten assets are compared, which are 45.
inline constexpr std::size_t most_assets_paired = 10;

/// What the paths of all assets are like.
struct PathStatistics {
  std::vector<AssetStatistics> assets;
  std::vector<PairStatistics> pairs;
};

/// Takes in paths, asset by asset; keeps their daily returns, 8 bytes each.
class PathTally {
 public:
  /// `every`: seconds between moments.
  PathTally(std::size_t assets, std::uint32_t every) : every_(every), assets_(assets) {}

  /// One path of one asset: ln(S(t) / S(0)) by moment, as far as these are `every` apart, and by
  /// whole day; and S(horizon) / S(0).
  void add(std::size_t asset, std::span<const double> logarithms, std::span<const double> daily,
           double growth);

  [[nodiscard]] PathStatistics statistics() const;

 private:
  struct Asset {
    estimate::Moments returns;  ///< between moments
    std::vector<double> daily;  ///< path by path
    estimate::Moments growth;
  };

  [[nodiscard]] AssetStatistics of(const Asset& asset) const;

  std::uint32_t every_;
  std::size_t days_ = 0;
  std::vector<Asset> assets_;
};

}  // namespace marginwalk::run
