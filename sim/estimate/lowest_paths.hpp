#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace marginwalk::estimate {

/// The probabilities of the quantiles that are compared between cells.
inline constexpr std::array compared_probabilities{0.05, 0.5};

/// Which of a block's n paths are its lowest by some value: for each compared probability p, the
/// ceil(p n) lowest, ties by path.
class LowestPaths {
 public:
  explicit LowestPaths(std::span<const double> values);

  /// How many paths the block has, how many are its lowest, how many are so here and there.
  [[nodiscard]] std::uint64_t paths() const { return paths_; }
  [[nodiscard]] std::uint64_t count(std::size_t probability) const { return counts_[probability]; }
  [[nodiscard]] std::uint64_t common(const LowestPaths& other, std::size_t probability) const;

 private:
  using Bits = std::vector<std::uint64_t>;

  std::uint64_t paths_;
  std::array<std::uint64_t, compared_probabilities.size()> counts_{};
  std::array<Bits, compared_probabilities.size()> bits_;  ///< by path
};

/// How far the lowest paths of two cells are the same ones, over blocks of n paths of which k are
/// the lowest and c are so in both cells: integers, which merge exactly.
///
/// Their ratio is the correlation of "is among the lowest" in the two cells, which is that of their
/// two sample quantiles: by Bahadur's representation a sample quantile is to first order the mean
/// of just these indicators. Each block has thresholds of its own, its own quantiles, so that no
/// threshold need be known beforehand.
///
/// Source: R. R. Bahadur, "A note on quantiles in large samples", Annals of Mathematical Statistics
/// 37 (1966), 577-580.
struct RankAgreement {
  std::int64_t covariance = 0;  ///< sum of n c - k^2
  std::int64_t variance = 0;    ///< sum of n k - k^2

  void add(const LowestPaths& a, const LowestPaths& b, std::size_t probability);
  void merge(const RankAgreement& other);

  /// Inside [-1, 1]; 0 where nothing is known.
  [[nodiscard]] double correlation() const;
};

}  // namespace marginwalk::estimate
