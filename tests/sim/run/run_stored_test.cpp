#include "sim/run/run_stored.hpp"

#include "sim/run/prefix.hpp"
#include "tests/sim/run/with_store.hpp"

/// Whatever happens to a run on its way, its store ends with the same bits.
namespace marginwalk::run::run_stored_test {
namespace {

using test::bytes_of;
using test::manifest_of;
using test::run_some;
using test::seven_blocks_and_a_bit;
using test::small_study;
using test::uninterrupted;

class RunStored : public test::WithStore {};

TEST_F(RunStored, GoesOnWhereItStopped) {
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
TEST_F(RunStored, HoldsGroupsOfCells) {
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

TEST_F(RunStored, TakesMorePathsLater) {
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

/// A study that asks for its probabilities of liquidation to within a width.
scenario::Study until_precise(double half_width, std::uint64_t at_most_paths) {
  scenario::Study study = small_study(at_most_paths);
  study.precision.emplace();
  study.precision->targets.push_back({{&estimate::measures().front(), {}},
                                      scenario::PrecisionTarget::Of::cells,
                                      {half_width, false}});
  return study;
}

/// However often it is interrupted, a run until precise ends at the same look with the same bits.
TEST_F(RunStored, UntilPreciseEndsAtTheSameLook) {
  const scenario::Study study = until_precise(0.0125, 100 * paths_per_block);
  const auto whole = run_study(study);
  ASSERT_EQ(whole->precision->end, PrecisionResult::End::precise);
  ASSERT_GT(whole->precision->looks, 1U);
  int sessions = 0;
  for (bool complete = false; !complete; ++sessions) {
    Store store(file(), manifest_of(study), study);
    complete = run_some(study, store, 9);
    EXPECT_EQ(stored_result(study, store).has_value(), complete);
  }
  EXPECT_GE(sessions, 2);
  Store store(file());
  EXPECT_EQ(store.manifest().paths, whole->study.paths);
  EXPECT_EQ(bytes_of(*stored_result(study, store)), bytes_of(*whole));
  Manifest of_paths = manifest_of(study);
  of_paths.study_sha256 = study_sha256(study.sources);
  expect_refused(study, of_paths, "paths are given instead of a precision");
}

/// One that ends at its limit, in the middle of a block, is complete and stays so.
TEST_F(RunStored, UntilPreciseEndsAtALimitThatCutsABlockShort) {
  for (const std::uint64_t paths : {300UL, seven_blocks_and_a_bit, 20 * paths_per_block + 17}) {
    std::filesystem::remove(file());
    const scenario::Study study = until_precise(0.0001, paths);
    const auto whole = run_study(study);
    ASSERT_EQ(whole->precision->end, PrecisionResult::End::paths);
    for (bool complete = false; !complete;) {
      Store store(file(), manifest_of(study), study);
      complete = run_some(study, store, 9);
    }
    Store store(file(), manifest_of(study), study);
    ASSERT_TRUE(stored_result(study, store)) << "all of it is there";
    EXPECT_EQ(bytes_of(*stored_result(study, store)), bytes_of(*whole)) << paths;
    EXPECT_EQ(store.spans().size(), 2U) << "all full blocks in one, and the last";
    EXPECT_TRUE(run_some(study, store, 0)) << "nothing is left to do";
    EXPECT_EQ(bytes_of(*stored_result(study, store)), bytes_of(*whole)) << paths;

    // Once the last block was put into one span with the others.
    Prefix prefix(store, BlockRunner(study));
    prefix.extend(false);
    store.replace(prefix.span(), prefix.total());
    EXPECT_EQ(store.spans().size(), 1U);
    EXPECT_TRUE(run_some(study, store, 0)) << "nothing is left to do";
    EXPECT_EQ(bytes_of(*stored_result(study, store)), bytes_of(*whole)) << paths;
  }
}

}  // namespace
}  // namespace marginwalk::run::run_stored_test
