#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/path_record.hpp"

namespace marginwalk::run {

/// What became of the paths of a block under a cell, as a store keeps it: the columns, compressed,
/// of terminal equity its byte planes. docs/studies.md tells how others read them.
struct PackedRecords {
  std::string flags;
  std::string liquidation_time;
  std::string terminal_equity;
  std::string sha256;  ///< of the block, the cell, and the columns before they were packed

  [[nodiscard]] std::size_t size() const {
    return flags.size() + liquidation_time.size() + terminal_equity.size() + sha256.size();
  }
};

/// Throws estimate::MalformedBytes where the columns differ in length.
[[nodiscard]] PackedRecords pack(std::uint64_t block, std::uint64_t cell,
                                 const PathColumns& columns);

/// What was packed, to the bit. Throws estimate::MalformedBytes where it was not this, or not of so
/// many paths, or of another block or cell.
[[nodiscard]] std::vector<PathRecord> unpack(std::uint64_t block, std::uint64_t cell,
                                             std::uint64_t paths, const PackedRecords& packed);

}  // namespace marginwalk::run
