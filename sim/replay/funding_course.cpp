#include "sim/replay/funding_course.hpp"

#include <algorithm>

#include "sim/random/elementary.hpp"

namespace marginwalk::replay {

FundingCourse::FundingCourse(const World& world)
    : world_(&world),
      premiums_(world.contracts()),
      last_(world.contracts()),
      rates_(world.contracts()) {
  for (std::size_t i = 0; i < world.contracts(); ++i) {
    const std::size_t row = world.market().underlying[i];
    const auto& derived = world.market().assets[row].derived;
    assets_.push_back(world.market().asset_of(row));
    signs_.push_back(derived ? derived->sign() : 1);
  }
}

void FundingCourse::begin(std::uint64_t path) {
  path_ = path;
  std::copy_n(world_->start_marks().begin(), last_.size(), last_.begin());
  const auto& moving = world_->market().moving_funding;
  if (!moving) return;
  for (std::size_t i = 0; i < premiums_.size(); ++i) {
    premiums_[i] = moving->premium.law.mean[assets_[i]];
  }
}

void FundingCourse::move_premiums(std::uint32_t seconds, core::Marks marks) {
  const MovingFunding& moving = *world_->market().moving_funding;
  for (std::size_t i = 0; i < premiums_.size(); ++i) {
    const double log_return = signs_[i] * random::logarithm(marks[i] / last_[i]);
    premiums_[i] =
        paths::next_value(moving.premium.law, assets_[i], premiums_[i], log_return,
                          {world_->tree().seed(), path_, seconds, random::Stream::funding});
    last_[i] = marks[i];
  }
}

double FundingCourse::market_rate(std::size_t contract) const {
  const MovingFunding& moving = *world_->market().moving_funding;
  return moving.premium.rate(premiums_[contract], moving.interest[assets_[contract]]);
}

std::span<const core::Rate> FundingCourse::rates(const Stop& stop, std::uint32_t seconds,
                                                 core::Marks marks, const Conditions& conditions) {
  const Market& market = world_->market();
  const bool moves = market.moving_funding.has_value();
  if (moves && is_due(market.moving_funding->every_seconds, world_->clock(), seconds)) {
    move_premiums(seconds, marks);
  }
  for (std::size_t i = 0; i < rates_.size(); ++i) {
    rates_[i] = core::Rate(0);
    if (conditions.is_settled(assets_[i]) || !world_->is_due(i, stop)) continue;
    const Funding& funding = market.funding[i];
    const double base = moves ? market_rate(i) : funding.rate.value() / funding.share;
    rates_[i] =
        moves || conditions.funding != 0 ? funding.of(base + conditions.funding) : funding.rate;
  }
  return rates_;
}

}  // namespace marginwalk::replay
