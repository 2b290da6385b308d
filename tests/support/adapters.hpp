#pragma once

#include <limits>
#include <nlohmann/json.hpp>

#include "tests/support/cases.hpp"

namespace marginwalk::test {

/// Where the last tier ends.
inline constexpr double endless = std::numeric_limits<double>::infinity();

/// What core says to a case, by the keys of its `expected`. Throws NotApplicable where core has no
/// such rule or the case states what nothing here knows.
[[nodiscard]] nlohmann::json answer(const Case& each);

// One for each theme. An answer may hold more than is expected.
[[nodiscard]] nlohmann::json answer_liquidation_price(const Case& each);
[[nodiscard]] nlohmann::json answer_inverse(const Case& each);
[[nodiscard]] nlohmann::json answer_tiers(const Case& each);
[[nodiscard]] nlohmann::json answer_margin(const Case& each);
[[nodiscard]] nlohmann::json answer_collateral(const Case& each);
[[nodiscard]] nlohmann::json answer_funding(const Case& each);
[[nodiscard]] nlohmann::json answer_subaccount(const Case& each);
[[nodiscard]] nlohmann::json answer_block_liquidation(const Case& each);
[[nodiscard]] nlohmann::json answer_drift(const Case& each);

}  // namespace marginwalk::test
