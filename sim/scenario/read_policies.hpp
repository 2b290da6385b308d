#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// A limit against slips: more cells than a reader could compare.
inline constexpr std::size_t most_cells = 1000;

/// A policy before its account is opened.
struct PolicySpec {
  Policy policy;
  Location location;
  std::vector<PositionSpec> changes;  ///< of the account's positions
  std::vector<PositionSpec> book{};   ///< instead of the account's positions, where one is chosen
  ConductSpec conduct{};              ///< over that of the account and of its positions
};

/// What a cell is called that sets what the policy sets: `binance-usdm-cross-10x-cap3x-refill`;
/// empty where it sets nothing.
[[nodiscard]] std::string cell_name(const Policy& policy);

/// The cells that the key `policies` asks for: the product of its axes in the order venue, book,
/// margin_mode, leverage, leverage_cap, after_liquidation, conduct, then the named ones, then the
/// traders of a cohort, who are drawn by the seed. Without axes there is no product; without
/// anything (`policies` may be null) there is one cell, `account`, which changes nothing.
[[nodiscard]] std::vector<PolicySpec> read_policies(const Node* node, std::uint64_t seed,
                                                    Problems& problems);

}  // namespace marginwalk::scenario
