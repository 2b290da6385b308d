#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/outcome.hpp"

namespace marginwalk::run {

/// What is kept of one path of one cell.
struct PathRecord {
  static constexpr std::uint8_t liquidated = 1;
  static constexpr std::uint8_t wiped_out = 2;
  static constexpr std::uint8_t bankrupt = 4;
  static constexpr std::uint8_t deleveraged = 8;
  static constexpr std::uint8_t closed_too_early = 16;

  std::uint8_t flags = 0;  ///< a sum of the above
  std::uint32_t liquidation_time = replay::Outcome::never;
  double terminal_equity = 0;
};

/// By cell, then by path.
using PathRecords = std::vector<std::vector<PathRecord>>;

[[nodiscard]] inline PathRecord record_of(const replay::Outcome& outcome) {
  PathRecord record{0, outcome.liquidation_time, outcome.terminal_equity.value()};
  const auto flag = [&](bool is_set, std::uint8_t value) {
    if (is_set) record.flags = static_cast<std::uint8_t>(record.flags | value);
  };
  flag(outcome.liquidated(), PathRecord::liquidated);
  flag(outcome.wiped_out, PathRecord::wiped_out);
  flag(outcome.bankrupt, PathRecord::bankrupt);
  flag(outcome.deleveraged, PathRecord::deleveraged);
  flag(outcome.closed_too_early, PathRecord::closed_too_early);
  return record;
}

}  // namespace marginwalk::run
