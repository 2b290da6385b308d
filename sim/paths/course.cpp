#include "sim/paths/course.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/paths/shock_moves.hpp"
#include "sim/paths/variance_step.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths {

using random::AddressedEngine;
using random::Stream;

namespace {

constexpr double hours_per_year = random::seconds_per_year / random::seconds_per_hour;

}  // namespace

Course::Course(const Law& law, std::uint64_t seed)
    : law_(&law),
      seed_(seed),
      logarithms_(law.rows()),
      map_values_(law.rows()),
      variance_(law.assets()),
      innovations_(law.rows()) {
  for (auto* const each : {&now_.offset, &now_.drift, &now_.scale, &now_.step}) {
    each->resize(law.rows());
  }
  ended_ = now_;
  const auto* const recorded = std::get_if<Recorded>(&law.parameters().variance);
  if (recorded) recorded_.emplace(*recorded, seed);
}

double Course::years() const { return law_->variance_period() / random::seconds_per_year; }

void Course::begin(std::uint64_t path) {
  path_ = path;
  seconds_ = 0;
  std::fill(logarithms_.begin(), logarithms_.end(), 0);
  std::fill(map_values_.begin(), map_values_.end(), 0);
  std::fill(innovations_.begin(), innovations_.end(), 0);
  next_basis_.assign(law_->assets(), 0);
  hour_logarithms_.assign(law_->assets(), 0);
  pull_drift_.assign(law_->assets(), 0);
  regime_ = 0;
  const ModelParameters& parameters = law_->parameters();
  shocks_begin_ = draw_shocks(parameters.shocks, seed_, path_);
  if (const auto* const heston = std::get_if<Heston>(&parameters.variance)) {
    variance_ = heston->initial;
  } else if (const auto* const regimes = std::get_if<Regimes>(&parameters.variance)) {
    AddressedEngine engine(seed_, {path_, 0, Stream::regime, 0});
    double left = random::uniform(engine);
    while (regime_ + 1 < regimes->start.size() && left > regimes->start[regime_]) {
      left -= regimes->start[regime_++];
    }
  } else {
    for (std::size_t i = 0; i < variance_.size(); ++i) {
      variance_[i] = parameters.volatility[i] * parameters.volatility[i] * years();
    }
  }
  if (recorded_) recorded_->begin(path);
  now_.map = find_map();
  draw_jumps(0);
  start_period();
}

std::size_t Course::find_map() const {
  double towards_one = 0;
  for_each_part(law_->parameters().shocks, shocks_begin_, seconds_, [&](const ShockPart& part) {
    towards_one = std::max(towards_one, part.towards_one);
  });
  return law_->map_of(regime_, towards_one);
}

void Course::draw_jumps(std::uint32_t day) {
  today_.clear();
  for (const JumpClock& clock : law_->clocks()) clock.draw(seed_, path_, day, today_);
  append_shock_moves(law_->parameters().shocks, shocks_begin_, day, today_);
  std::stable_sort(today_.begin(), today_.end(),
                   [](const Jump& a, const Jump& b) { return a.seconds < b.seconds; });
  for (Jump& jump : today_) derive(jump.size);
}

void Course::derive(std::vector<double>& values) const {
  values.resize(law_->assets());
  for (const DerivedPrice& each : law_->derived()) {
    values.push_back(each.sign() * values[each.of]);
  }
}

void Course::take_jumps() {
  now_.jumps.clear();
  for (const Jump& jump : today_) {
    if (jump.seconds > seconds_ && jump.seconds <= seconds_ + law_->period()) {
      now_.jumps.push_back(jump);
    }
  }
}

