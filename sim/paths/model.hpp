#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/paths/autoregression.hpp"
#include "sim/paths/correlation.hpp"
#include "sim/paths/pull.hpp"
#include "sim/paths/recording.hpp"
#include "sim/paths/shock.hpp"

/// Parameters of the laws of prices. Rates are per year of 365 days, volatilities per its square
/// root, sizes of jumps those of the logarithm. A law is put together of a variance, of jumps and
/// of a daily profile; each says what it adds.
namespace marginwalk::paths {

/// Sizes of jumps of one normal law (Merton, "Option pricing when underlying stock returns are
/// discontinuous", J. Financial Economics 3, 1976).
struct NormalSize {
  double mean = 0;
  double deviation = 0;
};

/// Sizes of a double exponential law (Kou, "A jump-diffusion model for option pricing", Management
/// Science 48, 2002): up with some probability, by an exponential variate of mean_up, else down.
struct DoubleExponentialSize {
  double up = 0.5;
  double mean_up = 0;
  double mean_down = 0;
};

/// Jumps that come by a Poisson clock of their own. With Y the size drawn, asset i jumps by
///
///     beta_i Y + own_deviation_i Z_i,
///
/// Z_i standard normal; assets with beta 0 and own_deviation 0 stay. One clock moves one asset, or
/// several together.
struct Jumps {
  double rate = 0;
  std::variant<NormalSize, DoubleExponentialSize> size;
  std::vector<double> beta;           ///< by asset
  std::vector<double> own_deviation;  ///< by asset
};

/// GARCH(1,1) or GJR with Student-t innovations, per period of `every` (Bollerslev 1986; Glosten,
/// Jagannathan, Runkle 1993). With h the variance of a period, M the mixing variable, Z normal:
///
///     innovation e = sqrt(h M) Z,   M = (nu - 2) / chi^2_nu,   E M = 1
///     h' = target (1 - alpha - gamma / 2 - beta) + (alpha + gamma [e < 0]) e^2 + beta h
///
/// so that the unconditional variance is the target, that of the model's volatility. M is one for
/// all assets (a t copula) or one for each. Starts at the target unless told otherwise.
struct Garch {
  std::vector<double> alpha, gamma, beta;  ///< by asset
  double degrees_of_freedom = 0;           ///< above 2; 0 = normal innovations
  bool common_mixing = true;
};

/// Heston's variance (Review of Financial Studies 6, 1993), stepped by Andersen's QE scheme (J.
/// Computational Finance 11, 2008): dv = reversion (theta - v) dt + vol_of_variance sqrt(v) dB,
/// with theta the square of the model's volatility, B correlated with the price. Inside a period
/// the price diffuses with (1 - correlation^2) of the variance at the period's start; at its end
/// comes a step correlation / vol_of_variance x (v' - E...), of conditional mean one. Both take the
/// daily profile's multiplier.
struct Heston {
  std::vector<double> initial;  ///< variance at the start, by asset
  std::vector<double> reversion, vol_of_variance,
      correlation;    ///< by asset; the last with the price
  double common = 0;  ///< correlation of the assets' variance shocks
  /// SVCJ (Duffie, Pan, Singleton, Econometrica 68, 2000): with every jump of the model's first
  /// clock, the variance jumps by mean x E, E one exponential variate of mean 1 for all assets, and
  /// the price by jump_share x mean x E besides. It enters at the period's end. By asset; empty =
  /// no such jumps.
  std::vector<double> variance_jump, jump_share;
};

/// A Markov chain of regimes, looked at every period: each has volatilities and correlations of its
/// own.
struct Regimes {
  struct Regime {
    std::string name;
    std::vector<double> volatility;  ///< by asset
    Matrix correlation;
  };
  std::vector<Regime> regimes;
  Matrix transition;          ///< probability over a period, from row to column
  std::vector<double> start;  ///< probability of each at the start
};

/// Volatility by the hour and the weekday, as multipliers of mean square one.
struct Profile {
  std::array<double, 24> hours{};    ///< UTC
  std::array<double, 7> weekdays{};  ///< from Monday
};

/// A price that follows an asset's: the reciprocal of it, which an inverse contract is written in,
/// or that of a perpetual that stands off its index by the basis, or both.
struct DerivedPrice {
  std::size_t of = 0;  ///< index of the asset
  bool reciprocal = false;
  bool basis = false;

  [[nodiscard]] double sign() const { return reciprocal ? -1 : 1; }
  bool operator==(const DerivedPrice&) const = default;
};

/// A law of prices, one entry of each vector for each asset.
struct ModelParameters {
  std::vector<double> drift;       ///< of the price; 0 = the price is a martingale
  std::vector<double> volatility;  ///< of the part without jumps, in the long run
  Matrix correlation;              ///< of that part
  std::string kind = "gbm";        ///< what files and reports call it
  /// Of the diffusion; a recording takes its place, and the above only say what it is like.
  std::variant<std::monostate, Garch, Heston, Regimes, Recorded> variance{};
  std::uint32_t period = 86'400;  ///< seconds between changes of the variance; divides a day
  std::vector<Jumps> jumps{};
  std::optional<Profile> profile{};
  std::vector<Shock> shocks{};
  /// ln(perpetual / index), hour by hour, linear in between; 0 at the start. R is the log return of
  /// the hour before.
  std::optional<Autoregression> basis{};
  std::vector<Pull> pulls{};  ///< by asset, or none

  /// Without any strength the law is the same as without pulls.
  [[nodiscard]] bool is_pulled() const {
    return std::any_of(pulls.begin(), pulls.end(),
                       [](const Pull& pull) { return pull.strength > 0; });
  }

  /// Whether it is no more than correlated geometric Brownian motion.
  [[nodiscard]] bool is_plain() const {
    return std::holds_alternative<std::monostate>(variance) && jumps.empty() && !profile &&
           shocks.empty() && !basis && !is_pulled();
  }
};

}  // namespace marginwalk::paths
