#include "sim/run/slurm_queue.hpp"

#include <gtest/gtest.h>

#include "sim/report/queue_text.hpp"
#include "sim/run/database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::run::slurm_queue_test {
namespace {

SlurmSubmission six_shards() { return {"a night", 6, "17", "18"}; }

/// As squeue prints an array of which one task has ended, and another job.
constexpr const char* printed =
    "17|2|RUNNING|None\n17|3|RUNNING|None\n17|4|PENDING|BeginTime\n"
    "17|5|PENDING|Resources\n17|6|PENDING|Resources\n18|N/A|PENDING|Dependency\n"
    "19|1|RUNNING|None\n";

StoreStatus complete_shard(std::uint64_t number) {
  StoreStatus store;
  store.manifest.study = "a night";
  store.manifest.shard = {number, 6};
  return store;
}

TEST(SlurmQueue, IsReadAsItIsPrinted) {
  const SlurmQueue queue = parse_queue(printed, six_shards());
  EXPECT_EQ(queue.shards.size(), 5U);
  EXPECT_EQ(queue.shards.at(2), "running");
  EXPECT_EQ(queue.shards.at(4), "pending (BeginTime)");
  EXPECT_EQ(queue.merge, "pending (Dependency)");
  EXPECT_FALSE(parse_queue("", six_shards()).merge);
}

TEST(SlurmQueue, IsToldWithWhatTheStoresSay) {
  const SlurmQueue queue = parse_queue(printed, six_shards());
  EXPECT_EQ(report::queue_text(six_shards(), queue, {complete_shard(1)}),
            R"(a night, 6 shards in job 17:
  complete: 1
  running: 2–3
  pending (BeginTime): 4
  pending (Resources): 5–6
  merging and report, job 18: pending (Dependency)
)");
  EXPECT_EQ(report::queue_text(six_shards(), SlurmQueue{}, {complete_shard(2), complete_shard(5)}),
            R"(a night, 6 shards in job 17:
  neither complete nor queued: 1, 3–4, 6
  complete: 2, 5
  merging and report, job 18: neither complete nor queued
)");
  EXPECT_EQ(report::queue_text(six_shards(), std::nullopt, {}),
            "a night: Slurm's queue cannot be asked for jobs 17 and 18\n");
}

TEST(SlurmQueue, ASubmissionIsReadBack) {
  const test::TemporaryFolder folder;
  const auto read = read_submission(folder.write("a.slurm", to_text(six_shards())));
  EXPECT_EQ(to_text(read), to_text(six_shards()));
  EXPECT_THROW(static_cast<void>(read_submission(folder.write("b.slurm", "shards many\n"))),
               StoreError);
}

}  // namespace
}  // namespace marginwalk::run::slurm_queue_test
