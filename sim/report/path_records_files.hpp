#pragma once

#include <filesystem>

#include "sim/run/store.hpp"

namespace marginwalk::report {

/// Writes what became of every path of a complete store, `<name>-<cell>.npy` for each cell: a row
/// for each path with terminal equity, seconds to the first liquidation (NaN without one), and the
/// flags of run::PathRecord as a number. All appear whole or not at all. Throws run::StoreError
/// where the store has no such records, std::filesystem::filesystem_error where a file cannot be
/// written.
void write_path_records(run::Store& store, const scenario::Study& study,
                        const std::filesystem::path& folder);

}  // namespace marginwalk::report
