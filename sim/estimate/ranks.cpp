#include "sim/estimate/ranks.hpp"

namespace marginwalk::estimate {

std::vector<RankRange> rank_ranges(std::size_t items, const std::vector<Precedence>& known) {
  std::vector<RankRange> ranges(items, {1, items});
  for (const Precedence& each : known) {
    ++ranges[each.second].best;
    --ranges[each.first].worst;
  }
  return ranges;
}

}  // namespace marginwalk::estimate
