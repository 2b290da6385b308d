#include "sim/estimate/lowest_paths.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace marginwalk::estimate {

LowestPaths::LowestPaths(std::span<const double> values) : paths_(values.size()) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto lower = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(values[a], a) < std::pair(values[b], b);
  };
  for (std::size_t i = 0; i < bits_.size(); ++i) {
    const double share = compared_probabilities[i] * static_cast<double>(paths_);
    counts_[i] = static_cast<std::uint64_t>(std::ceil(share));
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(counts_[i]);
    std::nth_element(order.begin(), end, order.end(), lower);
    bits_[i].resize((values.size() + 63) / 64);
    std::for_each(order.begin(), end, [&](std::uint32_t path) {
      bits_[i][path / 64] |= std::uint64_t{1} << path % 64;
    });
  }
}

std::uint64_t LowestPaths::common(const LowestPaths& other, std::size_t probability) const {
  const Bits& a = bits_[probability];
  const Bits& b = other.bits_[probability];
  return std::transform_reduce(a.begin(), a.end(), b.begin(), std::uint64_t{0}, std::plus<>(),
                               [](std::uint64_t x, std::uint64_t y) {
                                 return static_cast<std::uint64_t>(std::popcount(x & y));
                               });
}

void RankAgreement::add(const LowestPaths& a, const LowestPaths& b, std::size_t probability) {
  const auto paths = static_cast<std::int64_t>(a.paths());
  const auto count = static_cast<std::int64_t>(a.count(probability));
  const auto common = static_cast<std::int64_t>(a.common(b, probability));
  covariance += paths * common - count * count;
  variance += (paths - count) * count;
}

void RankAgreement::merge(const RankAgreement& other) {
  covariance += other.covariance;
  variance += other.variance;
}

double RankAgreement::correlation() const {
  if (variance == 0) return 0;
  return static_cast<double>(covariance) / static_cast<double>(variance);
}

}  // namespace marginwalk::estimate
