#pragma once

#include <memory>
#include <vector>

#include "sim/run/store.hpp"

namespace marginwalk::run {

/// Takes into a store what others have of the same study and it does not have itself: tallies of
/// blocks and records of paths. What follows the first block without a gap is merged at once, and
/// nothing of it is written block by block. Doing so again changes nothing. Throws StoreError,
/// before anything is taken in, where they do not belong together: other input, another seed or
/// program, or a block that is in two of them and differs.
void merge_stores(Store& to, const std::vector<Store*>& from, const BlockRunner& runner);

/// What a store into which these are merged is of: the most paths, no shard, tallies only where one
/// of them has no more. Throws StoreError where they do not belong together.
[[nodiscard]] Manifest merged_manifest(const std::vector<std::unique_ptr<Store>>& stores);

}  // namespace marginwalk::run
