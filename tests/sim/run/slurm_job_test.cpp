#include "sim/run/slurm_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::run::slurm_job_test {
namespace {

SlurmJob small_job() {
  return {"/opt/marginwalk",
          {"/data/my study.yaml", "--paths", "1M"},
          "/data/out",
          "night",
          8,
          2,
          3 * 3'600,
          "cpu"};
}

TEST(SlurmJob, RunsEveryShardUntilItIsComplete) {
  EXPECT_EQ(shards_script(small_job()), R"(#!/bin/sh
#SBATCH --job-name=night
#SBATCH --output=/data/out/night.shard-%a-of-8.log
#SBATCH --open-mode=append
#SBATCH --cpus-per-task=2
#SBATCH --partition=cpu
#SBATCH --array=1-8
#SBATCH --time=180
#SBATCH --requeue
#SBATCH --signal=B:TERM@120

/opt/marginwalk study run '/data/my study.yaml' --paths 1M \
  -o /data/out --shard "$SLURM_ARRAY_TASK_ID/8" --threads 2 &
worker=$!
trap 'kill -TERM "$worker"' TERM
wait "$worker"
code=$?
# The signal ends that wait early; the exit code comes from one that nothing interrupts.
while kill -0 "$worker" 2>/dev/null; do
  wait "$worker"
  code=$?
done
# 137: the worker was killed, say for want of memory. It goes on where it stopped, not for ever.
if [ "$code" -eq 137 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 10 ]; then
  echo "shard $SLURM_ARRAY_TASK_ID was killed and queues up again"
  code=3
fi
if [ "$code" -eq 3 ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit "$code"
)");
}

TEST(SlurmJob, MergesAndReports) {
  EXPECT_EQ(merge_script(small_job()), R"(#!/bin/sh
#SBATCH --job-name=night-merge
#SBATCH --output=/data/out/night.merge.log
#SBATCH --open-mode=append
#SBATCH --cpus-per-task=1
#SBATCH --partition=cpu

set -e
/opt/marginwalk study merge /data/out/night.shard-*-of-8.sqlite -o /data/out
/opt/marginwalk study export /data/out/night.sqlite -o /data/out
/opt/marginwalk study report /data/out/night.sqlite
)");
}

TEST(SlurmJob, ShellsReadWordsBack) {
  for (const std::string word : {"plain-1.0/%a", "two words", "it's", "$HOME `x` \"y\"", "", "*"}) {
    EXPECT_EQ(test::shell("printf %s " + shell_word(word)).output, word);
  }
}

}  // namespace
}  // namespace marginwalk::run::slurm_job_test
