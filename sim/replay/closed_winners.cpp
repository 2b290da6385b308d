#include "sim/replay/closed_winners.hpp"

namespace marginwalk::replay {

void ClosedWinners::note(const core::Account& before, const core::Account& after,
                         core::Marks marks) {
  if (sizes_.empty()) {
    sizes_.assign(marks.size(), core::Size(0));
    marks_.assign(marks.begin(), marks.end());
  }
  for (std::size_t i = 0; i < before.positions.size(); ++i) {
    const core::Position& position = before.positions[i];
    if (position.unrealised_pnl(marks[position.contract]) <= core::Money(0)) continue;
    sizes_[position.contract] += position.size - after.positions[i].size;
  }
}

core::Money ClosedWinners::forgone(core::Marks now) const {
  core::Money made;
  for (std::size_t i = 0; i < sizes_.size(); ++i) made += sizes_[i] * (now[i] - marks_[i]);
  return made;
}

}  // namespace marginwalk::replay
