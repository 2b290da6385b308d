#pragma once

#include <cstdint>
#include <string>
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

  bool operator==(const PathRecord&) const = default;
};

/// By cell, then by path.
using PathRecords = std::vector<std::vector<PathRecord>>;

/// What is kept of an outcome.
[[nodiscard]] PathRecord record_of(const replay::Outcome& outcome);

/// Records column by column, every number little-endian: a byte, four bytes, a double for each.
struct PathColumns {
  std::string flags;
  std::string liquidation_time;
  std::string terminal_equity;
};

/// Record by record, in their order.
[[nodiscard]] PathColumns to_columns(const std::vector<PathRecord>& records);

/// Throws estimate::MalformedBytes where the columns are not of equally many paths.
void check_lengths(const PathColumns& columns);

/// Throws estimate::MalformedBytes where the columns are not of equally many paths.
[[nodiscard]] std::vector<PathRecord> from_columns(const PathColumns& columns);

}  // namespace marginwalk::run
