#include "sim/paths/shock.hpp"

#include <numeric>

#include "sim/random/brownian_tree.hpp"
#include "sim/random/samplers.hpp"

namespace marginwalk::paths {
namespace {

using random::seconds_per_hour;

/// Of a part, since its shock began.
double volatility_of(const ShockPart& part, std::uint32_t since) {
  if (part.volatility == 1 || since < part.after) return 1;
  if (since - part.after < part.over) return part.volatility;
  if (part.half_life == 0) return 1;
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  const std::uint32_t behind = since - part.after - part.over;
  const double whole_hours = behind / seconds_per_hour * seconds_per_hour;
  return 1 + (part.volatility - 1) * random::exponential(-ln2 * whole_hours / part.half_life);
}

}  // namespace

std::vector<std::uint32_t> draw_shocks(const std::vector<Shock>& shocks, std::uint64_t seed,
                                       std::uint64_t path) {
  std::vector<std::uint32_t> begins;
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    const Shock& shock = shocks[k];
    random::AddressedEngine engine(
        seed, {path, 0, random::Stream::shocks, static_cast<std::uint16_t>(k)});
    const bool happens = random::uniform(engine) < shock.probability;
    const std::uint32_t hours = (shock.latest - shock.earliest) / seconds_per_hour + 1;
    const auto hour = static_cast<std::uint32_t>(random::uniform(engine) * hours);
    begins.push_back(happens ? shock.earliest + hour * seconds_per_hour : never);
  }
  return begins;
}

std::uint32_t shock_grid(const std::vector<Shock>& shocks) {
  std::uint32_t grid = seconds_per_hour;
  for (const Shock& shock : shocks) {
    for (const ShockPart& part : shock.parts) {
      if (!part.has_conditions() && !part.changes_diffusion()) continue;
      grid = std::gcd(grid, std::gcd(part.after, part.over));
    }
  }
  return grid;
}

double shocked_volatility(const std::vector<Shock>& shocks,
                          const std::vector<std::uint32_t>& begins, std::uint32_t seconds) {
  double product = 1;
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    if (begins[k] == never || seconds < begins[k]) continue;
    for (const ShockPart& part : shocks[k].parts) {
      product *= volatility_of(part, seconds - begins[k]);
    }
  }
  return product;
}

}  // namespace marginwalk::paths
