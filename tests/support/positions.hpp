#pragma once

#include <cmath>
#include <cstddef>

#include "core/position.hpp"

namespace marginwalk::test {

inline core::Position cross(std::size_t contract, double size, double entry, double leverage) {
  return {contract, core::Size(size), core::Price(entry), core::MarginMode::cross, leverage, {}};
}

/// Posted margin is what the leverage follows from.
inline core::Position isolated(std::size_t contract, double size, double entry, double margin) {
  const double leverage = std::abs(size) * entry / margin;
  return {contract, core::Size(size),   core::Price(entry), core::MarginMode::isolated,
          leverage, core::Money(margin)};
}

}  // namespace marginwalk::test
