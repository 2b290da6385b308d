#pragma once

#include <cstdint>

#include "sim/run/path_record.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// What a store takes on a disk, in bytes, as far as it can be told before there is one.

/// Without a path: its tables and indices, a page at least each, and what the study was read from.
[[nodiscard]] double bytes_of_empty_store(const scenario::Study& study);

/// What became of so many paths under one cell, judged by some of them.
[[nodiscard]] double bytes_of_records(std::uint64_t paths, const std::vector<PathRecord>& some);

/// Tallies under one cell, one for each block until they are put together in one of the whole; see
/// run_stored.
[[nodiscard]] double bytes_of_tallies(std::uint64_t paths, double tally_of_block,
                                      double tally_of_all);

}  // namespace marginwalk::run
