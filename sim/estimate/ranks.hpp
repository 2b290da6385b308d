#pragma once

#include <cstddef>
#include <vector>

namespace marginwalk::estimate {

/// The places that an item may have among others, 1 the first.
struct RankRange {
  std::size_t best = 0;
  std::size_t worst = 0;
};

/// One item that is certainly before another.
struct Precedence {
  std::size_t first = 0;
  std::size_t second = 0;
};

/// The places that `items` things may have where only this is known of their order: from one behind
/// the number of those before it, to as many from the end as come after it. Where all statements
/// hold together with a probability, as after Holm's correction, all the ranges do.
///
/// Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for ranks with
/// applications to mobility across neighbourhoods and academic achievement across countries",
/// Review of Economic Studies 91 (2024), 476-518, section 3.
[[nodiscard]] std::vector<RankRange> rank_ranges(std::size_t items,
                                                 const std::vector<Precedence>& known);

}  // namespace marginwalk::estimate
