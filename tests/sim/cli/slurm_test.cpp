#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "sim/run/slurm_queue.hpp"
#include "sim/run/store_status.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/slurm_cluster.hpp"
#include "tests/support/store_contents.hpp"
#include "tests/support/temporary_folder.hpp"

/// A study on a real Slurm, whose tasks are killed, requeued and run out of time.
namespace marginwalk::slurm_test {
namespace {

using test::Ran;

const std::string study = MARGINWALK_PROGRAM " study ";
const std::string study_file = MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml --set step=1h ";

class SlurmLong : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = test::SlurmCluster::what_is_missing();
    if (!missing.empty()) GTEST_SKIP() << "not there: " << missing;
    slurm_ = std::make_unique<test::SlurmCluster>();
  }

  std::string out() const { return (folder_.path() / "out").string(); }

  /// Hands four shards to Slurm; the number of their job.
  int submit(const std::string& arguments) const {
    const Ran ran = slurm_->shell(study + "submit " + study_file + arguments +
                                  " --slurm --shards 4 -o " + out() + " 2>&1");
    EXPECT_EQ(ran.code, 0) << ran.output;
    return std::stoi(run::read_submission(out() + "/hedged-pair.slurm").array);
  }

  /// A file of a shard.
  std::string file(int shard, const std::string& extension) const {
    return out() + "/hedged-pair.shard-" + std::to_string(shard) + "-of-4" + extension;
  }
  std::string log(int shard) const { return test::shell("cat " + file(shard, ".log")).output; }
  std::string status() const { return slurm_->shell(study + "status " + out() + " 2>&1").output; }

  /// Waits until something is so, for two minutes at most.
  void wait_until(const std::string& what, const std::function<bool()>& is_so) const {
    for (int tenths = 0; tenths < 1'200; ++tenths) {
      if (is_so()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    FAIL() << what << " never came\n" << status() << slurm_->logs();
  }
  void wait_for_status(const std::string& text) const {
    wait_until(text, [&] { return status().find(text) != std::string::npos; });
  }
  void wait_for_log(int shard, const std::string& text) const {
    wait_until(text, [&] { return log(shard).find(text) != std::string::npos; });
  }

  /// Waits until a shard has something to lose.
  void wait_for_blocks(int shard) const {
    wait_until("shard " + std::to_string(shard), [&] {
      try {
        run::Store store(file(shard, ".sqlite"));
        return run::status_of(store).blocks_done > 0;
      } catch (const run::StoreError&) {
        return false;
      }
    });
  }

  void tell_slurm(const std::string& command) const {
    const Ran ran = slurm_->shell(command + " 2>&1");
    EXPECT_EQ(ran.code, 0) << command << "\n" << ran.output;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<test::SlurmCluster> slurm_;
};

TEST_F(SlurmLong, TasksThatAreKilledAndRequeuedMakeTheWhole) {
  const std::string paths = "--paths 300017 ";
  const int array = submit(paths + "--sbatch comment=night");
  const std::string task = std::to_string(array) + "_";
  wait_for_status("running: 1–2");
  wait_for_status("pending (Resources): 3–4");
  wait_for_status("merging and report, job " + std::to_string(array + 1) +
                  ": pending (Dependency)");

  // Killed at work, as for want of memory: it queues up again.
  wait_for_blocks(1);
  tell_slurm("kill -KILL $(pgrep --full '[s]tudy run .* -o " + out() + " --shard 1/4')");
  wait_for_log(1, "was killed and queues up again");
  // Told to end, as shortly before its time is over: a clean end, and it queues up again.
  wait_for_blocks(2);
  tell_slurm("kill -TERM $(pgrep --full " + slurm_->spool() +
             "/job0*$(squeue --noheader --jobs=" + task + "2 --format=%A)/'[s]lurm_script')");
  wait_for_log(2, "the same command goes on");
  // Slurm kills a task and requeues it itself, as where its node is wanted for another.
  wait_for_blocks(3);
  tell_slurm("scontrol requeue " + task + "3");
  wait_for_log(3, "DUE TO JOB REQUEUE");

  wait_for_status("complete: 1–4");
  wait_for_status("merging and report, job " + std::to_string(array + 1) + ": complete");
  for (const int shard : {1, 2, 3}) {
    const std::string said = log(shard);
    const std::size_t first = said.find(", block 0 of");
    EXPECT_NE(first, std::string::npos) << said;
    EXPECT_EQ(said.find(", block 0 of", first + 1), std::string::npos) << "not from anew" << said;
    EXPECT_NE(said.find(", block ", first + 1), std::string::npos) << said;
  }
  const Ran report = test::shell("cat " + out() + "/hedged-pair.merge.log");
  EXPECT_NE(report.output.find("300,017 paths over 30d"), std::string::npos) << report.output;

  const std::string alone = (folder_.path() / "alone").string();
  EXPECT_EQ(test::shell(study + "run " + study_file + paths + "-o " + alone + " 2>&1").code, 0);
  EXPECT_EQ(test::contents_of(out() + "/hedged-pair.sqlite"),
            test::contents_of(alone + "/hedged-pair.sqlite"));
}

/// The limit itself: Slurm looks twice a minute whether a task is to be told.
TEST_F(SlurmLong, ATaskIsToldBeforeItsTimeIsOver) {
  const std::string task = std::to_string(submit("--paths 10M --tallies-only --time 5m")) + "_1";
  wait_for_blocks(1);
  tell_slurm("scontrol update JobId=" + task + " TimeLimit=2");
  wait_for_log(1, "the same command goes on");
  wait_for_status("pending (BeginTime): 1");
}

}  // namespace
}  // namespace marginwalk::slurm_test
