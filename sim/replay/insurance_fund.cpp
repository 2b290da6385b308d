#include "sim/replay/insurance_fund.hpp"

#include <algorithm>
#include <cmath>

#include "core/deleveraging.hpp"

namespace marginwalk::replay {

using core::Money;

namespace {

double move(core::Price before, core::Price now) { return std::abs(now / before - 1); }

}  // namespace

bool FundLook::deleverages() const {
  return std::any_of(shares.begin(), shares.end(), [](double share) { return share > 0; });
}

void FundWatch::begin(const InsuranceFund& fund, core::Marks start, std::size_t contracts) {
  fund_ = &fund;
  left_ = fund.size;
  last_.assign(start.begin(), start.end());
  look_.before = last_;
  look_.shares.assign(contracts, 0);
}

const FundLook& FundWatch::look(core::Marks marks) {
  look_.before = last_;
  last_.assign(marks.begin(), marks.end());
  for (std::size_t i = 0; i < look_.shares.size(); ++i) {
    const double percent = 100 * std::max(0.0, move(look_.before[i], last_[i]) - fund_->beyond);
    left_ -= fund_->cost_per_percent * percent;
    look_.shares[i] = std::min(1.0, fund_->share_per_percent * percent);
  }
  if (left_ >= Money(0)) std::fill(look_.shares.begin(), look_.shares.end(), 0);
  return look_;
}

std::vector<Deleveraged> deleveraged_positions(const core::Venue& venue,
                                               const core::Account& account, core::Marks marks,
                                               const InsuranceFund& fund, const FundLook& look) {
  const core::DeleveragingRank rank = venue.deleveraging.rank;
  std::vector<Deleveraged> found;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& position = account.positions[i];
    const double share = look.shares[position.contract];
    const core::Price before = look.before[position.contract];
    const core::Price now = marks[position.contract];
    const bool wins = (position.size > core::Size(0)) == (now > before);
    if (share == 0 || !wins) continue;
    if (rank == core::DeleveragingRank::none) {
      if (position.unrealised_pnl(now) > Money(0)) found.push_back({i, share});
      continue;
    }
    const double score = core::deleveraging_score(venue, account, i, marks);
    const double typical = core::score_of_move(rank, move(before, now), fund.typical_leverage);
    if (score > 0 && 1 / (1 + score / typical) < share) found.push_back({i, 1});
  }
  return found;
}

}  // namespace marginwalk::replay