void Course::find_scales() {
  const ModelParameters& parameters = law_->parameters();
  const std::size_t assets = law_->assets();
  std::fill_n(now_.scale.begin(), assets, multiplier_);
  if (const auto* const garch = std::get_if<Garch>(&parameters.variance)) {
    const std::uint32_t start = seconds_ - seconds_ % law_->variance_period();
    double mixing = 1;
    for (std::size_t i = 0; i < assets; ++i) {
      if (garch->degrees_of_freedom > 0 && (i == 0 || !garch->common_mixing)) {
        AddressedEngine engine(seed_,
                               {path_, start, Stream::mixing, static_cast<std::uint16_t>(64 * i)});
        const double degrees = garch->degrees_of_freedom;
        mixing = (degrees - 2) / (2 * random::Gamma(degrees / 2)(engine));
      }
      now_.scale[i] *= std::sqrt(variance_[i] * mixing / years());
    }
  } else if (const auto* const heston = std::get_if<Heston>(&parameters.variance)) {
    for (std::size_t i = 0; i < assets; ++i) {
      const double rho = heston->correlation[i];
      now_.scale[i] *= std::sqrt(variance_[i] * (1 - rho * rho));
    }
  }
}

void Course::start_period() {
  multiplier_ = law_->multiplier(seconds_) *
                shocked_volatility(law_->parameters().shocks, shocks_begin_, seconds_);
  take_jumps();
  find_scales();
  const Gbm& map = law_->maps()[now_.map];
  const std::size_t assets = law_->assets();
  for (std::size_t i = 0; i < assets; ++i) {
    now_.drift[i] =
        law_->compensated_drift()[i] - now_.scale[i] * now_.scale[i] * map.variance(i) / 2;
  }
  if (law_->is_pulled()) find_pulls();
  if (recorded_) start_recorded();
  if (law_->parameters().basis && seconds_ % random::seconds_per_hour == 0) move_basis();
  for (std::size_t k = 0; k < law_->derived().size(); ++k) {
    const DerivedPrice& each = law_->derived()[k];
    double drift = now_.drift[each.of];
    if (each.basis) drift += (next_basis_[each.of] - basis_[each.of]) * hours_per_year;
    now_.drift[assets + k] = each.sign() * drift;
    now_.scale[assets + k] = now_.scale[each.of];
  }
  const double time = seconds_ / random::seconds_per_year;
  for (std::size_t i = 0; i < now_.offset.size(); ++i) {
    now_.offset[i] = logarithms_[i] - (now_.drift[i] * time + now_.scale[i] * map_values_[i]);
  }
}

/// Constant within the hour, of which there may be several periods.
void Course::find_pulls() {
  const std::vector<Pull>& pulls = law_->parameters().pulls;
  for (std::size_t i = 0; i < pulls.size(); ++i) {
    if (seconds_ % random::seconds_per_hour == 0) pull_drift_[i] = pulls[i].drift(logarithms_[i]);
    now_.drift[i] += pull_drift_[i];
  }
}

void Course::move_basis() {
  const Autoregression& law = *law_->parameters().basis;
  basis_ = next_basis_;
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    next_basis_[i] = next_value(law, i, basis_[i], logarithms_[i] - hour_logarithms_[i],
                                {seed_, path_, seconds_, Stream::basis});
    hour_logarithms_[i] = logarithms_[i];
  }
}

void Course::logarithms(std::uint32_t seconds, std::span<const float> motion,
                        std::span<double> logarithms) const {
  law_->maps()[now_.map](seconds / random::seconds_per_year, motion, logarithms);
  apply(seconds, logarithms);
}

void Course::apply(std::uint32_t seconds, std::span<double> values) const {
  const double time = seconds / random::seconds_per_year;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = now_.offset[i] + (now_.drift[i] * time + now_.scale[i] * values[i]);
  }
  for (const Jump& jump : now_.jumps) {
    if (jump.seconds > seconds) break;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += jump.size[i];
  }
}

