#include "sim/paths/funding_premium.hpp"

#include <cmath>

#include "sim/random/samplers.hpp"

namespace marginwalk::paths {

double next_premium(const FundingPremium& law, std::size_t asset, double premium,
                    double log_return, std::uint64_t seed, std::uint64_t path,
                    std::uint32_t seconds) {
  using random::AddressedEngine;
  using random::Stream;
  AddressedEngine common(seed, {path, seconds, Stream::funding, 0});
  AddressedEngine own(seed,
                      {path, seconds, Stream::funding, static_cast<std::uint16_t>(1 + asset)});
  const double shared = random::normal(common);
  const double shock =
      std::sqrt(law.common) * shared + std::sqrt(1 - law.common) * random::normal(own);
  return law.mean[asset] + law.persistence[asset] * (premium - law.mean[asset]) +
         law.response[asset] * log_return + law.deviation[asset] * shock;
}

}  // namespace marginwalk::paths
