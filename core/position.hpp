#pragma once

#include <cstddef>

#include "core/units.hpp"

namespace marginwalk::core {

/// What backs a position: the whole account, or the margin posted for it alone.
enum class MarginMode { cross, isolated };

/// A position in one contract. A closed position has size 0 and no margin.
struct Position {
  std::size_t contract = 0;  ///< index into Venue::contracts and into marks
  Size size;                 ///< signed: long > 0
  Price entry;
  MarginMode mode = MarginMode::cross;
  double leverage = 1;  ///< notional / initial margin
  Money margin;         ///< isolated: what was posted, without unrealised profit; cross: 0

  [[nodiscard]] bool open() const { return size != Size(0); }
  [[nodiscard]] Money notional(Price mark) const { return abs(size) * mark; }
  [[nodiscard]] Money unrealised_pnl(Price mark) const { return size * (mark - entry); }
};

}  // namespace marginwalk::core
