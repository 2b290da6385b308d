#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/estimate/measure.hpp"
#include "sim/scenario/study.hpp"

/// What a study compares path by path, and so what a run has to count.
namespace marginwalk::run {

/// Two cells each, or two groups of cells, by index: a less b.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// The cells that are compared: as the study says, else all with the baseline or, without one,
/// every pair of up to twenty; and besides those of the claims.
[[nodiscard]] Pairs compared_pairs(const scenario::Study& study);

/// Where two are among pairs, in either order; the number of pairs where they are not.
[[nodiscard]] std::size_t place_of_pair(const Pairs& pairs, std::size_t a, std::size_t b);

/// The measures whose means claims compare between cells, each once: pairs count them path by path.
[[nodiscard]] std::vector<const estimate::Measure*> claimed_means(const scenario::Study& study);

/// The groups of cells that claims compare.
[[nodiscard]] Pairs compared_groups(const scenario::Study& study);

}  // namespace marginwalk::run
