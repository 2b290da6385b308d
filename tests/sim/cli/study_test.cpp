#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "sim/run/store_status.hpp"
#include "tests/support/child.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/store_contents.hpp"
#include "tests/support/temporary_folder.hpp"

/// Long runs as their users meet them: killed, starved, shared out, and to the bit the same.
namespace marginwalk::study_test {
namespace {

namespace fs = std::filesystem;

using test::Ran;

const std::string program = MARGINWALK_PROGRAM;
const std::string study_file = MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml";

Ran study(const std::string& arguments) { return test::shell(program + " study " + arguments); }

std::string without_timing(const std::string& text) {
  auto json = nlohmann::json::parse(text);
  json.erase("timing");
  return json.dump(1);
}

class StudySlow : public testing::Test {
 protected:
  fs::path store() const { return folder_.path() / "out" / "hedged-pair.sqlite"; }
  std::string out() const { return (folder_.path() / "out").string(); }

  /// Arguments of a study of some seconds.
  std::string long_run() const { return study_file + " --paths 30000 --set step=1h"; }
  std::string longer_run() const { return study_file + " --paths 200000 --set step=1h"; }
  std::string short_run() const { return study_file + " --paths 2000 --set step=1h"; }

  std::uint64_t paths_done() const {
    try {
      run::Store reader(store());
      return run::status_of(reader).paths_done;
    } catch (const run::StoreError&) {
      return 0;  // not begun
    }
  }

