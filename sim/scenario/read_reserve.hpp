#pragma once

#include "core/account.hpp"
#include "sim/conduct/rule.hpp"
#include "sim/scenario/read_conduct.hpp"

/// What a trader keeps outside the account.
namespace marginwalk::scenario {

/// An amount, or a share of the wallet (30%).
[[nodiscard]] conduct::Rule read_reserve(const Node& node, Problems& problems);

/// Takes the reserve that a conduct asks for from the wallet, and turns a share into an amount.
/// What is left must be above 0.
void set_reserve_aside(ConductSpec& conduct, core::Account& funds, Problems& problems);

/// The amount is known; there is nothing to contradict.
[[nodiscard]] inline std::optional<std::string> contradiction(const conduct::Reserve&,
                                                              const ConductGround&) {
  return std::nullopt;
}

}  // namespace marginwalk::scenario
