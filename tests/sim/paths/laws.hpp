#pragma once

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "sim/paths/law.hpp"

/// Laws that the tests of courses share.
namespace marginwalk::paths {

constexpr std::uint32_t an_hour = 3'600, a_day = 86'400, a_month = 30 * a_day;
constexpr double years_of_day = 1.0 / 365;

inline Matrix two(double correlation) {
  Matrix matrix = Matrix::Identity(2, 2);
  matrix(0, 1) = matrix(1, 0) = correlation;
  return matrix;
}

inline ModelParameters one_asset(double volatility) {
  return {{0}, {volatility}, Matrix::Identity(1, 1)};
}

inline ModelParameters two_assets() { return {{0, 0}, {0.6, 0.9}, two(0.6)}; }

inline const Jumps normal_jumps{60, NormalSize{-0.02, 0.06}, {1, 0.5}, {0, 0.03}};
inline const Jumps exponential_jumps{40, DoubleExponentialSize{0.4, 0.04, 0.05}, {1, 0.5}, {0, 0}};

inline Garch gjr(double degrees_of_freedom, bool common_mixing) {
  return {{0.05, 0.08}, {0.06, 0.02}, {0.88, 0.86}, degrees_of_freedom, common_mixing};
}

inline Heston heston() { return {{0.3, 1.0}, {4, 6}, {1.2, 2}, {-0.6, -0.3}, 0.5, {}, {}}; }

/// A quiet regime and a wild one; in the long run the wild one has a fifth of the time.
inline Regimes quiet_and_wild() {
  Matrix transition(2, 2);
  transition << 0.95, 0.05, 0.2, 0.8;
  return {
      {{"quiet", {0.4, 0.5}, two(0.3)}, {"wild", {1.2, 1.5}, two(0.9)}}, transition, {0.8, 0.2}};
}

/// Hours from 0.4 to 1.6, days from 0.7 to 1.3, each of mean square one.
inline Profile rising() {
  Profile profile;
  const auto fill = [](auto& multipliers, double low, double high) {
    double squares = 0;
    for (std::size_t k = 0; k < multipliers.size(); ++k) {
      multipliers[k] =
          low + (high - low) * static_cast<double>(k) / static_cast<double>(multipliers.size() - 1);
      squares += multipliers[k] * multipliers[k];
    }
    for (double& each : multipliers) {
      each /= std::sqrt(squares / static_cast<double>(multipliers.size()));
    }
  };
  fill(profile.hours, 0.4, 1.6);
  fill(profile.weekdays, 0.7, 1.3);
  return profile;
}

/// One law of every kind, of two assets.
inline std::vector<std::pair<std::string, ModelParameters>> all_kinds() {
  std::vector<std::pair<std::string, ModelParameters>> kinds;
  const auto add = [&](const std::string& name) -> ModelParameters& {
    return kinds.emplace_back(name, two_assets()).second;
  };
  add("normal jumps").jumps = {normal_jumps};
  add("double exponential jumps").jumps = {exponential_jumps};
  add("two clocks").jumps = {normal_jumps, exponential_jumps};
  add("GARCH, normal").variance = gjr(0, true);
  add("GARCH, t, common").variance = gjr(8, true);
  add("GARCH, t, own").variance = gjr(8, false);
  add("Heston by the day").variance = heston();
  {
    ModelParameters& by_hour = add("Heston by four hours");
    by_hour.variance = heston();
    by_hour.period = 4 * an_hour;
  }
  {
    ModelParameters& bates = add("Bates");
    bates.variance = heston();
    bates.jumps = {normal_jumps};
  }
  {
    ModelParameters& svcj = add("SVCJ");
    Heston variance = heston();
    variance.variance_jump = {0.2, 0.3};
    variance.jump_share = {-0.3, -0.2};
    svcj.variance = variance;
    svcj.jumps = {normal_jumps, exponential_jumps};
    svcj.drift = {0.5, -0.3};
  }
  add("regimes").variance = quiet_and_wild();
  add("profile").profile = rising();
  {
    ModelParameters& all = add("GARCH, jumps and profile");
    all.variance = gjr(5, true);
    all.jumps = {normal_jumps};
    all.profile = rising();
  }
  {
    ModelParameters& all = add("Heston and profile");
    all.variance = heston();
    all.profile = rising();
  }
  {
    ModelParameters& all = add("regimes, jumps and profile");
    all.variance = quiet_and_wild();
    all.jumps = {exponential_jumps};
    all.profile = rising();
  }
  return kinds;
}

}  // namespace marginwalk::paths