  /// Waits until something new is in the store, sends a signal, and gives the status of the end.
  int signal_at_work(int signal) const {
    const std::uint64_t before = paths_done();
    test::Child child(program + " study run " + long_run() + " -o " + out());
    for (int i = 0; i < 3'000 && paths_done() <= before; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    child.signal(signal);
    const int status = child.wait();
    EXPECT_GT(paths_done(), before);
    return status;
  }

  void expect_finishes_as_a_run(const std::string& arguments) const {
    const Ran resumed = study("run " + arguments + " --format json -o " + out() + " 2>/dev/null");
    EXPECT_EQ(resumed.code, 0);
    const Ran run = test::shell(program + " run " + arguments + " --format json 2>/dev/null");
    EXPECT_EQ(without_timing(resumed.output), without_timing(run.output));
  }

  test::TemporaryFolder folder_;
};

using StudyLong = StudySlow;

TEST_F(StudySlow, SignalsEndItCleanly) {
  const int terminated = signal_at_work(SIGTERM);
  EXPECT_EQ(WEXITSTATUS(terminated), 3);
  const int interrupted = signal_at_work(SIGINT);
  EXPECT_EQ(WEXITSTATUS(interrupted), 130);
  const Ran status = study("status " + out());
  EXPECT_NE(status.output.find("incomplete"), std::string::npos) << status.output;
  EXPECT_EQ(study("report " + out() + " 2>/dev/null").code, 3);
  expect_finishes_as_a_run(long_run());
  EXPECT_NE(study("status " + out()).output.find(" complete"), std::string::npos);
}

TEST_F(StudySlow, EndsInTime) {
  const std::string command =
      "run " + study_file + " --paths 100M --set step=1h --tallies-only --max-time 1s -o " + out();
  const Ran ran = study(command + " 2>&1");
  EXPECT_EQ(ran.code, 3) << ran.output;
  EXPECT_NE(ran.output.find("the same command goes on"), std::string::npos) << ran.output;
  EXPECT_GT(paths_done(), 0U);
}

TEST_F(StudySlow, ShardsAreMergedToTheBit) {
  const Ran run = test::shell(program + " run " + short_run() + " --format json 2>/dev/null");
  for (const int count : {2, 3, 5}) {
    const std::string to = out() + std::to_string(count);
    for (int number = 1; number <= count; ++number) {
      const std::string shard = std::to_string(number) + "/" + std::to_string(count);
      if (number == count) {
        const Ran early = study("merge " + to + " -o " + to + " 2>&1");
        EXPECT_EQ(early.code, 3);
        EXPECT_NE(early.output.find("are missing"), std::string::npos) << early.output;
      }
      EXPECT_EQ(study("run " + short_run() + " --shard " + shard + " -o " + to + " 2>&1")
                    .output.find("marginwalk:"),
                std::string::npos);
    }
    for (int again = 0; again < 2; ++again) {
      const Ran merged = study("merge " + to + " -o " + to + " 2>&1");
      EXPECT_EQ(merged.code, 0) << merged.output;
    }
    const Ran report = study("report --format json " + to + " 2>/dev/null");
    EXPECT_EQ(without_timing(report.output), without_timing(run.output)) << count;
  }
}

/// As of `run`.
TEST_F(StudySlow, FailedGatesAreTheExitCode) {
  const auto run = [&](const std::string& gate, const std::string& options) {
    return study("run " + study_file + " --paths 64 --set step=1h --set 'gates=[" + gate +
                 "]' --new-revision -o " + out() + options + " >/dev/null 2>&1")
        .code;
  };
  const std::string report = "report " + out() + " >/dev/null 2>&1";
  EXPECT_EQ(run("{terminal_equity: {quantile: 1%, at_least: 0}}", ""), 0);
  EXPECT_EQ(run("{terminal_equity: {quantile: 1%, at_least: 0}}", " --strict"), 1);
  EXPECT_EQ(study(report).code, 0);
  EXPECT_EQ(study("report " + out() + " --strict >/dev/null 2>&1").code, 1);
  EXPECT_EQ(run("{terminal_equity: {at_least: 1e9}}", ""), 1);
  EXPECT_EQ(study(report).code, 1);
}

TEST_F(StudySlow, MergeRefusesWhatDoesNotBelong) {
  const std::string to = " -o " + out() + " 2>&1";
  EXPECT_EQ(study("run " + short_run() + " --shard 1/2" + to).code, 0);
  EXPECT_EQ(study("run " + short_run() + " --seed 5 --shard 2/2" + to).code, 0);
  const Ran merged = study("merge " + out() + to);
  EXPECT_EQ(merged.code, 2);
  EXPECT_NE(merged.output.find("does not belong to"), std::string::npos) << merged.output;
  EXPECT_FALSE(fs::exists(store()));
}

TEST_F(StudySlow, ChangedInputIsRefusedOrGetsAStoreOfItsOwn) {
  const std::string to = " -o " + out() + " 2>&1";
  EXPECT_EQ(study("run " + short_run() + to).code, 0);
  const std::string changed = "run " + short_run() + " --set account.wallet=20000";
  const Ran refused = study(changed + to);
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.output.find("(changed: --set account.wallet)"), std::string::npos)
      << refused.output;
  EXPECT_EQ(study(changed + " --new-revision" + to).code, 0);
  EXPECT_TRUE(fs::exists(folder_.path() / "out" / "hedged-pair.revision-2.sqlite"));
  EXPECT_EQ(study(changed + to).code, 0) << "now each finds its own";
  EXPECT_EQ(study("run " + short_run() + to).code, 0);
}

TEST_F(StudySlow, ExportsWhatARunWrites) {
  const std::string run_folder = (folder_.path() / "run").string();
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  EXPECT_EQ(study("export " + out() + " -o " + out() + " 2>&1").code, 0);
  EXPECT_EQ(study("export " + out() + " --format npy -o " + out() + " 2>&1").code, 0);
  EXPECT_EQ(test::shell(program + " run " + short_run() + " -o " + run_folder).code, 0);
  for (const char* name :
       {"hedged-pair.csv", "hedged-pair.survival.csv", "hedged-pair.differences.csv"}) {
    EXPECT_EQ(test::shell("cmp " + out() + "/" + name + " " + run_folder + "/" + name).code, 0);
  }
  EXPECT_EQ(fs::file_size(folder_.path() / "out" / "hedged-pair-cross-10x.npy"),
            128U + 2'000 * 3 * 8);
}

TEST_F(StudySlow, AFullDiskKeepsWhatIsThere) {
  // Files may not grow beyond this many blocks of 512 bytes.
  const Ran full = test::shell("ulimit -f 600; " + program + " study run " + short_run() + " -o " +
                               out() + " 2>&1");
  EXPECT_EQ(full.code, 2) << full.output;
  EXPECT_NE(full.output.find("what was finished before is kept"), std::string::npos) << full.output;
  EXPECT_NE(full.output.find("hedged-pair.sqlite"), std::string::npos) << full.output;
  EXPECT_GT(paths_done(), 0U);
  EXPECT_LT(paths_done(), 2'000U);
  expect_finishes_as_a_run(short_run());
}

TEST_F(StudySlow, AFullFileSystemIsTold) {
  fs::create_directories(out());
  if (test::shell("mount -t tmpfs -o size=800k tmpfs " + out() + " 2>&1").code != 0) {
    GTEST_SKIP() << "a file system may not be mounted here";
  }
  const Ran full = study("run " + short_run() + " -o " + out() + " 2>&1");
  EXPECT_EQ(full.code, 2) << full.output;
  EXPECT_NE(full.output.find("the disk is full"), std::string::npos) << full.output;
  EXPECT_GT(paths_done(), 0U);
  EXPECT_EQ(test::shell("mount -o remount,size=100m " + out()).code, 0);
  expect_finishes_as_a_run(short_run());
  EXPECT_EQ(test::shell("umount " + out()).code, 0);
}

TEST_F(StudySlow, AReadOnlyFolderIsToldAndCanBeRead) {
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  fs::permissions(out(), fs::perms(0555));
  fs::permissions(folder_.path(), fs::perms(0755));
  const std::string nobody =
      ::geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " + program : program;
  if (test::shell(nobody + " --version 2>&1").code != 0) GTEST_SKIP() << "nobody may run this";
  const Ran refused = test::shell(nobody + " study run " + short_run() + " -o " + out() + " 2>&1");
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.output.find("hedged-pair.sqlite-lock: cannot be made (Permission denied)"),
            std::string::npos)
      << refused.output;
  const Ran report = test::shell(nobody + " study report " + out() + " 2>&1");
  EXPECT_EQ(report.code, 0) << report.output;
  fs::permissions(out(), fs::perms(0755));
}

TEST_F(StudySlow, AStoreInUseIsToldAndLeftAlone) {
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  const std::string before = test::contents_of(store())["span"];
  {
    const run::StoreLock held(store());
    for (const std::string& command :
         {"run " + short_run() + " -o " + out(), "merge " + out() + " -o " + out()}) {
      const Ran refused = study(command + " 2>&1");
      EXPECT_EQ(refused.code, 2) << refused.output;
      EXPECT_NE(refused.output.find("another process is running this study"), std::string::npos)
          << refused.output;
    }
    EXPECT_NE(study("status " + out()).output.find("running"), std::string::npos);
  }
  EXPECT_EQ(test::contents_of(store())["span"], before);
}

/// Not by marginwalk, but by a program that knows nothing of its lock. We have patience.
TEST_F(StudyLong, AStoreThatSQLiteLocksIsTold) {
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  {
    run::Database other(store(), run::Database::Access::write);
    other.execute("BEGIN EXCLUSIVE");
    const Ran refused =
        study("run " + study_file + " --paths 3000 --set step=1h -o " + out() + " 2>&1");
    EXPECT_EQ(refused.code, 2) << refused.output;
    EXPECT_NE(refused.output.find("another program is busy with it"), std::string::npos)
        << refused.output;
  }
  expect_finishes_as_a_run(short_run());
}

TEST_F(StudySlow, ADamagedStoreIsToldAndLeftAlone) {
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  {
    std::fstream file(store(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(20'000);
    file << std::string(60'000, '\xff');
  }
  const std::string damaged = test::shell("sha256sum " + store().string()).output;
  for (const char* verb : {"report ", "export "}) {
    const Ran ran = study(verb + store().string() + " 2>&1");
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_NE(ran.output.find("damaged"), std::string::npos) << ran.output;
  }
  EXPECT_EQ(test::shell("sha256sum " + store().string()).output, damaged);
}

/// A folder is run as its files, and compared with a later one study by study.
TEST_F(StudySlow, FoldersAreRunAndCompared) {
  const auto text = [](const std::string& name, const std::string& limit) {
    return "schema: 1\nname: " + name +
           "\npaths: 300\nhorizon: 10d\nstep: 1h\nmarket: {assets: {BTC: {price: 60000}}, "
           "model: {kind: gbm, volatility: 60%}}\nvenue: binance-usdm\naccount: {wallet: 1000, "
           "positions: "
           "[{contract: BTC-PERP, side: long, margin: 1000, leverage: 10}]}\ngates: [{liquidated: "
           "{at_most: " +
           limit + "}}]\n";
  };
  const auto in = [&](const char* name) { return (folder_.path() / name).string(); };
  folder_.write("then/a.yaml", text("one", "90%"));
  folder_.write("then/b.yaml", text("two", "90%"));
  folder_.write("now/a.yaml", text("one", "90%"));
  folder_.write("now/b.yaml", text("two", "1%"));
  const Ran ran = study("run " + in("then") + " -o " + in("old") + " 2>&1");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_NE(ran.output.find("two/account"), std::string::npos) << ran.output;
  EXPECT_EQ(study("run " + in("now") + " -o " + in("new") + " 2>&1").code, 1) << "a gate failed";
  EXPECT_EQ(study("compare " + in("old") + " " + in("old") + " 2>&1").code, 0);
  const Ran compared = study("compare " + in("old") + " " + in("new") + " 2>&1");
  EXPECT_EQ(compared.code, 1) << "a gate is broken";
  for (const char* part : {"The input is the same", "gates.0.liquidated.at_most  90%     1%",
                           "paired on 300 paths", "failed          failed"}) {
    EXPECT_NE(compared.output.find(part), std::string::npos) << part << "\n" << compared.output;
  }
  folder_.write("now/b.yaml", text("one", "90%"));
  const Ran twice = study("run " + in("now") + " -o " + in("new") + " 2>&1");
  EXPECT_EQ(twice.code, 2);
  EXPECT_NE(twice.output.find("b.yaml: is called one, as a.yaml is"), std::string::npos)
      << twice.output;
}

TEST_F(StudySlow, WrongArgumentsAreTold) {
  const auto expect_refused = [&](const std::string& arguments, const char* reason) {
    const Ran ran = study(arguments + " 2>&1");
    EXPECT_EQ(ran.code, 2) << arguments;
    EXPECT_NE(ran.output.find(reason), std::string::npos) << arguments << "\n" << ran.output;
  };
  for (const char* shard : {"0/2", "3/2", "2", "a/b", "1/0", "/", "1/2/3"}) {
    expect_refused("run " + short_run() + " --shard " + shard + " -o " + out(), "is no shard");
  }
  expect_refused("run " + study_file + " --set precision.liquidated=1% --shard 1/2 -o " + out(),
                 "a shard does not know of the others");
  expect_refused("run " + short_run() + " --max-time 3 -o " + out(), "has no unit");
  const std::string submit = "submit --slurm --shards 2 -o " + out() + " " + study_file;
  expect_refused(submit + " --time 2m", "--time 2m: is too short");
  expect_refused(submit + " --set precision.liquidated=1%", "a shard does not know of the others");
  expect_refused("status " + folder_.path().string(), "has no store");
  expect_refused("report " + out() + "/none.sqlite", "no such store or folder");
  EXPECT_FALSE(fs::exists(store()));
}

/// Slurm's commands, replaced by scripts: the array runs each task, and again when it asks for it.
constexpr const char* pretended_sbatch = R"(#!/bin/sh
for script; do :; done
echo "$*" >> calls
case "$script" in *shards*) ;; *) sh "$script" >> report 2>&1; echo 2; exit ;; esac
for SLURM_ARRAY_TASK_ID in 1 2 3; do
  export SLURM_ARRAY_TASK_ID SLURM_ARRAY_JOB_ID=1
  sh "$script" >> log 2>&1 &
  sleep 0.5
  kill -TERM $!
  wait $!
  while [ -e requeue ]; do rm requeue; sh "$script" >> log 2>&1; done
done
echo '1;cluster'
)";

TEST_F(StudySlow, SlurmRunsShardsUntilTheyAreComplete) {
  folder_.write("bin/sbatch", pretended_sbatch);
  folder_.write("bin/scontrol", "#!/bin/sh\necho \"$*\" >> requeued\ntouch requeue\n");
  folder_.write("bin/squeue", "#!/bin/sh\necho '1|2|PENDING|Priority'\n");
  const std::string in_folder = "cd " + folder_.path().string() + " && chmod +x bin/* && ";
  const std::string submit = "PATH=$PWD/bin:$PATH " + program +
                             " study submit --slurm --shards 3 " + longer_run() + " -o out ";
  const Ran dry = test::shell(in_folder + submit + "--dry-run");
  EXPECT_NE(dry.output.find("#SBATCH --array=1-3"), std::string::npos) << dry.output;
  EXPECT_FALSE(fs::exists(out()));

  const Ran ran = test::shell(in_folder + submit + "2>&1");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_NE(ran.output.find("as job 1, merging and report as job 2"), std::string::npos)
      << ran.output;
  const Ran calls = test::shell(in_folder + "cat calls");
  EXPECT_NE(calls.output.find("--dependency=afterok:1 --kill-on-invalid-dep=yes"),
            std::string::npos)
      << calls.output;
  const Ran status =
      test::shell(in_folder + "PATH=$PWD/bin:$PATH " + program + " study status out");
  EXPECT_NE(status.output.find("3 shards in job 1:\n  complete: 1, 3\n  pending (Priority): 2\n"),
            std::string::npos)
      << status.output;
  EXPECT_NE(test::shell(in_folder + "cat requeued").output.find("requeue 1_1\n"),
            std::string::npos);
  expect_finishes_as_a_run(longer_run());
  const Ran report = test::shell(in_folder + "cat report out/hedged-pair.csv");
  EXPECT_NE(report.output.find("cross-10x"), std::string::npos) << report.output;
}

/// Whoever has no marginwalk reads the tables all the same.
TEST_F(StudySlow, OtherToolsReadIt) {
  EXPECT_EQ(study("run " + short_run() + " -o " + out() + " 2>&1").code, 0);
  const run::Store whole(store());
  if (test::shell("command -v sqlite3 && command -v python3").code != 0) {
    GTEST_SKIP() << "there is no sqlite3 or no python3 here";
  }
  const Ran counts = test::shell("sqlite3 " + store().string() +
                                 " 'SELECT name, paths FROM cell_summary ORDER BY cell LIMIT 1'");
  EXPECT_EQ(counts.output, "cross-5x|2000\n");
  EXPECT_EQ(study("export " + out() + " --format npy -o " + out() + " 2>&1").code, 0);
  const std::string script = R"(
import array, sqlite3, sys, zlib
store = sqlite3.connect(sys.argv[1])
flags, equity = {}, {}
for cell, packed_flags, packed_equity in store.execute(
    'SELECT name, flags, terminal_equity FROM path_block JOIN cell ON cell = number ORDER BY block'):
    planes = zlib.decompress(packed_equity)
    count = len(planes) // 8
    flags[cell] = flags.get(cell, b'') + zlib.decompress(packed_flags)
    equity[cell] = equity.get(cell, b'') + b''.join(planes[i::count] for i in range(count))
for cell, paths, liquidated, mean in store.execute(
    'SELECT name, paths, liquidated, mean_terminal_equity FROM cell_summary'):
    values = array.array('d', equity[cell])
    assert sum(flag & 1 for flag in flags[cell]) == liquidated, cell
    assert abs(sum(values) / paths - mean) < 1e-6, cell
    with open(sys.argv[1].replace('.sqlite', '-' + cell + '.npy'), 'rb') as exported:
        rows = array.array('d', exported.read()[128:])
    assert rows[0::3] == values and list(rows[2::3]) == list(flags[cell]), cell
print(len(equity))
)";
  const Ran python = test::shell("python3 " + folder_.write("read.py", script).string() + " " +
                                 store().string() + " 2>&1");
  EXPECT_EQ(python.output, "4\n");
}

}  // namespace
}  // namespace marginwalk::study_test
