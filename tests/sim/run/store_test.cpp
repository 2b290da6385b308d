#include "sim/run/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <memory>

#include "sim/report/json.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/merge_stores.hpp"
#include "sim/run/run_stored.hpp"
#include "sim/run/store_schema.hpp"
#include "tests/support/random_study.hpp"
#include "tests/support/store_contents.hpp"
#include "tests/support/temporary_folder.hpp"

/// Whatever happens to a run on its way, its store ends with the same bits.
namespace marginwalk::run::store_test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t seven_blocks_and_a_bit = 7 * paths_per_block + 17;

scenario::Study small_study(std::uint64_t paths = seven_blocks_and_a_bit) {
  scenario::Study study = test::random_study(8);
  study.paths = paths;
  study.clock.step = 3'600 * 4;
  study.clock.horizon = 86'400;
  study.sources = {{"study.yaml", "paths: 5\n"}};
  return study;
}

Manifest manifest_of(const scenario::Study& study, const Shard& shard = {}) {
  return {
      study.name, study_sha256(study.sources), study.seed, study.paths, shard, false, "0.1.0-test",
      "test"};
}

std::string bytes_of(const Result& result) {
  auto json = report::to_json(result);
  json.erase("timing");
  return json.dump(1);
}

std::string uninterrupted(const scenario::Study& study) { return bytes_of(*run_study(study)); }

/// Runs on until so many further blocks are there, or to the end.
bool run_some(const scenario::Study& study, Store& store, std::uint64_t most_blocks) {
  std::atomic<bool> stop = false;
  std::uint64_t told = 0;
  StoredRunOptions options;
  options.threads = 2;
  options.stop = &stop;
  options.progress = [&](std::uint64_t) { stop = stop || told++ >= most_blocks; };
  return run_stored(study, store, options);
}

void merge(const scenario::Study& study, Store& to, Store& from) {
  merge_stores(to, {&from}, BlockRunner(study));
}

class StoreTest : public testing::Test {
 protected:
  fs::path file(const std::string& name = "study.sqlite") const { return folder_.path() / name; }

  /// A store in which only some blocks are finished.
  void begin(const scenario::Study& study, std::uint64_t blocks) {
    Store store(file(), manifest_of(study), study);
    run_some(study, store, blocks);
  }

  void expect_refused(const scenario::Study& study, const Manifest& manifest, const char* why) {
    try {
      const Store store(file(), manifest, study);
      ADD_FAILURE() << "not refused: " << why;
    } catch (const StoreError& error) {
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find(file().string()), std::string::npos) << error.what();
    }
  }

  test::TemporaryFolder folder_;
};

TEST_F(StoreTest, HoldsTheRunToTheBit) {
  const scenario::Study study = small_study();
  Store store(file(), manifest_of(study), study);
  EXPECT_FALSE(stored_result(study, store));
  EXPECT_TRUE(run_stored(study, store));
  EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study));
  EXPECT_EQ(store.spans().size(), 2U) << "all full blocks in one, and the last";
  store.close();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 2) << "the lock beside it";
}

TEST_F(StoreTest, GoesOnWhereItStopped) {
  // More blocks than are in flight, so that it cannot be finished when it is stopped.
  const scenario::Study study = small_study(20 * paths_per_block + 17);
  int sessions = 0;
  for (bool complete = false; !complete; ++sessions) {
    Store store(file(), manifest_of(study), study);
    const std::uint64_t before = store.inventory().paths_done({});
    complete = run_some(study, store, 2);
    EXPECT_GT(store.inventory().paths_done({}), before);
  }
  EXPECT_GE(sessions, 2);
  Store store(file());
  EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study));
}

/// Bands of a cohort and what a claim compares, across interruptions.
TEST_F(StoreTest, HoldsGroupsOfCells) {
  scenario::Study study = small_study(20 * paths_per_block + 17);
  const estimate::Figure liquidated{&estimate::measures().front(), {}};
  study.groups = {{"one", {0}, "low"}, {"two", {0, study.cells.size() - 1}, "high"}};
  study.claims = {{"S", {{liquidated, 0, std::size_t{1}, estimate::Sign::more, true}}, {}}};
  for (bool complete = false; !complete;) {
    Store store(file(), manifest_of(study), study);
    complete = run_some(study, store, 2);
  }
  Store store(file());
  const Result result = *stored_result(study, store);
  EXPECT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(bytes_of(result), uninterrupted(study));
}

