#pragma once

#include <optional>

#include "sim/run/store.hpp"

namespace marginwalk::run {

/// How far a store is, as anybody can see from outside.
struct StoreStatus {
  std::filesystem::path file;
  Manifest manifest;
  std::uint64_t blocks = 0;  ///< of the shard
  std::uint64_t blocks_done = 0;
  std::uint64_t paths = 0;
  std::uint64_t paths_done = 0;
  bool is_running = false;
  std::optional<double> seen;          ///< when its last block was finished; seconds since 1970
  std::optional<double> path_rate;     ///< per second, in the last session
  std::optional<double> seconds_left;  ///< at that rate

  [[nodiscard]] bool is_complete() const { return blocks_done == blocks; }
};

/// Reads it; the store may be written meanwhile.
[[nodiscard]] StoreStatus status_of(Store& store);

}  // namespace marginwalk::run
