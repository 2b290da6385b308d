#include "sim/study/path_choice.hpp"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "sim/run/block_loop.hpp"

namespace marginwalk::study {
namespace {

/// A terminal equity and the number of its path: in the order of both.
using Ending = std::pair<double, std::uint64_t>;

/// Keeps of all paths what a choice among them needs.
class Chooser {
 public:
  explicit Chooser(PathChoice choice) : choice_(choice) {}

  /// The next path, from 0 on.
  void add(const run::PathRecord& record) {
    const std::uint64_t path = looked_at_++;
    if (choice_ == PathChoice::first_liquidated) {
      if (decided_ || (record.flags & run::PathRecord::liquidated) == 0) return;
      first_ = path;
      decided_ = true;
      return;
    }
    const Ending ending{record.terminal_equity, path};
    if (choice_ == PathChoice::median || endings_.empty()) {
      endings_.push_back(ending);
    } else {
      endings_.front() = std::min(endings_.front(), ending);
    }
  }

  /// Whether further paths change nothing. Any thread may ask.
  [[nodiscard]] bool decided() const { return decided_; }

  [[nodiscard]] ChosenPath chosen() { return {path(), looked_at_}; }

  [[nodiscard]] std::uint64_t looked_at() const { return looked_at_; }

 private:
  [[nodiscard]] std::optional<std::uint64_t> path() {
    if (choice_ == PathChoice::first_liquidated) return first_;
    const auto middle = endings_.begin() + static_cast<std::ptrdiff_t>((endings_.size() - 1) / 2);
    std::nth_element(endings_.begin(), middle, endings_.end());
    Ending chosen = *middle;
    for (const Ending& each : endings_) {
      if (each.first == chosen.first) chosen = std::min(chosen, each);
    }
    return chosen.second;
  }

  PathChoice choice_;
  std::uint64_t looked_at_ = 0;
  std::optional<std::uint64_t> first_;
  std::atomic<bool> decided_ = false;
  std::vector<Ending> endings_;
};

}  // namespace

std::optional<ChosenPath> choose_path(const scenario::Study& study, std::size_t cell,
                                      PathChoice choice, const run::RunOptions& options) {
  const scenario::Study alone = scenario::of_cells(study, {study.cells[cell]});
  const run::BlockRunner runner(alone, false);
  Chooser chooser(choice);
  std::uint64_t next = 0;
  run::BlockLoop loop;
  loop.threads = options.threads;
  loop.stop = options.stop;
  loop.records = run::BlockLoop::Records::plain;
  loop.next = [&]() -> std::optional<std::uint64_t> {
    if (next == run::blocks_of(study.paths) || chooser.decided()) return std::nullopt;
    return next++;
  };
  loop.finished = [&](const run::Block& block) {
    if (chooser.decided()) return;
    for (const run::PathRecord& record : block.records.front()) chooser.add(record);
    if (options.progress) options.progress(chooser.looked_at());
  };
  if (!run::run_blocks(runner, study.paths, loop)) return std::nullopt;
  return chooser.chosen();
}

std::optional<ChosenPath> choose_path(run::Store& store, const scenario::Study& study,
                                      std::size_t cell, PathChoice choice) {
  Chooser chooser(choice);
  for (std::uint64_t block = 0; block < run::blocks_of(study.paths); ++block) {
    const auto records = store.records(block, cell);
    const std::uint64_t first = block * run::paths_per_block;
    if (!records || records->size() != std::min(run::paths_per_block, study.paths - first)) {
      return std::nullopt;
    }
    for (const run::PathRecord& record : *records) chooser.add(record);
    if (chooser.decided()) break;
  }
  return chooser.chosen();
}

}  // namespace marginwalk::study
