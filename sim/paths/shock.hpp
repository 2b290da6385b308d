#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace marginwalk::paths {

/// What a shock does over one window of time: from `after` its beginning, for `over` seconds.
struct ShockPart {
  std::uint32_t after = 0;  ///< seconds; whole minutes, as `over`
  std::uint32_t over = 60;

  /// How far the logarithm of each asset's price moves, in equal steps at whole minutes, the last
  /// at the end: at most 96, which is a step every quarter of an hour over a day.
  std::vector<double> move;

  /// What multiplies volatility in the window. After it, what it adds decays by half every
  /// `half_life` seconds, hour by hour; 0 = at once.
  double volatility = 1;
  std::uint32_t half_life = 0;

  /// k: correlations become (1 - k) x correlation + k.
  double towards_one = 0;

  double liquidity = 1;       ///< of volumes and depth, what is left
  double funding = 0;         ///< added to the rate of one funding interval
  double maintenance = 1;     ///< what multiplies maintenance margins
  bool outage = false;        ///< the trader cannot act
  std::vector<bool> settles;  ///< assets whose contracts are settled at the mark, as it begins

  /// Whether it changes more than prices.
  [[nodiscard]] bool has_conditions() const {
    return liquidity != 1 || funding != 0 || maintenance != 1 || outage || !settles.empty();
  }

  /// Whether it changes how prices diffuse.
  [[nodiscard]] bool changes_diffusion() const { return volatility != 1 || towards_one > 0; }
};

/// A named shock, laid over any law of prices: with some probability it begins at a whole hour, any
/// of a window with equal chance. It is not compensated in the drift: the stressed price is no
/// martingale.
struct Shock {
  std::string name;
  double probability = 1;
  std::uint32_t earliest = 0;  ///< seconds from the start; whole hours, as `latest`
  std::uint32_t latest = 0;
  std::vector<ShockPart> parts;
};

/// Whether some part of some shock is what `is(part)` asks for.
template <class Is>
[[nodiscard]] bool any_part(const std::vector<Shock>& shocks, Is&& is) {
  return std::any_of(shocks.begin(), shocks.end(), [&](const Shock& shock) {
    return std::any_of(shock.parts.begin(), shock.parts.end(), is);
  });
}

/// When a shock does not begin.
inline constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

/// When each of some shocks begins on a path, in seconds from the start.
[[nodiscard]] std::vector<std::uint32_t> draw_shocks(const std::vector<Shock>& shocks,
                                                     std::uint64_t seed, std::uint64_t path);

/// Seconds between the moments at which what shocks change can change: a whole number of minutes
/// that divides an hour. Prices move in between, too.
[[nodiscard]] std::uint32_t shock_grid(const std::vector<Shock>& shocks);

/// Calls see(part) for the parts whose window holds a moment, its beginning included and its end
/// not, in order.
template <class See>
void for_each_part(const std::vector<Shock>& shocks, const std::vector<std::uint32_t>& begins,
                   std::uint32_t seconds, See&& see) {
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    if (begins[k] == never || seconds < begins[k]) continue;
    const std::uint32_t since = seconds - begins[k];
    for (const ShockPart& part : shocks[k].parts) {
      if (since >= part.after && since - part.after < part.over) see(part);
    }
  }
}

/// What multiplies volatility from a moment on: the product over all shocks.
[[nodiscard]] double shocked_volatility(const std::vector<Shock>& shocks,
                                        const std::vector<std::uint32_t>& begins,
                                        std::uint32_t seconds);

}  // namespace marginwalk::paths
