#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/address.hpp"

namespace marginwalk::paths {

/// Of what follows prices at regular moments, by asset:
///
///     next = mean + persistence (value - mean) + response x R + deviation x Z,
///
/// R the log return of the price over an interval, Z standard normal with a common part of variance
/// `common`.
struct Autoregression {
  std::vector<double> mean, persistence, response, deviation;
  double common = 0;
};

/// Where a value stands: the path, the moment in seconds from the start, whose numbers it draws.
struct AutoregressionNode {
  std::uint64_t seed = 0;
  std::uint64_t path = 0;
  std::uint32_t seconds = 0;
  random::Stream stream{};
};

/// The value of an asset that follows another, once its price has moved by a log return.
[[nodiscard]] double next_value(const Autoregression& law, std::size_t asset, double value,
                                double log_return, const AutoregressionNode& node);

}  // namespace marginwalk::paths
