#include "sim/run/slurm_job.hpp"

#include <fmt/format.h>

namespace marginwalk::run {
namespace {

/// A worker that is killed each time would be started again for ever.
constexpr int most_restarts_when_killed = 10;

std::string quoted(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + shell_word(word);
  return text;
}

std::string header(const SlurmJob& job, const std::string& name, const std::string& log,
                   unsigned threads) {
  std::string text = "#!/bin/sh\n";
  const auto option = [&](const std::string& key, const std::string& value) {
    text += fmt::format("#SBATCH --{}={}\n", key, value);
  };
  option("job-name", shell_word(name));
  option("output", shell_word(job.folder + "/" + log));
  option("open-mode", "append");
  option("cpus-per-task", std::to_string(threads));
  if (job.partition) option("partition", shell_word(*job.partition));
  for (const std::string& each : job.options) text += "#SBATCH --" + shell_word(each) + "\n";
  return text;
}

}  // namespace

std::string shell_word(const std::string& text) {
  constexpr const char* plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,%@";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string word = "'";
  for (const char letter : text)
    word += letter == '\'' ? std::string("'\\''") : std::string{letter};
  return word + "'";
}

std::string shards_script(const SlurmJob& job) {
  std::string text = header(
      job, job.name, fmt::format("{}.shard-%a-of-{}.log", job.name, job.shards), job.threads);
  text += fmt::format("#SBATCH --array=1-{}\n", job.shards);
  if (job.seconds) text += fmt::format("#SBATCH --time={}\n", (*job.seconds + 59) / 60);
  text += "#SBATCH --requeue\n#SBATCH --signal=B:TERM@120\n";
  text += fmt::format(R"(
{} study run {} \
  -o {} --shard "$SLURM_ARRAY_TASK_ID/{}" --threads {} &
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
if [ "$code" -eq 137 ] && [ "${{SLURM_RESTART_COUNT:-0}}" -lt {} ]; then
  echo "shard $SLURM_ARRAY_TASK_ID was killed and queues up again"
  code=3
fi
if [ "$code" -eq 3 ]; then
  scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"
fi
exit "$code"
)",
                      shell_word(job.program), quoted(job.arguments), shell_word(job.folder),
                      job.shards, job.threads, most_restarts_when_killed);
  return text;
}

std::string merge_script(const SlurmJob& job) {
  const std::string stem = shell_word(job.folder + "/" + job.name);
  const std::string program = shell_word(job.program);
  std::string text = header(job, job.name + "-merge", job.name + ".merge.log", 1);
  text += fmt::format(R"(
set -e
{0} study merge {1}.shard-*-of-{2}.sqlite -o {3}
{0} study export {1}.sqlite -o {3}
{0} study report {1}.sqlite
)",
                      program, stem, job.shards, shell_word(job.folder));
  return text;
}

}  // namespace marginwalk::run
