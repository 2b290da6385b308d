#include "sim/replay/crossing.hpp"

#include <algorithm>
#include <cmath>

#include "core/liquidation_price.hpp"
#include "sim/random/elementary.hpp"

namespace marginwalk::replay {
namespace {

/// -ln 1e-12: less likely than that, it is as good as impossible.
constexpr double negligible = 27.63;

double touch(double a, double b, double variance) {
  if (a <= 0 || b <= 0) return 1;
  return variance > 0 ? random::exponential(-2 * a * b / variance) : 0;
}

/// The first open position of each scope.
template <class Visit>
void for_each_scope(const core::Account& account, Visit&& visit) {
  bool cross = false;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& position = account.positions[i];
    if (!position.open()) continue;
    const bool is_cross = position.mode == core::MarginMode::cross;
    if (is_cross && cross) continue;
    cross = cross || is_cross;
    visit(i);
  }
}

/// Whether all that backs or moves the scope of a position follows the mark of its contract.
bool has_one_price(const core::Account& account, std::size_t position) {
  const core::Scope scope = core::scope_of(account, position);
  if (scope.is_cross() && !account.collateral.empty()) return false;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& other = account.positions[i];
    if (!other.open() || !scope.contains(account, i)) continue;
    if (other.contract != account.positions[position].contract) return false;
  }
  return true;
}

}  // namespace

bool Crossing::beyond_ceiling(const core::Tripwire& tripwire, core::Marks marks) const {
  return std::any_of(tripwire.slopes.begin(), tripwire.slopes.end(), [&](const auto& leg) {
    return marks[leg.contract] > world_->start_marks()[leg.contract] * tripwire.ceiling;
  });
}

bool Crossing::is_touched(const Trial& trial, core::Marks marks, core::Money payment) const {
  constexpr double rounding = 1e-9;
  for (const core::Tripwire& tripwire : trial.tripwires()) {
    if (beyond_ceiling(tripwire, marks)) return true;
    double sum = (tripwire.cash(trial.account()) + tripwire.fixed).value();
    double turnover = std::abs(sum);
    for (const core::Tripwire::Slope& leg : tripwire.slopes) {
      const double value = (leg.slope * marks[leg.contract]).value();
      sum += value;
      turnover += std::abs(value);
    }
    if (sum - payment.value() <= rounding * turnover) return true;
  }
  return false;
}

bool Crossing::may_touch(const Trial& trial, const Bridge& bridge) {
  for (const core::Tripwire& tripwire : trial.tripwires()) {
    if (beyond_ceiling(tripwire, bridge.left) || beyond_ceiling(tripwire, bridge.right)) {
      return true;
    }
    const double cash = (tripwire.cash(trial.account()) + tripwire.fixed).value();
    double a = cash;
    double b = cash;
    weights_.assign(world_->market().assets.size(), 0);
    for (const core::Tripwire::Slope& leg : tripwire.slopes) {
      const double left = (leg.slope * bridge.left[leg.contract]).value();
      const double right = (leg.slope * bridge.right[leg.contract]).value();
      a += left;
      b += right;
      weights_[world_->market().underlying[leg.contract]] += (left + right) / 2;
    }
    if (a <= 0 || b <= 0) return true;
    double deviation = 0;  // at most, whatever the correlation
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      if (weights_[i] == 0) continue;
      deviation += std::abs(weights_[i]) * bridge.scale_of(i) * bridge.map->deviation(i);
    }
    const double most = negligible * bridge.years / 2;
    if (a * b <= most * deviation * deviation && a * b <= most * variance(bridge)) return true;
  }
  return false;
}

/// In a year, of the line sum_i weight_i x_i.
double Crossing::variance(const Bridge& bridge) const {
  double sum = 0;
  for (std::size_t factor = 0; factor < bridge.map->factors(); ++factor) {
    double loading = 0;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const auto loadings = bridge.map->loadings(i);
      if (weights_[i] == 0 || factor >= loadings.size()) continue;
      loading += weights_[i] * bridge.scale_of(i) * loadings[factor];
    }
    sum += loading * loading;
  }
  return sum;
}

bool Crossing::is_exact(const core::Account& account) const {
  std::size_t scopes = 0;
  bool one_price = true;
  for_each_scope(account, [&](std::size_t position) {
    ++scopes;
    one_price = one_price && has_one_price(account, position);
  });
  return scopes <= 1 && one_price;
}

double Crossing::probability(const core::Account& account, const Bridge& bridge) {
  double none = 1;
  for_each_scope(account,
                 [&](std::size_t position) { none *= 1 - of_scope(account, position, bridge); });
  return 1 - none;
}

double Crossing::of_scope(const core::Account& account, std::size_t position,
                          const Bridge& bridge) {
  const core::Scope scope = core::scope_of(account, position);
  const double a = surplus(account, scope, bridge.left);
  const double b = surplus(account, scope, bridge.right);
  if (a <= 0 || b <= 0) return 1;
  if (has_one_price(account, position)) return of_one_price(account, position, bridge);
  weights_.assign(world_->market().assets.size(), 0);
  add_slopes(account, scope, bridge.left);
  add_slopes(account, scope, bridge.right);
  for (double& weight : weights_) weight /= 2;
  return touch(a, b, variance(bridge) * bridge.years);
}

double Crossing::of_one_price(const core::Account& account, std::size_t position,
                              const Bridge& bridge) const {
  const auto level = core::liquidation_price(*venue_, account, position, bridge.left);
  if (!level) return 0;
  const std::size_t contract = account.positions[position].contract;
  const std::size_t asset = world_->market().underlying[contract];
  const double deviation = bridge.scale_of(asset) * bridge.map->deviation(asset);
  const double a = random::logarithm(bridge.left[contract] / *level);
  const double b = random::logarithm(bridge.right[contract] / *level);
  if (a * b <= 0) return 1;
  return touch(std::abs(a), std::abs(b), deviation * deviation * bridge.years);
}

double Crossing::surplus(const core::Account& account, core::Scope scope, core::Marks marks) const {
  const core::MarginState state = core::margin_state(*venue_, account, scope, marks);
  return (state.equity - state.maintenance).value();
}

/// Of the surplus in the logarithm of each price, by a small difference: brackets and haircuts have
/// no slope at their edges.
void Crossing::add_slopes(const core::Account& account, core::Scope scope, core::Marks marks) {
  constexpr double rise = 1e-6;
  const double before = surplus(account, scope, marks);
  const auto& underlying = world_->market().underlying;
  for (std::size_t asset = 0; asset < weights_.size(); ++asset) {
    if (std::find(underlying.begin(), underlying.end(), asset) == underlying.end()) continue;
    bumped_.assign(marks.begin(), marks.end());
    for (std::size_t i = 0; i < underlying.size(); ++i) {
      if (underlying[i] == asset) bumped_[i] = bumped_[i] * (1 + rise);
    }
    weights_[asset] += (surplus(account, scope, bumped_) - before) / rise;
  }
}

}  // namespace marginwalk::replay
