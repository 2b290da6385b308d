#include "sim/run/inventory.hpp"

#include <algorithm>

#include "sim/run/block_loop.hpp"

namespace marginwalk::run {

bool Span::is_full() const { return paths == (end - first) * paths_per_block; }

std::uint64_t Span::paths_of(std::uint64_t block) const {
  return block + 1 < end ? paths_per_block : paths - (end - first - 1) * paths_per_block;
}

Inventory::Inventory(const std::vector<Span>& spans, std::uint64_t paths)
    : paths_(paths), there_(run::blocks_of(paths)) {
  for (const Span& span : spans) {
    for (std::uint64_t block = span.first; block < std::min(span.end, blocks()); ++block) {
      const std::uint64_t has = span.paths_of(block);
      there_[block] = has == paths_per_block || has == paths_in(block, paths);
    }
  }
}

std::uint64_t Inventory::next_missing(std::uint64_t from, const Shard& shard) const {
  while (from < blocks() && (there_[from] || !shard.has(from))) ++from;
  return from;
}

std::vector<Span> Inventory::missing(const Shard& shard) const {
  std::vector<Span> ranges;
  for (std::uint64_t block = 0; (block = next_missing(block, shard)) < blocks(); ++block) {
    if (ranges.empty() || ranges.back().end != block) ranges.push_back({block, block, 0});
    ++ranges.back().end;
    ranges.back().paths += paths_in(block, paths_);
  }
  return ranges;
}

std::uint64_t Inventory::blocks_of(const Shard& shard) const {
  return (blocks() + shard.count - shard.number) / shard.count;
}

std::uint64_t Inventory::paths_of(const Shard& shard) const {
  std::uint64_t sum = 0;
  for (std::uint64_t block = 0; block < blocks(); ++block) {
    if (shard.has(block)) sum += paths_in(block, paths_);
  }
  return sum;
}

std::uint64_t Inventory::paths_done(const Shard& shard) const {
  std::uint64_t sum = 0;
  for (std::uint64_t block = 0; block < blocks(); ++block) {
    if (there_[block] && shard.has(block)) sum += paths_in(block, paths_);
  }
  return sum;
}

}  // namespace marginwalk::run
