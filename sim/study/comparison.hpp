#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/result.hpp"
#include "sim/run/store.hpp"
#include "sim/study/input_changes.hpp"

namespace marginwalk::study {

/// A cell before and after: what it is now less what it was.
struct CellChange {
  std::size_t before = 0;  ///< index into the results' cells
  std::size_t after = 0;
  std::uint64_t paired_paths = 0;  ///< on which both are known path by path; 0: unpaired
  estimate::Estimate liquidated;
  std::optional<estimate::Estimate> terminal_equity;  ///< of the means
  /// At 95 %; of independent samples, which makes it too wide where paths are the same.
  std::optional<estimate::Estimate> expected_shortfall;
  std::uint64_t only_before = 0;  ///< paired paths liquidated before alone
  std::uint64_t only_after = 0;
};

/// A gate of the later study, and what it would have said of the earlier one's cell.
struct GateChange {
  run::GateResult after;
  std::optional<run::GateResult> before;  ///< none where that has no such cell
};

/// Two runs side by side.
struct Comparison {
  run::Result before;
  run::Result after;
  std::vector<InputChange> inputs;
  std::string unpaired_because;  ///< empty where cells are paired
  std::vector<CellChange> cells;
  std::vector<std::string> gone;  ///< cells that only the earlier one has
  std::vector<std::string> added;
  std::vector<GateChange> gates;

  /// Whether a gate of the later study has failed.
  [[nodiscard]] bool breaks_a_gate() const;
};

/// A complete store, and the name of one of its cells or nothing for all.
struct Side {
  run::Store& store;
  std::optional<std::string> cell;
};

/// Compares cells of the same name, or two that are named. They are paired where both stores have
/// the same seed and a record of every path: then path k is the same world in both, whatever else
/// differs, and the first paths that both have are compared. Throws run::StoreError where a store
/// is incomplete, a shard, or has no such cell.
[[nodiscard]] Comparison compare(const Side& before, const Side& after);

}  // namespace marginwalk::study
