#include "sim/run/packed_records.hpp"

#include <fmt/format.h>

#include "sim/estimate/bytes.hpp"
#include "sim/run/block.hpp"
#include "sim/run/compression.hpp"
#include "sim/run/digest.hpp"

namespace marginwalk::run {
namespace {

constexpr std::size_t time_width = sizeof(PathRecord::liquidation_time);
constexpr std::size_t equity_width = sizeof(PathRecord::terminal_equity);

std::string fingerprint_of(std::uint64_t block, std::uint64_t cell, const PathColumns& columns) {
  return sha256(fmt::format("{} {} {}\n", block, cell, columns.flags.size()) + columns.flags +
                columns.liquidation_time + columns.terminal_equity);
}

}  // namespace

PackedRecords pack(std::uint64_t block, std::uint64_t cell, const PathColumns& columns) {
  check_lengths(columns);
  return {compressed(columns.flags), compressed(columns.liquidation_time),
          compressed(byte_planes(columns.terminal_equity, equity_width)),
          fingerprint_of(block, cell, columns)};
}

std::vector<PathRecord> unpack(std::uint64_t block, std::uint64_t cell, std::uint64_t paths,
                               const PackedRecords& packed) {
  if (paths == 0 || paths > paths_per_block) {
    throw estimate::MalformedBytes("no block has so many paths");
  }
  const PathColumns columns{
      decompressed(packed.flags, paths), decompressed(packed.liquidation_time, paths * time_width),
      byte_planes(decompressed(packed.terminal_equity, paths * equity_width), paths)};
  if (fingerprint_of(block, cell, columns) != packed.sha256) {
    throw estimate::MalformedBytes("their fingerprint differs");
  }
  return from_columns(columns);
}

}  // namespace marginwalk::run
