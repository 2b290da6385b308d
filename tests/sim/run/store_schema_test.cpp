#include "sim/run/store_schema.hpp"

#include <fmt/format.h>

#include "tests/sim/run/with_store.hpp"
#include "tests/support/store_contents.hpp"

namespace marginwalk::run::store_schema_test {
namespace {

namespace fs = std::filesystem;

using test::bytes_of;
using test::manifest_of;
using test::small_study;
using test::uninterrupted;

class StoreSchema : public test::WithStore {};

/// What became of all paths that a store has, by block, then by cell.
std::vector<std::vector<PathRecord>> all_records(const scenario::Study& study, Store& store) {
  std::vector<std::vector<PathRecord>> all;
  for (const Span& span : store.spans()) {
    for (std::uint64_t block = span.first; block < span.end; ++block) {
      for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
        all.push_back(store.records(block, cell).value());
      }
    }
  }
  return all;
}

/// Makes a store what it would have been under schema 3, or under the first.
void make_older(const fs::path& file, std::uint64_t schema) {
  Database database(file, Database::Access::write);
  Transaction transaction(database);
  {
    Statement rows(database,
                   "SELECT rowid, block, cell, paths, flags, liquidation_time, terminal_equity, "
                   "sha256 FROM path_block ORDER BY rowid");
    while (rows.step()) {
      const PathColumns columns =
          to_columns(unpack(rows.integer(1), rows.integer(2), rows.integer(3),
                            {rows.text(4), rows.text(5), rows.text(6), rows.text(7)}));
      database.run(
          "UPDATE path_block SET flags = ?2, liquidation_time = ?3, terminal_equity = ?4 "
          "WHERE rowid = ?1",
          rows.integer(0), Blob{columns.flags}, Blob{columns.liquidation_time},
          Blob{columns.terminal_equity});
    }
  }
  database.execute("ALTER TABLE span DROP COLUMN groups");
  if (schema == 1) {
    database.execute("DROP TABLE cell_setting; ALTER TABLE path_block DROP COLUMN sha256");
  }
  database.execute(fmt::format("PRAGMA user_version = {}", schema));
  transaction.commit();
}

/// Files of older schemas, with a part of the run: they are brought up to date and go on.
TEST_F(StoreSchema, BringsAnOlderStoreUpToDate) {
  for (const std::uint64_t schema : {1U, 3U}) {
    fs::remove(file());
    scenario::Study study = small_study(20 * paths_per_block);
    study.cells[0].policy.leverage = 10;
    begin(study, 1);
    const auto before = test::contents_of(file());
    std::vector<std::vector<PathRecord>> records;
    {
      Store store(file());
      records = all_records(study, store);
    }
    ASSERT_GE(records.size(), study.cells.size());
    make_older(file(), schema);
    EXPECT_NE(test::contents_of(file()), before);
    EXPECT_THROW(Store{file()}, StoreError) << "reading changes nothing";
    {
      Store store(file(), manifest_of(study), study);
      EXPECT_EQ(test::contents_of(file()), before) << "as if it had been written today";
      EXPECT_EQ(all_records(study, store), records);
      EXPECT_TRUE(run_stored(study, store));
      EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study));
    }
    Database database(file(), Database::Access::read);
    Statement setting(database,
                      "SELECT value FROM cell_setting WHERE cell = 0 AND key = 'leverage'");
    ASSERT_TRUE(setting.step());
    EXPECT_EQ(setting.text(0), "10");
  }
}

/// All or nothing: where its last row cannot be packed, the first is not either.
TEST_F(StoreSchema, LeavesAnOlderStoreAsItWasWhereItIsDamaged) {
  const scenario::Study study = small_study();
  begin(study, 100);
  make_older(file(), 3);
  Database(file(), Database::Access::write)
      .execute(
          "UPDATE path_block SET liquidation_time = x'00' "
          "WHERE rowid = (SELECT max(rowid) FROM path_block)");
  const auto before = test::contents_of(file());
  expect_refused(study, manifest_of(study), "block 7 is damaged (its records of cell ");
  EXPECT_EQ(test::contents_of(file()), before);
  EXPECT_THROW(Store{file()}, StoreError) << "it is of schema 3";
}

/// What differed from its fingerprint still does when it is packed.
TEST_F(StoreSchema, FindsOldDamageInAStoreThatIsUpToDate) {
  const scenario::Study study = small_study();
  begin(study, 100);
  make_older(file(), 3);
  Database(file(), Database::Access::write)
      .execute("UPDATE path_block SET terminal_equity = zeroblob(2048) WHERE block = 3");
  const Store up_to_date(file(), manifest_of(study), study);
  Store store(file());
  EXPECT_TRUE(store.records(2, 0));
  EXPECT_THROW(static_cast<void>(store.records(3, 0)), StoreError);
}

TEST_F(StoreSchema, RefusesAStoreOfALaterProgram) {
  const scenario::Study study = small_study();
  begin(study, 1);
  Database(file(), Database::Access::write).execute("PRAGMA user_version = 99");
  expect_refused(study, manifest_of(study), "it was written by a later marginwalk");
}

}  // namespace
}  // namespace marginwalk::run::store_schema_test