TEST_F(StoreTest, TakesMorePathsLater) {
  for (const std::uint64_t paths : {5UL, 300UL, 2 * paths_per_block, seven_blocks_and_a_bit}) {
    const scenario::Study study = small_study(paths);
    Store store(file(), manifest_of(study), study);
    EXPECT_TRUE(run_stored(study, store));
    EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study));
    EXPECT_EQ(store.records((paths - 1) / paths_per_block, 0)->size(),
              paths_in((paths - 1) / paths_per_block, paths));
  }
  const scenario::Study fewer = small_study(300);
  expect_refused(fewer, manifest_of(fewer), "has more than 300 paths already");
}

TEST_F(StoreTest, ShardsMakeTheWhole) {
  const scenario::Study study = small_study();
  const std::string expected = uninterrupted(study);
  for (const std::uint64_t count : {2U, 3U, 5U}) {
    const std::string name = std::to_string(count) + "-";
    Manifest whole = manifest_of(study);
    Store merged(file(name + "merged"), whole, study);
    // In the wrong order, and all but one of them first.
    for (std::uint64_t number = count; number >= 1; --number) {
      EXPECT_FALSE(merged.inventory().missing({}).empty());
      const Shard shard{number, count};
      Store part(file(name + std::to_string(number)), manifest_of(study, shard), study);
      EXPECT_TRUE(run_stored(study, part));
      EXPECT_EQ(part.inventory().paths_done(shard), part.inventory().paths_of(shard));
      merge(study, merged, part);
      merge(study, merged, part);
    }
    EXPECT_EQ(bytes_of(*stored_result(study, merged)), expected) << count;
    for (std::uint64_t block = 0; block < blocks_of(study.paths); ++block) {
      EXPECT_TRUE(merged.records(block, study.cells.size() - 1)) << block;
    }
    // A run of the whole finds nothing left to do.
    EXPECT_TRUE(run_some(study, merged, 0));
    EXPECT_EQ(bytes_of(*stored_result(study, merged)), expected) << count;
    merge(study, merged, merged);
    EXPECT_EQ(bytes_of(*stored_result(study, merged)), expected) << count;
  }
}

TEST_F(StoreTest, AMergeFillsGapsAndKeepsWhatIsBehindThem) {
  const scenario::Study study = small_study();
  std::vector<std::unique_ptr<Store>> parts;
  std::vector<Store*> all;
  for (const std::uint64_t number : {1U, 2U, 3U}) {
    const Shard shard{number, 3};
    parts.push_back(
        std::make_unique<Store>(file(std::to_string(number)), manifest_of(study, shard), study));
    EXPECT_TRUE(run_stored(study, *parts.back()));
    all.push_back(parts.back().get());
  }
  const BlockRunner runner(study);
  Store merged(file(), manifest_of(study), study);
  merge_stores(merged, {all[2], all[0]}, runner);
  EXPECT_EQ(merged.spans().size(), 5U) << "0, 2, 3, 5, 6";
  merge_stores(merged, {all[1], all[0], all[1]}, runner);
  EXPECT_EQ(merged.spans().size(), 2U) << "all full blocks in one, and the last";
  EXPECT_EQ(bytes_of(*stored_result(study, merged)), uninterrupted(study));
  Store at_once(file("at-once"), manifest_of(study), study);
  merge_stores(at_once, all, runner);
  EXPECT_EQ(test::contents_of(file("at-once")), test::contents_of(file()));

  // Beside one that has several blocks in one span.
  Store begun(file("begun"), manifest_of(study), study);
  run_some(study, begun, 3);
  Store with_it(file("with-it"), manifest_of(study), study);
  merge_stores(with_it, {all[1], &begun, all[0], all[2]}, runner);
  EXPECT_EQ(test::contents_of(file("with-it")), test::contents_of(file()));
}

TEST_F(StoreTest, AWholeRunFillsTheGapsOfShards) {
  const scenario::Study study = small_study();
  Store merged(file(), manifest_of(study), study);
  const Shard second{2, 3};
  Store part(file("part"), manifest_of(study, second), study);
  EXPECT_TRUE(run_stored(study, part));
  merge(study, merged, part);
  const std::vector<Span> missing = merged.inventory().missing({});
  ASSERT_EQ(missing.size(), 3U);  // 0, 2-3, 5-6; block 7 is of the second shard, too
  EXPECT_EQ(missing[1].first, 2U);
  EXPECT_EQ(missing[1].end, 4U);
  EXPECT_TRUE(run_stored(study, merged));
  EXPECT_EQ(bytes_of(*stored_result(study, merged)), uninterrupted(study));
}

