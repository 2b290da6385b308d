#pragma once

#include <cstdint>
#include <optional>

#include "sim/run/run_study.hpp"
#include "sim/run/store.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::study {

/// Which path of a cell is meant. Of equal terminal equities the lowest number comes first.
enum class PathChoice {
  worst,             ///< the least terminal equity
  median,            ///< the middle one of all terminal equities, of two the lower
  first_liquidated,  ///< the lowest number of those that are liquidated
};

/// The path that is meant.
struct ChosenPath {
  std::optional<std::uint64_t> path;  ///< none where no path is liquidated
  std::uint64_t looked_at = 0;        ///< paths from 0 on
};

/// Runs one cell of a study to find a path of it; the same one for any number of threads. Nothing
/// where it was stopped.
[[nodiscard]] std::optional<ChosenPath> choose_path(const scenario::Study& study, std::size_t cell,
                                                    PathChoice choice,
                                                    const run::RunOptions& options);

/// The same of the records that a store of the study has. None unless it has those of every path.
[[nodiscard]] std::optional<ChosenPath> choose_path(run::Store& store, const scenario::Study& study,
                                                    std::size_t cell, PathChoice choice);

}  // namespace marginwalk::study
