#include "sim/run/merge_stores.hpp"

#include <memory>

#include "tests/sim/run/with_store.hpp"
#include "tests/support/store_contents.hpp"

namespace marginwalk::run::merge_stores_test {
namespace {

using test::bytes_of;
using test::manifest_of;
using test::run_some;
using test::small_study;
using test::uninterrupted;

class MergeStores : public test::WithStore {};

void merge(const scenario::Study& study, Store& to, Store& from) {
  merge_stores(to, {&from}, BlockRunner(study));
}

TEST_F(MergeStores, ShardsMakeTheWhole) {
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

TEST_F(MergeStores, AMergeFillsGapsAndKeepsWhatIsBehindThem) {
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

TEST_F(MergeStores, AWholeRunFillsTheGapsOfShards) {
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

TEST_F(MergeStores, MergesOnlyWhatBelongsTogether) {
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

}  // namespace
}  // namespace marginwalk::run::merge_stores_test