TEST_F(StoreTest, MergesOnlyWhatBelongsTogether) {
  const scenario::Study study = small_study();
  begin(study, 2);
  scenario::Study other = study;
  ++other.seed;
  Store of_seed(file("seed"), manifest_of(other), other);
  other = study;
  other.sources.front().text += "# changed\n";
  Store of_input(file("input"), manifest_of(other), other);
  Store store(file(), manifest_of(study), study);
  EXPECT_THROW(merge(study, store, of_seed), StoreError);
  EXPECT_THROW(merge(study, store, of_input), StoreError);
  std::vector<std::unique_ptr<Store>> both;
  both.push_back(std::make_unique<Store>(file()));
  both.push_back(std::make_unique<Store>(file("input")));
  EXPECT_THROW(static_cast<void>(merged_manifest(both)), StoreError);
}

TEST_F(StoreTest, RecordsAreThePathsThemselves) {
  const scenario::Study study = small_study(paths_with_extremes + 50);
  Store store(file(), manifest_of(study), study);
  EXPECT_TRUE(run_stored(study, store));
  const BlockRunner runner(study);
  for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
    const auto records = store.records(4, cell);
    ASSERT_EQ(records->size(), 50U);
    for (std::size_t i = 0; i < records->size(); ++i) {
      replay::EventLog log;
      EXPECT_EQ((*records)[i], record_of(runner.replay_one(cell, paths_with_extremes + i, log)));
    }
  }
}

TEST_F(StoreTest, TalliesOnlyKeepsNoRecords) {
  const scenario::Study study = small_study();
  Manifest manifest = manifest_of(study);
  manifest.tallies_only = true;
  Store store(file(), manifest, study);
  EXPECT_TRUE(run_stored(study, store));
  EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study));
  EXPECT_FALSE(store.records(0, 0));
}

TEST_F(StoreTest, RefusesOtherInput) {
  const scenario::Study study = small_study();
  begin(study, 2);
  scenario::Study other = study;
  other.sources.front().text = "paths: 7\n";
  { const Store same(file(), manifest_of(other), other); }
  other.sources.push_back({"seed", "3", true});
  expect_refused(other, manifest_of(other),
                 "was begun with other input (changed: study.yaml, "
                 "--set seed)");
  Manifest manifest = manifest_of(study);
  manifest.version = "9.9.9";
  expect_refused(study, manifest, "was begun by marginwalk 0.1.0-test, this is 9.9.9");
  expect_refused(study, manifest_of(study, {1, 2}), "is shard 1/1");
  manifest = manifest_of(study);
  manifest.tallies_only = true;
  expect_refused(study, manifest, "without --tallies-only");
}

TEST_F(StoreTest, HasOneWriterAndManyReaders) {
  const scenario::Study study = small_study();
  {
    Store writer(file(), manifest_of(study), study);
    EXPECT_TRUE(StoreLock::is_held(file()));
    expect_refused(study, manifest_of(study), "another process is running this study");
    Store reader(file());
    EXPECT_EQ(reader.inventory().paths_done({}), 0U);
    run_some(study, writer, 2);
    EXPECT_GE(reader.inventory().paths_done({}), 2 * paths_per_block);
    EXPECT_EQ(reader.last_session()->paths, reader.inventory().paths_done({}));
  }
  EXPECT_FALSE(StoreLock::is_held(file()));
}

TEST_F(StoreTest, TellsDamage) {
  const scenario::Study study = small_study();
  begin(study, 100);
  Database database(file(), Database::Access::write);
  database.execute("UPDATE cell_tally SET tally = CAST(replace(tally, x'01', x'02') AS BLOB)");
  Store store(file());
  EXPECT_THROW(static_cast<void>(stored_result(study, store)), StoreError);
}

