#include "sim/replay/conditions.hpp"

#include <algorithm>

namespace marginwalk::replay {
namespace {

using paths::Shock;
using paths::ShockPart;

void add_settled(const ShockPart& part, std::vector<bool>& settled) {
  if (settled.size() < part.settles.size()) settled.resize(part.settles.size());
  for (std::size_t i = 0; i < part.settles.size(); ++i) {
    if (part.settles[i]) settled[i] = true;
  }
}

}  // namespace

Conditions conditions_at(const std::vector<Shock>& shocks, const std::vector<std::uint32_t>& begins,
                         std::uint32_t seconds) {
  Conditions now;
  paths::for_each_part(shocks, begins, seconds, [&](const ShockPart& part) {
    now.liquidity = std::min(now.liquidity, part.liquidity);
    now.maintenance = std::max(now.maintenance, part.maintenance);
    now.funding += part.funding;
    now.outage = now.outage || part.outage;
  });
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    if (begins[k] == paths::never) continue;
    for (const ShockPart& part : shocks[k].parts) {
      if (seconds >= begins[k] && seconds - begins[k] >= part.after) add_settled(part, now.settled);
    }
  }
  return now;
}

}  // namespace marginwalk::replay
