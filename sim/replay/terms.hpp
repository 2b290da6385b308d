#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/venue.hpp"
#include "sim/paths/shock.hpp"
#include "sim/replay/conditions.hpp"
#include "sim/replay/market.hpp"

namespace marginwalk::replay {

/// What an account is tried under.
struct Terms {
  const core::Venue* venue = nullptr;
  const Market* market = nullptr;
  std::vector<core::Price> start_marks;
  double wiped_out_share = 0.05;
  /// The venue under each multiple of maintenance margins that shocks raise them to.
  std::vector<std::pair<double, core::Venue>> raised{};
  std::uint64_t seed = 0;  ///< of what befalls traders

  /// The venue as it is under some conditions.
  [[nodiscard]] const core::Venue& venue_under(const Conditions& conditions) const;
};

/// The terms of a venue and a market, which must outlive them, under some shocks.
[[nodiscard]] Terms make_terms(const core::Venue& venue, const Market& market,
                               const std::vector<paths::Shock>& shocks, double wiped_out_share,
                               std::uint64_t seed);

}  // namespace marginwalk::replay
