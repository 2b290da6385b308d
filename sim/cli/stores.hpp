#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/run/store.hpp"

namespace marginwalk::cli {

/// Where a study's store is in a folder: NAME.sqlite, NAME.shard-2-of-8.sqlite,
/// NAME.revision-2.sqlite and so on.
[[nodiscard]] std::filesystem::path store_file(const std::filesystem::path& folder,
                                               const std::string& study, const run::Shard& shard,
                                               unsigned revision = 1);

/// The store there that was begun with this input by this program or, without one, the newest
/// revision, which is made where `new_revision` is set or there is none at all.
[[nodiscard]] std::filesystem::path find_store(const std::filesystem::path& folder,
                                               const run::Manifest& manifest, bool new_revision);

/// The files that are named, and those of folders that are, sorted. Throws run::StoreError where a
/// folder has none, unless it `may_be_empty`.
[[nodiscard]] std::vector<std::filesystem::path> store_files(
    const std::vector<std::string>& files_and_folders, bool may_be_empty = false);

/// What a store of this study would be of.
[[nodiscard]] run::Manifest manifest_of(const scenario::Study& study, const run::Shard& shard,
                                        bool tallies_only);

}  // namespace marginwalk::cli
