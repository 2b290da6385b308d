#include "sim/replay/idle_account.hpp"

#include "core/funding.hpp"

namespace marginwalk::replay {

using core::Money;

void IdleAccount::begin() {
  paid_ = Money(0);
  entered_.clear();
}

void IdleAccount::pay(std::span<const core::Price> charges) {
  for (const core::Position& position : start_->positions) {
    paid_ += core::funding_payment(position, charges[position.contract]);
  }
}

Money IdleAccount::worth(const core::Venue& venue, core::Marks marks) const {
  core::Account idle = *start_;
  for (const auto& [i, position] : entered_) {
    idle.positions[i].size = position.size;
    idle.positions[i].entry = position.entry;
  }
  return core::worth(venue, idle, marks) - paid_ * idle.money_price(marks);
}

}  // namespace marginwalk::replay
