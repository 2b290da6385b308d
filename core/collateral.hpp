#pragma once

#include <string>
#include <vector>

#include "core/tier_schedule.hpp"
#include "core/units.hpp"

namespace marginwalk::core {

/// One bracket of a haircut: what lies in it counts with its weight.
struct CollateralTier {
  double up_to = 0;  ///< value, or amount of the asset, by CollateralTerms::measure
  Rate weight;       ///< 1 - haircut
};

/// An asset that a venue takes as collateral, and for how much of its price. Brackets are marginal,
/// as those of an income tax: each weighs what lies in it. Weights do not rise.
struct CollateralTerms {
  enum class Measure { value, amount };

  std::string name;
  std::vector<CollateralTier> tiers;  ///< by rising up_to; the last is without end
  Measure measure = Measure::value;
};

/// What an amount of an asset counts for: price x amount, weighed bracket by bracket.
[[nodiscard]] Money discounted(const CollateralTerms& terms, Size amount, Price price);

/// The greatest w with discounted(amount, price) >= w x amount x price for every price up to a
/// ceiling: what an amount is worth grows ever slower with its price.
[[nodiscard]] Rate least_weight(const CollateralTerms& terms, Size amount, Price ceiling);

}  // namespace marginwalk::core
