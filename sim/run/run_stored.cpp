#include "sim/run/run_stored.hpp"

#include "sim/run/prefix.hpp"

namespace marginwalk::run {
namespace {

/// A prefix costs as much to write as some dozens of blocks.
constexpr std::uint64_t blocks_between_prefixes = 64;

}  // namespace

bool run_stored(const scenario::Study& study, Store& store, const StoredRunOptions& options) {
  const Shard shard = store.manifest().shard;
  const BlockRunner runner(study);
  const Inventory inventory = store.inventory();
  std::optional<Prefix> prefix;  // shards have gaps from the start
  if (shard.is_whole()) prefix.emplace(store, runner);

  std::uint64_t next = 0;
  std::uint64_t done = inventory.paths_done(shard);
  if (options.progress) options.progress(done);
  BlockLoop loop;
  loop.threads = options.threads;
  loop.records = !store.manifest().tallies_only;
  loop.stop = options.stop;
  loop.next = [&]() -> std::optional<std::uint64_t> {
    next = inventory.next_missing(next, shard);
    if (next == inventory.blocks()) return std::nullopt;
    if (std::chrono::steady_clock::now() >= options.until) return std::nullopt;
    return next++;
  };
  loop.finished = [&](const Block& block) {
    store.add(block);
    done += block.paths;
    if (prefix) {
      prefix->extend(block);
      prefix->keep(blocks_between_prefixes);
    }
    if (options.progress) options.progress(done);
  };
  if (inventory.next_missing(0, shard) < inventory.blocks()) {
    store.begin_session(thread_count(options.threads));
    run_blocks(runner, study.paths, loop);
  }
  if (prefix) {
    prefix->extend();
    prefix->keep();
  }
  return store.inventory().missing(shard).empty();
}

std::optional<Result> stored_result(const scenario::Study& study, Store& store) {
  if (!store.inventory().missing({}).empty()) return std::nullopt;
  const BlockRunner runner(study);
  Prefix prefix(store, runner);
  prefix.extend(false);
  Result result = make_result(study, prefix.take());
  result.timing = store.timing();
  return result;
}

}  // namespace marginwalk::run
