#pragma once

namespace marginwalk::verify {

// Laws of a price as their authors wrote them, apart from the simulator's. Under each the price is
// a martingale: the logarithm's drift makes up for its convexity and for the mean of the jumps.
// A year has 365 days; volatilities are per square root of a year, rates per year; jumps are of
// the price's logarithm.

/// Normal jumps at the times of a Poisson process.
struct NormalJumps {
  double rate = 0;       ///< jumps per year, >= 0
  double mean = 0;       ///< of one jump
  double deviation = 0;  ///< of one jump, >= 0
};

/// Brownian motion and normal jumps. Source: Merton, Option pricing when underlying stock returns
/// are discontinuous, Journal of Financial Economics 3, 1976, pages 125-144.
struct Merton {
  double volatility = 0;  ///< of the Brownian part
  NormalJumps jumps;
};

/// Jumps at the times of a Poisson process: upwards with probability p and exponential of mean
/// up_mean = 1 / eta1, otherwise downwards and exponential of mean down_mean = 1 / eta2.
struct ExponentialJumps {
  double rate = 0;            ///< jumps per year, >= 0
  double up_probability = 0;  ///< p
  double up_mean = 0;         ///< 1 / eta1, below 1: else the price has no mean
  double down_mean = 0;       ///< 1 / eta2, > 0
};

/// Brownian motion and jumps of two exponential sides. Source: Kou, A jump-diffusion model for
/// option pricing, Management Science 48(8), 2002, pages 1086-1101.
struct Kou {
  double volatility = 0;  ///< of the Brownian part
  ExponentialJumps jumps;
};

/// A variance that reverts to its mean: with W and Z Brownian motions of the stated correlation,
///
///     d ln S = -v / 2 dt + sqrt(v) dW,    dv = k (theta - v) dt + s sqrt(v) dZ
///
/// Source: Heston, A closed-form solution for options with stochastic volatility, Review of
/// Financial Studies 6(2), 1993, pages 327-343.
struct Heston {
  double variance = 0;                ///< v at the start, per year
  double mean_variance = 0;           ///< theta, per year
  double reversion = 0;               ///< k > 0, per year
  double volatility_of_variance = 0;  ///< s >= 0
  double correlation = 0;             ///< of W and Z
};

/// Heston's diffusion and Merton's jumps. Source: Bates, Jumps and stochastic volatility, Review of
/// Financial Studies 9(1), 1996, pages 69-107.
struct Bates {
  Heston diffusion;
  NormalJumps jumps;
};

/// Jumps of variance and price at the same times (SVCJ): the variance rises by an exponential J of
/// mean variance_mean, the logarithm of the price by a normal of mean `jumps.mean` +
/// correlation x J. Source: Duffie, Pan and Singleton, Transform analysis and asset pricing for
/// affine jump-diffusions, Econometrica 68(6), 2000, pages 1343-1376.
struct CommonJumps {
  Heston diffusion;
  NormalJumps jumps;         ///< of the price, given that the variance does not jump
  double variance_mean = 0;  ///< of one jump of the variance, >= 0
  double correlation = 0;    ///< rho_J, with correlation x variance_mean < 1
};

}  // namespace marginwalk::verify
