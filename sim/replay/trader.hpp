#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "sim/conduct/rule.hpp"

namespace marginwalk::replay {

/// What a trader does once the venue has liquidated something.
enum class AfterLiquidation {
  continues,  ///< keeps what is left as it is
  stops,      ///< closes the rest on the book and walks away
  refills,    ///< deposits what is missing to the worth at the start and opens what died again
};

/// What a trader does, besides holding positions.
struct Conduct {
  AfterLiquidation after_liquidation = AfterLiquidation::continues;
  std::vector<conduct::Rule> rules{};
  core::Money stated_risk{};  ///< what may be lost at most, in quote currency; 0: nothing is said

  bool operator==(const Conduct&) const = default;
};

/// Who walks along a path: an account as it stands at the start, and what its owner does.
struct Trader {
  core::Account account;
  Conduct conduct{};
};

/// Whoever that is, given the account as it is planned: what waits for its entry is not open at the
/// start, and its margin still in the wallet.
[[nodiscard]] Trader make_trader(core::Account planned, Conduct conduct);

/// The minutes of the day, sorted and each once, at which any of them reviews.
[[nodiscard]] std::vector<std::uint32_t> reviews_of(const std::vector<Trader>& traders);

}  // namespace marginwalk::replay
