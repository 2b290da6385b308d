#pragma once

#include <algorithm>
#include <limits>

#include "core/units.hpp"

namespace marginwalk::core {

/// Where a scope of an account (all of its cross positions, or one isolated position) stands.
/// States add: cash and positions of one scope sum to the state of the scope.
struct MarginState {
  Money equity;       ///< cash + unrealised profit
  Money initial;      ///< requirement to open or add
  Money maintenance;  ///< requirement to stay open

  MarginState& operator+=(const MarginState& other) {
    equity += other.equity;
    initial += other.initial;
    maintenance += other.maintenance;
    return *this;
  }

  /// Equity / maintenance requirement; infinite where nothing is required. The scope is
  /// liquidated below 1, and at 1 if the venue says so.
  [[nodiscard]] double level() const {
    return maintenance > Money(0) ? equity / maintenance : std::numeric_limits<double>::infinity();
  }

  /// Whether the venue liquidates: equity <= maintenance where it does so at equality, else
  /// equity < maintenance. A scope without requirement is never liquidated, whatever its equity.
  [[nodiscard]] bool liquidatable(bool at_equality) const {
    if (maintenance <= Money(0)) return false;
    return at_equality ? equity <= maintenance : equity < maintenance;
  }
};

inline MarginState operator+(MarginState a, const MarginState& b) { return a += b; }

}  // namespace marginwalk::core
