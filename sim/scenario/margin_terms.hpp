#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/venue.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// How a venue charges funding.
struct FundingTerms {
  std::uint32_t every_seconds = 0;
  std::optional<core::Rate> cap;  ///< of one charge, up and down
};

/// What a venue demands for one contract, or for all that do not say otherwise. An absent field
/// is left to the venue's defaults.
struct MarginTerms {
  Location location;
  std::optional<core::Rate> maintenance_margin_rate;  ///< of every notional; excludes `tiers`
  std::optional<double> max_leverage;                 ///< goes with the flat rate
  std::vector<core::Tier> tiers;                      ///< empty = not given
  std::optional<core::Rate> taker_fee;        ///< 0 where neither the contract nor the venue says
  std::optional<core::Rate> liquidation_fee;  ///< likewise
  std::optional<core::Rate> maker_fee;        ///< likewise; below 0 is a rebate
  std::optional<FundingTerms> funding;        ///< the market's own where nobody says

  /// Whether they say what maintenance costs.
  [[nodiscard]] bool have_margin() const { return maintenance_margin_rate || !tiers.empty(); }
};

/// Reads the keys that a venue's top and each of its contracts have in common.
[[nodiscard]] MarginTerms read_margin_terms(Fields& fields, const Location& location,
                                            core::TierRule tier_rule, Problems& problems);

/// A contract's own terms over the defaults. Tiers and the flat rate with its maximum leverage
/// replace each other as a whole.
[[nodiscard]] MarginTerms merged(const MarginTerms& defaults, const MarginTerms& own);

/// The schedule of a contract's terms. A flat one that allows more leverage than its rate can
/// carry, and terms with gaps, are problems.
[[nodiscard]] core::TierSchedule schedule_of(const MarginTerms& terms, Problems& problems);

}  // namespace marginwalk::scenario
