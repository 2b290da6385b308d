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

  void add(std::uint64_t path, const run::PathRecord& record) {
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

 private:
  PathChoice choice_;
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
  ChosenPath chosen;
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
    for (const run::PathRecord& record : block.records.front()) {
      chooser.add(chosen.looked_at++, record);
    }
    if (options.progress) options.progress(chosen.looked_at);
  };
  if (!run::run_blocks(runner, study.paths, loop)) return std::nullopt;
  chosen.path = chooser.path();
  return chosen;
}

}  // namespace marginwalk::study
