#pragma once

#include "sim/run/database.hpp"

namespace marginwalk::run {

/// Brings an empty or older store to the schema of this program, step by step, all or nothing.
/// Whether it was an older one. Throws StoreError for a file that is no store or was written by a
/// later program. docs/studies.md tells what the tables hold.
bool migrate(Database& database);

/// Throws StoreError where the file is no store of exactly this schema.
void check_schema(Database& database);

}  // namespace marginwalk::run
