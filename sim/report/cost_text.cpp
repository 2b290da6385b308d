#include "sim/report/cost_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

/// Two digits are more than an estimate is worth.
std::string about(double seconds) {
  if (seconds < 120) return fmt::format("{:.2g} s", seconds);
  if (seconds < 7'200) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3'600);
}

std::string room(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::ceil(bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", std::ceil(bytes / 1e6));
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

}  // namespace

std::string cost_text(const scenario::Study& study, const run::Cost& cost, unsigned threads,
                      const std::optional<std::uint64_t>& path_rate) {
  const auto paths = static_cast<double>(study.paths);
  const std::string limit = study.precision ? "at most " : "";
  std::string text;
  if (path_rate) {
    text = fmt::format("Time: {}{}, at the stated {} paths a second.\n", limit,
                       about(paths / static_cast<double>(*path_rate)), count(*path_rate));
  } else {
    const bool all = cost.probed_cells == study.cells.size();
    text = fmt::format(
        "Time: {}about {} on {} {}, from a probe of {:.2g} s on this machine{}.\n", limit,
        about(cost.seconds / threads), threads, threads == 1 ? "thread" : "threads",
        cost.probe_seconds,
        all ? std::string() : fmt::format(" with {} of the cells", count(cost.probed_cells)));
  }
  return text +
         fmt::format("Disk: {}about {} for a store of `study run`, {} with --tallies-only.\n",
                     limit, room(cost.record_bytes + cost.tally_bytes), room(cost.tally_bytes));
}

}  // namespace marginwalk::report
