#pragma once

#include <cstdint>

namespace marginwalk::run {

/// One of several processes that share the blocks of a study: each takes every count-th, so that
/// more paths later change nothing about who has the first ones.
struct Shard {
  std::uint64_t number = 1;  ///< from 1 to count
  std::uint64_t count = 1;

  [[nodiscard]] bool is_whole() const { return count == 1; }
  [[nodiscard]] bool has(std::uint64_t block) const { return block % count == number - 1; }
};

}  // namespace marginwalk::run
