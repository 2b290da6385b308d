#include "sim/run/run_stored.hpp"

#include "core/expect.hpp"
#include "sim/run/prefix.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::run {
namespace {

/// A run into a store.
class StoredRun {
 public:
  StoredRun(const scenario::Study& study, Store& store, const StoredRunOptions& options)
      : study_(study), store_(store), options_(options), runner_(study) {
    if (store.manifest().shard.is_whole()) prefix_.emplace(store, runner_);  // shards have gaps
  }

  /// Replays what is missing of the first so many paths. Whether nothing is then.
  bool run_to(std::uint64_t paths) {
    const Shard shard = store_.manifest().shard;
    const Inventory inventory(store_.spans(), paths);
    std::uint64_t next = 0;
    std::uint64_t done = inventory.paths_done(shard);
    const auto tell = [&] {
      if (options_.progress) options_.progress(done);
    };
    tell();
    BlockLoop loop;
    loop.threads = options_.threads;
    if (!store_.manifest().tallies_only) loop.records = BlockLoop::Records::packed;
    loop.stop = options_.stop;
    loop.next = [&]() -> std::optional<std::uint64_t> {
      next = inventory.next_missing(next, shard);
      if (next == inventory.blocks()) return std::nullopt;
      if (std::chrono::steady_clock::now() >= options_.until) return std::nullopt;
      return next++;
    };
    loop.finished = [&](const Block& block) {
      store_.add(block);
      done += block.paths;
      if (prefix_) {
        prefix_->extend(block);
        prefix_->keep(blocks_between_prefixes);
      }
      tell();
    };
    if (inventory.next_missing(0, shard) < inventory.blocks()) {
      if (!begun_) store_.begin_session(thread_count(options_.threads));
      begun_ = true;
      run_blocks(runner_, paths, loop);
    }
    return Inventory(store_.spans(), paths).missing(shard).empty();
  }

  /// Whether it has ended, by whatever the study says.
  bool run_until_precise() {
    if (store_.inventory().missing({}).empty()) return true;  // no more is allowed
    const auto add = [&](std::uint64_t, std::uint64_t end) {
      if (!run_to(end)) return false;
      prefix_->extend();
      if (end < study_.paths) return true;
      prefix_->keep();
      prefix_->extend(false);
      return true;
    };
    const auto seconds = [&] { return store_.timing().seconds; };
    const std::uint64_t already = prefix_->span().paths;
    if (!run::run_until_precise(study_, prefix_->total(), {add, seconds, options_.expect, already}))
      return false;
    store_.end_at(prefix_->span().paths);
    return true;
  }

  void keep() {
    if (!prefix_) return;
    prefix_->extend();
    prefix_->keep();
  }

 private:
  const scenario::Study& study_;
  Store& store_;
  const StoredRunOptions& options_;
  BlockRunner runner_;
  std::optional<Prefix> prefix_;
  bool begun_ = false;
};

}  // namespace

bool run_stored(const scenario::Study& study, Store& store, const StoredRunOptions& options) {
  MARGINWALK_EXPECTS(!study.precision || store.manifest().shard.is_whole());
  StoredRun run(study, store, options);
  const bool complete = study.precision ? run.run_until_precise() : run.run_to(study.paths);
  run.keep();
  return complete;
}

std::optional<Result> stored_result(const scenario::Study& study, Store& store) {
  if (!store.inventory().missing({}).empty()) return std::nullopt;
  const BlockRunner runner(study);
  Prefix prefix(store, runner);
  prefix.extend(false);
  std::optional<PrecisionResult> precision;
  if (study.precision) precision = precision_at_end(study, prefix.total());
  Result result = make_result(study, prefix.take());
  result.precision = precision;
  result.timing = store.timing();
  return result;
}

}  // namespace marginwalk::run
