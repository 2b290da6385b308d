#include "sim/run/store_schema.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/estimate/bytes.hpp"
#include "sim/run/packed_records.hpp"

namespace marginwalk::run {
namespace {

/// In every store's header, so that `file` and we know one: "mwlk".
constexpr std::uint64_t application_id = 0x6d776c6b;

constexpr const char* first_schema = R"sql(
CREATE TABLE manifest (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, is_setting INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE cell (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE span (
  first_block INTEGER PRIMARY KEY, end_block INTEGER NOT NULL, paths INTEGER NOT NULL,
  pairs BLOB NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE cell_tally (
  first_block INTEGER NOT NULL REFERENCES span ON DELETE CASCADE, cell INTEGER NOT NULL,
  paths INTEGER NOT NULL, liquidated INTEGER NOT NULL, wiped_out INTEGER NOT NULL,
  bankrupt INTEGER NOT NULL, mean_terminal_equity REAL NOT NULL, tally BLOB NOT NULL,
  PRIMARY KEY (first_block, cell));
CREATE TABLE path_block (
  block INTEGER NOT NULL, cell INTEGER NOT NULL, paths INTEGER NOT NULL, flags BLOB NOT NULL,
  liquidation_time BLOB NOT NULL, terminal_equity BLOB NOT NULL, PRIMARY KEY (block, cell));
CREATE TABLE session (
  number INTEGER PRIMARY KEY, started REAL NOT NULL, seen REAL NOT NULL, paths INTEGER NOT NULL,
  threads INTEGER NOT NULL);
CREATE VIEW cell_summary AS
  SELECT cell.number AS cell, cell.name AS name, sum(paths) AS paths, sum(liquidated) AS liquidated,
    sum(wiped_out) AS wiped_out, sum(bankrupt) AS bankrupt,
    sum(mean_terminal_equity * paths) / sum(paths) AS mean_terminal_equity
  FROM cell JOIN cell_tally ON cell_tally.cell = cell.number GROUP BY cell.number;
)sql";

/// Records have a fingerprint, empty where they were written before.
constexpr const char* fingerprints_of_records =
    "ALTER TABLE path_block ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';";

/// What cells set, as rows: `WHERE key = 'leverage' AND value = '10'`.
constexpr const char* settings_of_cells = R"sql(
CREATE TABLE cell_setting (
  cell INTEGER NOT NULL REFERENCES cell, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (cell, key)) WITHOUT ROWID;
)sql";

/// By all that is neither a sum nor a mean, which others than SQLite ask for; DuckDB reads the text
/// of a view.
constexpr const char* summary_by_name = R"sql(
DROP VIEW cell_summary;
CREATE VIEW cell_summary AS
  SELECT cell.number AS cell, cell.name AS name, sum(paths) AS paths, sum(liquidated) AS liquidated,
    sum(wiped_out) AS wiped_out, sum(bankrupt) AS bankrupt,
    sum(mean_terminal_equity * paths) / sum(paths) AS mean_terminal_equity
  FROM cell JOIN cell_tally ON cell_tally.cell = cell.number GROUP BY cell.number, cell.name;
)sql";

/// Records are compressed, and all have a fingerprint. One that tells of damage goes on to do so.
void pack_records(Database& database) {
  Statement rows(database,
                 "SELECT rowid, block, cell, flags, liquidation_time, terminal_equity, sha256 "
                 "FROM path_block ORDER BY rowid");
  while (rows.step()) {
    const std::uint64_t block = rows.integer(1);
    const std::uint64_t cell = rows.integer(2);
    try {
      PackedRecords packed = pack(block, cell, {rows.text(3), rows.text(4), rows.text(5)});
      if (!rows.bytes(6).empty()) packed.sha256 = rows.text(6);
      database.run(
          "UPDATE path_block SET flags = ?2, liquidation_time = ?3, terminal_equity = ?4, "
          "sha256 = ?5 WHERE rowid = ?1",
          rows.integer(0), Blob{packed.flags}, Blob{packed.liquidation_time},
          Blob{packed.terminal_equity}, std::string_view(packed.sha256));
    } catch (const estimate::MalformedBytes& error) {
      throw StoreError(fmt::format("{}: block {} is damaged (its records of cell {}: {}); {}",
                                   database.file().string(), block, cell, error.what(),
                                   advice_on_damage));
    }
  }
}

/// What groups of cells have done; empty where a study has none.
constexpr const char* groups_of_cells =
    "ALTER TABLE span ADD COLUMN groups BLOB NOT NULL DEFAULT x'';";

/// Statements, and what only the program can do after them.
struct Migration {
  const char* statements;
  void (*then)(Database&) = nullptr;
};

/// The steps from an empty file to the schema of today. A released step never changes; what is new
/// becomes a further one.
constexpr std::array migrations{
    Migration{first_schema}, Migration{fingerprints_of_records}, Migration{settings_of_cells},
    Migration{summary_by_name, pack_records}, Migration{groups_of_cells}};

std::uint64_t pragma(Database& database, const char* name) {
  Statement statement(database, fmt::format("PRAGMA {}", name));
  return statement.step() ? statement.integer(0) : 0;
}

bool is_empty(Database& database) {
  Statement tables(database, "SELECT count(*) FROM sqlite_master");
  tables.step();
  return tables.integer(0) == 0;
}

void check_application(Database& database) {
  if (pragma(database, "application_id") == application_id) return;
  throw StoreError(database.file().string() + ": is an SQLite file, but no store of a study");
}

}  // namespace

bool migrate(Database& database) {
  Transaction transaction(database);
  if (is_empty(database)) {
    database.execute(fmt::format("PRAGMA application_id = {}", application_id));
  }
  check_application(database);
  const std::uint64_t version = pragma(database, "user_version");
  for (std::uint64_t step = version; step < migrations.size(); ++step) {
    database.execute(migrations[step].statements);
    if (migrations[step].then) migrations[step].then(database);
    database.execute(fmt::format("PRAGMA user_version = {}", step + 1));
  }
  check_schema(database);
  transaction.commit();
  return version > 0 && version < migrations.size();
}

void check_schema(Database& database) {
  check_application(database);
  const std::uint64_t version = pragma(database, "user_version");
  if (version == migrations.size()) return;
  throw StoreError(fmt::format("{}: has schema {}, this program knows {} ({})",
                               database.file().string(), version, migrations.size(),
                               version < migrations.size()
                                   ? "`marginwalk study run` brings it up to date"
                                   : "it was written by a later marginwalk"));
}

}  // namespace marginwalk::run
