#include "sim/run/store_status.hpp"

namespace marginwalk::run {

StoreStatus status_of(Store& store) {
  StoreStatus status;
  status.file = store.file();
  status.manifest = store.manifest();
  const Shard& shard = status.manifest.shard;
  const Inventory inventory = store.inventory();
  status.blocks = inventory.blocks_of(shard);
  status.blocks_done = status.blocks;
  for (const Span& range : inventory.missing(shard)) status.blocks_done -= range.end - range.first;
  status.paths = inventory.paths_of(shard);
  status.paths_done = inventory.paths_done(shard);
  status.is_running = StoreLock::is_held(store.file());
  const std::optional<Session> session = store.last_session();
  if (!session) return status;
  status.seen = session->seen;
  const double seconds = session->seen - session->started;
  if (seconds <= 0 || session->paths == 0) return status;
  status.path_rate = static_cast<double>(session->paths) / seconds;
  status.seconds_left = static_cast<double>(status.paths - status.paths_done) / *status.path_rate;
  return status;
}

}  // namespace marginwalk::run
