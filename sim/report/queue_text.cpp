#include "sim/report/queue_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/status_table.hpp"

namespace marginwalk::report {
namespace {

/// The state of a shard, or of the whole (1 of 1), that is not in the queue.
std::string state_of(const run::Shard& shard, const std::string& study,
                     const std::vector<run::StoreStatus>& stores) {
  const bool is_complete =
      std::any_of(stores.begin(), stores.end(), [&](const run::StoreStatus& store) {
        return store.manifest.study == study && store.manifest.shard.number == shard.number &&
               store.manifest.shard.count == shard.count && store.is_complete();
      });
  return is_complete ? "complete" : "neither complete nor queued";
}

/// Shards in the same state.
struct Group {
  std::string state;
  std::vector<run::Span> shards;
};

void add(std::vector<Group>& groups, std::uint64_t shard, const std::string& state) {
  auto group = std::find_if(groups.begin(), groups.end(),
                            [&](const Group& each) { return each.state == state; });
  if (group == groups.end()) group = groups.insert(group, {state, {}});
  if (group->shards.empty() || group->shards.back().end != shard) {
    group->shards.push_back({shard, shard, 0});
  }
  ++group->shards.back().end;
}

}  // namespace

std::string queue_text(const run::SlurmSubmission& submission,
                       const std::optional<run::SlurmQueue>& queue,
                       const std::vector<run::StoreStatus>& stores) {
  if (!queue) {
    return fmt::format("{}: Slurm's queue cannot be asked for jobs {} and {}\n", submission.study,
                       submission.array, submission.merge);
  }
  std::vector<Group> groups;
  for (std::uint64_t shard = 1; shard <= submission.shards; ++shard) {
    const auto queued = queue->shards.find(shard);
    add(groups, shard,
        queued != queue->shards.end()
            ? queued->second
            : state_of({shard, submission.shards}, submission.study, stores));
  }
  std::string text = fmt::format("{}, {} shards in job {}:\n", submission.study, submission.shards,
                                 submission.array);
  for (const Group& group : groups) {
    text += fmt::format("  {}: {}\n", group.state, block_list(group.shards));
  }
  return text + fmt::format("  merging and report, job {}: {}\n", submission.merge,
                            queue->merge.value_or(state_of({}, submission.study, stores)));
}

}  // namespace marginwalk::report
