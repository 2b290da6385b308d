#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "tests/support/child.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/store_contents.hpp"
#include "tests/support/temporary_folder.hpp"

/// Studies that are killed again and again, at whatever moment, end with the store of one that was
/// left alone.
namespace marginwalk::fault_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Five blocks and a bit: every time that a study is extended, its last block was cut short.
constexpr int growth = 5 * 256 + 17;

class Faults : public testing::Test {
 protected:
  std::string folder(const std::string& name) const { return (folder_.path() / name).string(); }
  fs::path store(const std::string& name) const {
    return folder_.path() / name / "hedged-pair.sqlite";
  }

  std::string run(int paths, const std::string& to, const std::string& shard = "1/1") const {
    return MARGINWALK_PROGRAM " study run " MARGINWALK_SOURCE_DIR
                              "/scenarios/hedged-pair.yaml --set step=4h --paths " +
           std::to_string(paths) + " --shard " + shard + " -o " + folder(to);
  }

  std::string merge(const std::string& in) const {
    return MARGINWALK_PROGRAM " study merge " + folder(in) + " -o " + folder(in);
  }

  /// How long a run takes that is left alone: what moments are drawn from.
  void SetUp() override {
    const Clock::time_point began = Clock::now();
    finish(run(growth, "first"));
    life_ = Clock::now() - began;
  }

  /// Runs a command to its end, which it must reach.
  void finish(const std::string& command) const {
    const int status = test::Child(command).wait();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command;
  }

  /// Kills a command at a random moment of its life. False if it was finished by then, as it should
  /// be.
  bool is_killed(const std::string& command) {
    test::Child child(command);
    std::this_thread::sleep_for(life_ * std::uniform_real_distribution<double>()(moments_));
    child.signal(SIGKILL);
    const int status = child.wait();
    if (WIFSIGNALED(status)) {
      ++kills_;
      return true;
    }
    EXPECT_EQ(WEXITSTATUS(status), 0) << command;
    return false;
  }

  /// Runs a study, or a shard of it, into a store while it is killed at work so many times.
  /// Whenever it is finished nevertheless it is asked for more paths; the number of these in the
  /// end.
  int run_under_fire(const std::string& to, int kills, const std::string& shard = "1/1") {
    int paths = growth;
    const int enough = kills_ + kills;
    while (kills_ < enough) {
      if (!is_killed(run(paths, to, shard))) paths += growth;
    }
    finish(run(paths, to, shard));
    return paths;
  }

  void expect_whole(const std::string& name, int paths) const {
    const std::string whole = name + "-whole";
    finish(run(paths, whole));
    EXPECT_EQ(test::contents_of(store(name)), test::contents_of(store(whole)));
  }

  test::TemporaryFolder folder_;
  std::mt19937 moments_{20261125};
  std::chrono::duration<double> life_{0};
  int kills_ = 0;
};

using FaultsSlow = Faults;

TEST_F(FaultsSlow, LoseNothing) { expect_whole("killed", run_under_fire("killed", 10)); }

using FaultsLong = Faults;

TEST_F(FaultsLong, LoseNothing) {
  for (const char* name : {"a", "b", "c", "d"}) expect_whole(name, run_under_fire(name, 20));
  EXPECT_EQ(kills_, 80);
}

TEST_F(FaultsLong, LoseNothingOfShards) {
  const std::vector<std::string> shards{"1/3", "2/3", "3/3"};
  int paths = 60 * growth;
  for (const std::string& shard : shards) {
    paths = std::max(paths, run_under_fire("out", 15, shard));
  }
  for (const std::string& shard : shards) finish(run(paths, "out", shard));
  // One is lost with all that belongs to it, and run again.
  EXPECT_EQ(test::shell("rm " + folder("out") + "/hedged-pair.shard-2-of-3.*").code, 0);
  EXPECT_EQ(test::shell(merge("out") + " 2>&1").code, 3);
  paths = std::max(paths, run_under_fire("out", 15, "2/3"));
  EXPECT_GE(kills_, 50) << "shards that were killed at work";
  for (const std::string& shard : shards) finish(run(paths, "out", shard));
  for (int i = 0; i < 25; ++i) is_killed(merge("out"));
  finish(merge("out"));
  expect_whole("out", paths);
}

}  // namespace
}  // namespace marginwalk::fault_test
