#pragma once

#include "core/account.hpp"

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

  bool operator==(const Conduct&) const = default;
};

/// Who walks along a path: an account as it stands at the start, and what its owner does.
struct Trader {
  core::Account account;
  Conduct conduct{};
};

}  // namespace marginwalk::replay
