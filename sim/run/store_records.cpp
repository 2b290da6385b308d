#include <fmt/format.h>

#include "sim/estimate/bytes.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/store.hpp"

/// The part of the store that holds what became of every path.
namespace marginwalk::run {
namespace {

/// The fingerprint of the records of a block under a cell.
std::string fingerprint_of(std::uint64_t block, std::uint64_t cell, std::string_view flags,
                           std::string_view liquidation_time, std::string_view terminal_equity) {
  std::string bytes = fmt::format("{} {} {}\n", block, cell, flags.size());
  bytes.append(flags).append(liquidation_time).append(terminal_equity);
  return sha256(bytes);
}

/// A row of records; its columns stay until the statement's next step.
struct Row {
  /// Of a statement that selects `columns`.
  explicit Row(const Statement& row)
      : block(row.integer(0)),
        cell(row.integer(1)),
        paths(row.integer(2)),
        flags(row.bytes(3)),
        liquidation_time(row.bytes(4)),
        terminal_equity(row.bytes(5)),
        sha256(fingerprint_of(block, cell, flags, liquidation_time, terminal_equity)),
        // Schema 1 had none.
        is_whole(row.bytes(6).empty() || row.bytes(6) == sha256) {}

  static constexpr const char* columns =
      "block, cell, paths, flags, liquidation_time, terminal_equity, sha256";

  std::uint64_t block;
  std::uint64_t cell;
  std::uint64_t paths;
  std::string_view flags;
  std::string_view liquidation_time;
  std::string_view terminal_equity;
  std::string sha256;
  bool is_whole;
};

}  // namespace

void Store::put(const Block& block, std::uint64_t cell) {
  const auto [flags, time, equity] = to_columns(block.records[cell]);
  database_.run("INSERT OR REPLACE INTO path_block VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                block.number, cell, block.paths, Blob{flags}, Blob{time}, Blob{equity},
                std::string_view(fingerprint_of(block.number, cell, flags, time, equity)));
}

std::optional<std::vector<PathRecord>> Store::records(std::uint64_t block, std::size_t cell) {
  Statement statement(
      database_,
      fmt::format("SELECT {} FROM path_block WHERE block = ?1 AND cell = ?2", Row::columns), block,
      std::uint64_t{cell});
  if (!statement.step()) return std::nullopt;
  const Row row(statement);
  if (!row.is_whole) damaged(block, "the fingerprint of its records differs");
  try {
    return from_columns(row.flags, row.liquidation_time, row.terminal_equity);
  } catch (const estimate::MalformedBytes& error) {
    damaged(block, error.what());
  }
}

void Store::copy_records(Store& from) {
  Transaction transaction(database_);
  Statement statement(from.database_, fmt::format("SELECT {} FROM path_block", Row::columns));
  while (statement.step()) {
    const Row row(statement);
    if (!row.is_whole) from.damaged(row.block, "the fingerprint of its records differs");
    database_.run(
        "INSERT OR REPLACE INTO path_block SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS "
        "(SELECT 1 FROM path_block WHERE block = ?1 AND cell = ?2 AND paths >= ?3)",
        row.block, row.cell, row.paths, Blob{row.flags}, Blob{row.liquidation_time},
        Blob{row.terminal_equity}, std::string_view(row.sha256));
  }
  transaction.commit();
}

}  // namespace marginwalk::run