TEST_F(StoreTest, TellsDamageOfRecords) {
  const scenario::Study study = small_study();
  begin(study, 100);
  Database(file(), Database::Access::write)
      .execute("UPDATE path_block SET terminal_equity = zeroblob(900) WHERE block = 3");
  Store store(file());
  EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study)) << "tallies are whole";
  EXPECT_NO_THROW(static_cast<void>(store.records(2, 0)));
  EXPECT_THROW(static_cast<void>(store.records(3, 0)), StoreError);
  Store merged(file("merged"), manifest_of(study), study);
  EXPECT_THROW(merge(study, merged, store), StoreError);
  EXPECT_FALSE(merged.records(2, 0));
}

/// Whatever is not what was put is refused by the place where it is, and stays as it is.
TEST_F(StoreTest, TellsWhereRecordsAreDamaged) {
  const scenario::Study study = small_study();
  begin(study, 100);
  for (const char* change :
       {"flags = x''", "flags = 'text'", "flags = liquidation_time", "flags = flags || x'00'",
        "liquidation_time = substr(liquidation_time, 2)", "terminal_equity = zeroblob(2048)",
        "terminal_equity = (SELECT terminal_equity FROM path_block WHERE block = 2 AND cell = 0)",
        "sha256 = ''", "paths = 255", "paths = 0", "paths = -1", "paths = 1000000000000"}) {
    const fs::path copy = file("copy.sqlite");
    fs::copy_file(file(), copy, fs::copy_options::overwrite_existing);
    Database(copy, Database::Access::write)
        .execute(fmt::format("UPDATE path_block SET {} WHERE block = 3 AND cell = 1", change));
    const auto before = test::contents_of(copy);
    Store store(copy);
    EXPECT_NO_THROW(static_cast<void>(store.records(3, 0))) << change;
    try {
      static_cast<void>(store.records(3, 1));
      ADD_FAILURE() << change;
    } catch (const StoreError& error) {
      EXPECT_THAT(error.what(), testing::StartsWith(copy.string() + ": block 3 is damaged (its " +
                                                    "records of cell 1: "))
          << change;
    }
    EXPECT_EQ(test::contents_of(copy), before) << change;
  }
}

TEST_F(StoreTest, RefusesFilesThatAreNoStore) {
  const scenario::Study study = small_study();
  const std::string text(5'000, 'x');
  folder_.write("study.sqlite", text);
  expect_refused(study, manifest_of(study), "no store of a study");
  std::ifstream kept(file());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), text);
  fs::remove(file());
  Database(file(), Database::Access::create).execute("CREATE TABLE theirs (x)");
  expect_refused(study, manifest_of(study), "no store of a study");
  EXPECT_THROW(Store(file("nowhere.sqlite")), StoreError);
}

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
TEST_F(StoreTest, BringsAnOlderStoreUpToDate) {
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
TEST_F(StoreTest, LeavesAnOlderStoreAsItWasWhereItIsDamaged) {
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
TEST_F(StoreTest, FindsOldDamageInAStoreThatIsUpToDate) {
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

/// However often it is interrupted, a run until precise ends at the same look with the same bits.
TEST_F(StoreTest, RunsUntilPrecise) {
  scenario::Study study = small_study(100 * paths_per_block);
  study.precision.emplace();
  study.precision->targets.push_back(
      {{&estimate::measures().front(), {}}, scenario::PrecisionTarget::Of::cells, {0.0125, false}});
  const auto whole = run_study(study);
  ASSERT_EQ(whole->precision->end, PrecisionResult::End::precise);
  ASSERT_GT(whole->precision->looks, 1U);
  Manifest manifest = manifest_of(study);
  manifest.study_sha256 = study_sha256(study.sources, true);
  int sessions = 0;
  for (bool complete = false; !complete; ++sessions) {
    Store store(file(), manifest, study);
    complete = run_some(study, store, 9);
    EXPECT_EQ(stored_result(study, store).has_value(), complete);
  }
  EXPECT_GE(sessions, 2);
  Store store(file());
  EXPECT_EQ(store.manifest().paths, whole->study.paths);
  EXPECT_EQ(bytes_of(*stored_result(study, store)), bytes_of(*whole));
  expect_refused(study, manifest_of(study), "paths are given instead of a precision");
}

TEST_F(StoreTest, RefusesAStoreOfALaterProgram) {
  const scenario::Study study = small_study();
  begin(study, 1);
  Database(file(), Database::Access::write).execute("PRAGMA user_version = 99");
  expect_refused(study, manifest_of(study), "it was written by a later marginwalk");
}

}  // namespace
}  // namespace marginwalk::run::store_test
