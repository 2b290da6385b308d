#include "sim/conduct/rebalance.hpp"

#include <algorithm>
#include <cmath>

#include "core/inverse.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

double realised_volatility(const std::vector<core::Price>& hours) {
  double sum = 0;
  for (std::size_t i = 1; i < hours.size(); ++i) {
    const double change = hours[i] / hours[i - 1] - 1;
    sum += change * change;
  }
  return std::sqrt(8760 * sum / static_cast<double>(hours.size() - 1));
}

std::vector<std::uint32_t> Rebalance::reviews() const {
  return minutes_of_day(target == Target::volatility ? 3600 : every);
}

Answer Rebalance::look(const Moment& now, State& state) const {
  if (now.seconds % 3600 != 0) return {};
  const core::Position& held = now.account.positions[position];
  const core::Contract& contract = now.venue.contracts[held.contract];
  const core::Price mark = now.marks[held.contract];
  if (target == Target::volatility) {
    if (state.hours.size() > window) state.hours.erase(state.hours.begin());
    state.hours.push_back(core::quoted(contract, mark));
  }
  if (now.seconds % every != 0 || !held.open()) return {};
  const std::optional<double> wanted = wanted_notional(now, state);
  if (!wanted) return {};
  const double change = *wanted / core::quote_notional(contract, held.size, mark).value() - 1;
  const double off = std::abs(change) / (1 + change);
  if (change == 0 || off <= threshold.value()) return {};
  if (change < 0) return {{Reduce{position, -change}}, {}, true};
  return {{Increase{position, held.size * std::min(change, 1.0), false}}, {}, true};
}

/// None where it is not known yet, or not above 0.
std::optional<double> Rebalance::wanted_notional(const Moment& now, const State& state) const {
  if (target == Target::notional) return amount;
  const double worth = core::worth(now.venue, now.account, now.marks).value();
  if (worth <= 0) return std::nullopt;
  if (target == Target::weight) return amount * worth;
  if (state.hours.size() <= window) return std::nullopt;
  const double volatility = realised_volatility(state.hours);
  if (volatility <= 0) return std::nullopt;
  return amount / volatility * worth;
}

}  // namespace marginwalk::conduct
