#include "sim/replay/world.hpp"

#include <algorithm>

#include "core/expect.hpp"
#include "sim/random/elementary.hpp"

namespace marginwalk::replay {
namespace {

/// To every stop and to every minute at which coefficients change.
random::DayPlan plan_for(const std::vector<Stop>& stops, std::uint32_t period) {
  std::vector<std::uint32_t> minutes;
  for (const Stop& stop : stops) minutes.push_back(stop.minute);
  for (std::uint32_t m = period; m < random::minutes_per_day; m += period) minutes.push_back(m);
  return random::DayPlan(minutes);
}

bool has_conditions(const std::vector<paths::Shock>& shocks) {
  return paths::any_part(shocks,
                         [](const paths::ShockPart& part) { return part.has_conditions(); });
}

std::vector<paths::DerivedPrice> derived_prices(const Market& market) {
  std::vector<paths::DerivedPrice> derived;
  for (const Asset& asset : market.assets) {
    if (asset.derived) derived.push_back(*asset.derived);
  }
  return derived;
}

}  // namespace

std::vector<Stop> daily_stops(const Clock& clock, const Market& market,
                              const std::vector<paths::Shock>& shocks,
                              const std::vector<std::uint32_t>& reviews) {
  using random::seconds_per_minute;
  const std::uint32_t grid = has_conditions(shocks) ? paths::shock_grid(shocks) : 0;
  MARGINWALK_EXPECTS(clock.step > 0 && random::seconds_per_day % clock.step == 0);
  std::vector<Stop> stops;
  for (std::uint32_t minute = 1; minute <= random::minutes_per_day; ++minute) {
    const std::uint32_t seconds = minute * seconds_per_minute;
    Stop stop{minute, false, false, grid != 0 && seconds % grid == 0};
    for (const Funding& each : market.funding) {
      stop.funding = stop.funding || replay::is_due(each.every_seconds, clock, seconds);
    }
    if (const auto& moving = market.moving_funding) {
      stop.funding = stop.funding || replay::is_due(moving->every_seconds, clock, seconds);
    }
    stop.look = market.insurance_fund && seconds % InsuranceFund::look_every == 0;
    stop.review = std::binary_search(reviews.begin(), reviews.end(), minute);
    if (stop.due() || seconds % clock.step == 0) stops.push_back(stop);
  }
  return stops;
}

World::World(const Market& market, const Clock& clock, const paths::ModelParameters& model,
             std::uint64_t seed, const std::vector<std::uint32_t>& reviews)
    : market_(market),
      clock_(clock),
      stops_(daily_stops(clock, market, model.shocks, reviews)),
      start_marks_(replay::start_marks(market)),
      rates_at_(random::minutes_per_day + 1),
      law_(model, derived_prices(market), clock.start),
      plan_(plan_for(stops_, period())),
      tree_(seed, law_.factors()) {
  constant_rates_ = !market.moving_funding && !has_conditions(model.shocks);
  for (const Stop& stop : stops_) {
    if (!stop.funding) continue;
    rates_at_[stop.minute] = rates_.size();
    for (const Funding& each : market.funding) {
      const bool due =
          replay::is_due(each.every_seconds, clock, stop.minute * random::seconds_per_minute);
      rates_.push_back(due ? each.rate : core::Rate(0));
    }
  }
}

bool World::is_due(std::size_t contract, const Stop& stop) const {
  return replay::is_due(market_.funding[contract].every_seconds, clock_,
                        stop.minute * random::seconds_per_minute);
}

void World::price(std::span<const double> logarithms, std::span<core::Price> marks) const {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t asset = market_.underlying[i];
    marks[i] = market_.assets[asset].start * random::exponential(logarithms[asset]);
  }
}

}  // namespace marginwalk::replay