const Coefficients& Course::end_period(std::uint32_t seconds, std::span<const float> motion,
                                       std::span<double> logarithms) {
  const double time = seconds / random::seconds_per_year;
  law_->maps()[now_.map](time, motion, logarithms);
  for (std::size_t i = 0; i < logarithms.size(); ++i) {
    innovations_[i] += now_.scale[i] * (logarithms[i] - map_values_[i]) / multiplier_;
    map_values_[i] = logarithms[i];
  }
  apply(seconds, logarithms);
  seconds_ = seconds;
  const std::size_t map = now_.map;
  std::fill(now_.step.begin(), now_.step.end(), 0);
  if (seconds % law_->variance_period() == 0) step_variance();
  for (std::size_t i = 0; i < logarithms.size(); ++i) logarithms[i] += now_.step[i];
  std::copy(logarithms.begin(), logarithms.end(), logarithms_.begin());

  std::swap(now_, ended_);
  ended_.map = map;
  now_.map = find_map();
  if (now_.map != map) law_->maps()[now_.map](time, motion, map_values_);
  if (seconds % random::seconds_per_day == 0) draw_jumps(seconds / random::seconds_per_day);
  start_period();
  return ended_;
}

void Course::step_variance() {
  const auto& variance = law_->parameters().variance;
  if (const auto* const garch = std::get_if<Garch>(&variance)) step_garch(*garch);
  if (const auto* const heston = std::get_if<Heston>(&variance)) step_heston(*heston);
  if (const auto* const regimes = std::get_if<Regimes>(&variance)) step_regime(*regimes);
  if (recorded_) step_recorded();
  derive(now_.step);
  std::fill(innovations_.begin(), innovations_.end(), 0);
}

void Course::step_garch(const Garch& garch) {
  const std::vector<double>& volatility = law_->parameters().volatility;
  for (std::size_t i = 0; i < variance_.size(); ++i) {
    const double target = volatility[i] * volatility[i] * years();
    const double kept = garch.alpha[i] + garch.gamma[i] / 2 + garch.beta[i];
    const double news = garch.alpha[i] + (innovations_[i] < 0 ? garch.gamma[i] : 0);
    variance_[i] = target * (1 - kept) + news * innovations_[i] * innovations_[i] +
                   garch.beta[i] * variance_[i];
  }
}

void Course::step_heston(const Heston& heston) {
  AddressedEngine common(seed_, {path_, seconds_, Stream::variance, 0});
  const double shared = random::normal(common);
  const std::vector<double>& volatility = law_->parameters().volatility;
  double jumps = 0;
  for (const Jump& jump : now_.jumps) jumps += jump.variance;
  for (std::size_t i = 0; i < variance_.size(); ++i) {
    AddressedEngine own(seed_,
                        {path_, seconds_, Stream::variance, static_cast<std::uint16_t>(1 + i)});
    const double shock =
        std::sqrt(heston.common) * shared + std::sqrt(1 - heston.common) * random::normal(own);
    const VarianceStep step(variance_[i], volatility[i] * volatility[i], heston.reversion[i],
                            heston.vol_of_variance[i], years());
    variance_[i] = step(shock);
    const double weight = heston.vol_of_variance[i] > 0
                              ? multiplier_ * heston.correlation[i] / heston.vol_of_variance[i]
                              : 0;
    now_.step[i] = weight * variance_[i] - step.log_mean_growth(weight);
    if (!heston.variance_jump.empty()) variance_[i] += heston.variance_jump[i] * jumps;
  }
}

void Course::step_regime(const Regimes& regimes) {
  AddressedEngine engine(seed_, {path_, seconds_, Stream::regime, 0});
  double left = random::uniform(engine);
  std::size_t next = 0;
  const auto row = static_cast<Eigen::Index>(regime_);
  while (next + 1 < regimes.regimes.size() &&
         left > regimes.transition(row, static_cast<Eigen::Index>(next))) {
    left -= regimes.transition(row, static_cast<Eigen::Index>(next++));
  }
  regime_ = next;
}

/// The law neither diffuses nor drifts by itself: a move is a line, or comes at the end.
void Course::start_recorded() {
  const std::span<const double> move = recorded_->move();
  for (std::size_t i = 0; i < move.size(); ++i) {
    now_.scale[i] = 0;
    now_.drift[i] = recorded_->has_lines() ? move[i] / years() : 0;
  }
}

void Course::step_recorded() {
  if (!recorded_->has_lines()) {
    const std::span<const double> move = recorded_->move();
    std::copy(move.begin(), move.end(), now_.step.begin());
  }
  recorded_->next(seconds_);
}

}  // namespace marginwalk::paths
