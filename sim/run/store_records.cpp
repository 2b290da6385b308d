#include <fmt/format.h>

#include "sim/estimate/bytes.hpp"
#include "sim/run/store.hpp"

/// The part of the store that holds what became of every path.
namespace marginwalk::run {
namespace {

/// A row of records.
struct Row {
  /// Of a statement that selects `columns`.
  explicit Row(const Statement& row)
      : block(row.integer(0)),
        cell(row.integer(1)),
        paths(row.integer(2)),
        packed{row.text(3), row.text(4), row.text(5), row.text(6)} {}

  static constexpr const char* columns =
      "block, cell, paths, flags, liquidation_time, terminal_equity, sha256";

  std::uint64_t block;
  std::uint64_t cell;
  std::uint64_t paths;
  PackedRecords packed;
};

}  // namespace

void Store::put(const Block& block, std::uint64_t cell) {
  const PackedRecords& packed = block.packed[cell];
  database_.run("INSERT OR REPLACE INTO path_block VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                block.number, cell, block.paths, Blob{packed.flags}, Blob{packed.liquidation_time},
                Blob{packed.terminal_equity}, std::string_view(packed.sha256));
}

std::vector<PathRecord> Store::unpacked(std::uint64_t block, std::uint64_t cell,
                                        std::uint64_t paths, const PackedRecords& packed) const {
  try {
    return unpack(block, cell, paths, packed);
  } catch (const estimate::MalformedBytes& error) {
    damaged(block, fmt::format("its records of cell {}: {}", cell, error.what()));
  }
}

std::optional<std::vector<PathRecord>> Store::records(std::uint64_t block, std::size_t cell) {
  Statement statement(
      database_,
      fmt::format("SELECT {} FROM path_block WHERE block = ?1 AND cell = ?2", Row::columns), block,
      std::uint64_t{cell});
  if (!statement.step()) return std::nullopt;
  const Row row(statement);
  return unpacked(row.block, row.cell, row.paths, row.packed);
}

void Store::copy_records(Store& from) {
  Transaction transaction(database_);
  Statement statement(from.database_, fmt::format("SELECT {} FROM path_block", Row::columns));
  while (statement.step()) {
    const auto [block, cell, paths, packed] = Row(statement);
    static_cast<void>(from.unpacked(block, cell, paths, packed));  // it is whole
    database_.run(
        "INSERT OR REPLACE INTO path_block SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS "
        "(SELECT 1 FROM path_block WHERE block = ?1 AND cell = ?2 AND paths >= ?3)",
        block, cell, paths, Blob{packed.flags}, Blob{packed.liquidation_time},
        Blob{packed.terminal_equity}, std::string_view(packed.sha256));
  }
  transaction.commit();
}

}  // namespace marginwalk::run
