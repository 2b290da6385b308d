#include "sim/replay/terms.hpp"

#include "core/expect.hpp"

namespace marginwalk::replay {

const core::Venue& Terms::venue_under(const Conditions& conditions) const {
  for (const auto& [multiplier, under] : raised) {
    if (multiplier == conditions.maintenance) return under;
  }
  MARGINWALK_EXPECTS(conditions.maintenance == 1);
  return *venue;
}

Terms make_terms(const core::Venue& venue, const Market& market,
                 const std::vector<paths::Shock>& shocks, double wiped_out_share,
                 std::uint64_t seed) {
  Terms terms{&venue, &market, start_marks(market), wiped_out_share, {}, seed};
  for (const paths::Shock& shock : shocks) {
    for (const paths::ShockPart& part : shock.parts) {
      if (part.maintenance == 1) continue;
      terms.raised.emplace_back(part.maintenance,
                                core::with_raised_maintenance(venue, part.maintenance));
    }
  }
  return terms;
}

}  // namespace marginwalk::replay
