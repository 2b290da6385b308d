#include "sim/paths/autoregression.hpp"

#include <cmath>

#include "sim/random/samplers.hpp"

namespace marginwalk::paths {

double next_value(const Autoregression& law, std::size_t asset, double value, double log_return,
                  const AutoregressionNode& node) {
  using random::AddressedEngine;
  AddressedEngine common(node.seed, {node.path, node.seconds, node.stream, 0});
  AddressedEngine own(
      node.seed, {node.path, node.seconds, node.stream, static_cast<std::uint16_t>(1 + asset)});
  const double shared = random::normal(common);
  const double shock =
      std::sqrt(law.common) * shared + std::sqrt(1 - law.common) * random::normal(own);
  return law.mean[asset] + law.persistence[asset] * (value - law.mean[asset]) +
         law.response[asset] * log_return + law.deviation[asset] * shock;
}

}  // namespace marginwalk::paths
