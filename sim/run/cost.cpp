#include "sim/run/cost.hpp"

#include <algorithm>
#include <chrono>

#include "sim/estimate/tally_bytes.hpp"
#include "sim/random/lanes.hpp"
#include "sim/run/block_loop.hpp"

namespace marginwalk::run {
namespace {

/// Of a path of a cell: a byte of flags, four bytes of time, a double, and what SQLite adds. As
/// measured: 193 MB for a million paths of twelve cells.
constexpr double bytes_per_record = 16;

/// A store keeps the blocks since its last prefix one by one, see run_stored.
constexpr std::uint64_t most_spans = 66;

/// Seconds that a path takes, from the first one on, by replaying for so long.
double seconds_per_path(const BlockRunner& runner, std::uint64_t first, std::uint64_t paths,
                        double at_least, BlockTally& tally) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point began = Clock::now();
  double seconds = 0;
  std::uint64_t next = first;
  while (next < paths && (next == first || seconds < at_least)) {
    // A whole block where the time allows it: to begin one costs something, too.
    const std::uint64_t most = next == first ? random::lanes : paths_per_block;
    const std::uint64_t end = std::min(paths, next / most * most + most);
    tally.merge(*runner(next, end, nullptr));
    next = end;
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

/// How many blocks have extremes and the step's bias, the bias alone, and neither; see block.hpp.
struct Kinds {
  explicit Kinds(std::uint64_t blocks) {
    for (std::uint64_t block = with_extremes; block < blocks; ++block) {
      biased += measures_step_bias(block * paths_per_block);
    }
    extreme = std::min(blocks, with_extremes);
    plain = blocks - extreme - biased;
  }

  static constexpr std::uint64_t with_extremes = paths_with_extremes / paths_per_block;
  static constexpr std::uint64_t first_plain = 17;
  std::uint64_t extreme = 0, biased = 0, plain = 0;
};

/// Of all paths of a study, by some of each kind.
double seconds_of(const scenario::Study& study, double probe_seconds, BlockTally& tally) {
  const BlockRunner runner(study);
  tally = runner.empty_tally();
  const auto seconds = [&](std::uint64_t first_block, std::uint64_t blocks, double at_least) {
    const std::uint64_t first = first_block * paths_per_block;
    const std::uint64_t paths = std::min(blocks * paths_per_block, study.paths);
    return seconds_per_path(runner, first, study.paths, at_least, tally) *
           static_cast<double>(paths);
  };
  const Kinds kinds(blocks_of(study.paths));
  return seconds(0, kinds.extreme, 0) + seconds(Kinds::with_extremes, kinds.biased, 0) +
         seconds(Kinds::first_plain, kinds.plain, probe_seconds);
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
  double bytes = 0;
  std::size_t probed = 0;
  for (std::size_t i = 0; i < places && (probed == 0 || elapsed() < probe_seconds); ++i) {
    const scenario::Study part = alone(study, i * prime % places);
    if (part.cells.empty()) continue;
    BlockTally tally;
    cost.seconds += seconds_of(part, probe_seconds / static_cast<double>(places), tally);
    for (const estimate::Tally& cell : tally.cells) {
      bytes += static_cast<double>(estimate::to_bytes(cell).size());
    }
    probed += part.cells.size();
  }
  const auto cells = static_cast<double>(study.cells.size());
  const double share = static_cast<double>(probed) / cells;
  cost.seconds /= share;
  cost.probe_seconds = elapsed();
  cost.probed_cells = probed;
  cost.record_bytes = bytes_per_record * static_cast<double>(study.paths) * cells;
  cost.tally_bytes =
      bytes / share * static_cast<double>(std::min(blocks_of(study.paths), most_spans));
  return cost;
}

}  // namespace marginwalk::run
