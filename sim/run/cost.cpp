#include "sim/run/cost.hpp"

#include <algorithm>
#include <chrono>

#include "sim/estimate/tally_bytes.hpp"
#include "sim/random/lanes.hpp"
#include "sim/run/block_loop.hpp"
#include "sim/run/store_size.hpp"

namespace marginwalk::run {
namespace {

/// What was seen of the paths that were replayed.
struct Probe {
  BlockTally tally;     ///< of all of them
  BlockTally of_block;  ///< of the most at once, the last of them: a block where there was time
  std::uint64_t most = 0;
  PathRecords records;
};

/// Seconds that a path of [first, end) takes, by replaying for so long.
double seconds_per_path(const BlockRunner& runner, std::uint64_t first, std::uint64_t end,
                        double at_least, Probe& probe) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point began = Clock::now();
  double seconds = 0;
  std::uint64_t next = first;
  while (next < end && (next == first || seconds < at_least)) {
    // A whole block where the time allows it: to begin one costs something, too.
    const std::uint64_t most = next == first ? random::lanes : paths_per_block;
    const std::uint64_t until = std::min(end, next / most * most + most);
    BlockTally tally = *runner(next, until, nullptr, &probe.records);
    probe.tally.merge(tally);
    if (until - next >= probe.most) {
      probe.most = until - next;
      probe.of_block = std::move(tally);
    }
    next = until;
    seconds = std::chrono::duration<double>(Clock::now() - began).count();
  }
  return next > first ? seconds / static_cast<double>(next - first) : 0;
}

/// The cells of one marketplace as a study of their own.
scenario::Study alone(const scenario::Study& study, std::size_t place) {
  std::vector<scenario::Cell> cells = study.cells;
  std::erase_if(cells, [&](const auto& cell) { return cell.marketplace != place; });
  scenario::Study part = scenario::of_cells(study, std::move(cells));
  if (part.cells.size() > 1) part.comparisons = {{0, 1}};  // few, as in most studies
  return part;
}

/// Of all paths of a study, by some of those with extremes and some of the others.
double seconds_of(const scenario::Study& study, double probe_seconds, Probe& probe) {
  const BlockRunner runner(study);
  probe.tally = runner.empty_tally();
  const auto seconds = [&](std::uint64_t first, std::uint64_t end, double at_least) {
    return seconds_per_path(runner, first, end, at_least, probe) * static_cast<double>(end - first);
  };
  const std::uint64_t extreme = std::min(study.paths, paths_with_extremes);
  const double few = probe_seconds / 8;  // most paths of a long run are of the other kind
  return seconds(0, extreme, few) + seconds(extreme, study.paths, probe_seconds - few);
}

}  // namespace

Cost probe_cost(const scenario::Study& study, double probe_seconds) {
  const auto began = std::chrono::steady_clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  const std::size_t places = study.marketplaces.size();
  constexpr std::size_t prime = 7'919;  // above any number of places: they are met scattered
  Cost cost;
  for (std::size_t i = 0; i < places && (cost.probed_cells == 0 || elapsed() < probe_seconds);
       ++i) {
    const scenario::Study part = alone(study, i * prime % places);
    if (part.cells.empty()) continue;
    Probe probe;
    cost.seconds += seconds_of(part, probe_seconds / static_cast<double>(places), probe);
    for (std::size_t cell = 0; cell < part.cells.size(); ++cell) {
      const auto bytes = [&](const BlockTally& tally) {
        return static_cast<double>(estimate::to_bytes(tally.cells[cell]).size());
      };
      cost.record_bytes += bytes_of_records(study.paths, probe.records[cell]);
      cost.tally_bytes += bytes_of_tallies(study.paths, bytes(probe.of_block), bytes(probe.tally));
    }
    cost.probed_cells += part.cells.size();
  }
  const double share =
      static_cast<double>(cost.probed_cells) / static_cast<double>(study.cells.size());
  cost.seconds /= share;
  cost.probe_seconds = elapsed();
  cost.record_bytes /= share;
  cost.tally_bytes = cost.tally_bytes / share + bytes_of_empty_store(study);
  return cost;
}

}  // namespace marginwalk::run
