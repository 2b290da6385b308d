#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/run/slurm_queue.hpp"
#include "sim/run/store_status.hpp"

namespace marginwalk::report {

/// How far the jobs of a study are: the state of every shard and of the job that merges them, from
/// the queue (none where it could not be asked) and, where they are not in it, from the stores.
[[nodiscard]] std::string queue_text(const run::SlurmSubmission& submission,
                                     const std::optional<run::SlurmQueue>& queue,
                                     const std::vector<run::StoreStatus>& stores);

}  // namespace marginwalk::report
