#include "sim/replay/extremes.hpp"

#include <algorithm>

namespace marginwalk::replay {

using core::Money;

void Extremes::begin(const core::Exposure& start) {
  *this = Extremes();
  observe(start, start.equity);
}

void Extremes::observe(const core::Exposure& before, Money equity_after) {
  least_margin_level_ = std::min(least_margin_level_, std::max(0.0, before.least_level));
  peak_ = std::max(peak_, equity_after);
  if (peak_ > Money(0)) {
    max_drawdown_ = std::max(max_drawdown_, std::min(1.0, (peak_ - equity_after) / peak_));
  }
}

}  // namespace marginwalk::replay
