#include "core/collateral.hpp"

#include <algorithm>

#include "core/expect.hpp"

namespace marginwalk::core {

Money discounted(const CollateralTerms& terms, Size amount, Price price) {
  MARGINWALK_EXPECTS(amount >= Size(0) && !terms.tiers.empty());
  const bool by_value = terms.measure == CollateralTerms::Measure::value;
  const double whole = by_value ? (amount * price).value() : amount.value();
  double weighed = 0;
  double floor = 0;
  for (const CollateralTier& tier : terms.tiers) {
    if (whole <= floor) break;
    weighed += (std::min(whole, tier.up_to) - floor) * tier.weight.value();
    floor = tier.up_to;
  }
  return by_value ? Money(weighed) : Size(weighed) * price;
}

Rate least_weight(const CollateralTerms& terms, Size amount, Price ceiling) {
  const Money whole = amount * ceiling;
  if (whole <= Money(0)) return Rate(0);
  return Rate(discounted(terms, amount, ceiling) / whole);
}

}  // namespace marginwalk::core
