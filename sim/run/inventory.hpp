#pragma once

#include <cstdint>
#include <vector>

#include "sim/run/shard.hpp"

namespace marginwalk::run {

/// Blocks [first, end) that were merged in order, and how many paths they have.
struct Span {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  std::uint64_t paths = 0;

  /// Whether none of its blocks was cut short; how many paths one of them has, of which only the
  /// last can be.
  [[nodiscard]] bool is_full() const;
  [[nodiscard]] std::uint64_t paths_of(std::uint64_t block) const;
};

/// Which blocks of a run of so many paths are there. One that was cut short and now has more paths
/// is not.
class Inventory {
 public:
  Inventory(const std::vector<Span>& spans, std::uint64_t paths);

  /// The number of the next block, from this one on, that the shard must still replay; the number
  /// of all blocks where there is none.
  [[nodiscard]] std::uint64_t next_missing(std::uint64_t from, const Shard& shard) const;

  /// The blocks that the shard must still replay, as ranges [first, end) with the paths they lack.
  [[nodiscard]] std::vector<Span> missing(const Shard& shard) const;

  [[nodiscard]] std::uint64_t blocks() const { return there_.size(); }
  [[nodiscard]] std::uint64_t blocks_of(const Shard& shard) const;

  /// Paths of the shard, and how many of them are there.
  [[nodiscard]] std::uint64_t paths_of(const Shard& shard) const;
  [[nodiscard]] std::uint64_t paths_done(const Shard& shard) const;

 private:
  std::uint64_t paths_;
  std::vector<bool> there_;  ///< by block
};

}  // namespace marginwalk::run
