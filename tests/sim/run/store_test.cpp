#include "sim/run/store.hpp"

#include <fstream>

#include "tests/sim/run/with_store.hpp"

namespace marginwalk::run::store_test {
namespace {

namespace fs = std::filesystem;

using test::bytes_of;
using test::manifest_of;
using test::run_some;
using test::small_study;
using test::uninterrupted;

class StoreTest : public test::WithStore {};

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

}  // namespace
}  // namespace marginwalk::run::store_test
