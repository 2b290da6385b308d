#include "sim/paths/long_run.hpp"

namespace marginwalk::paths {
namespace {

struct SizeMoments {
  double mean = 0;
  double square = 0;
};

SizeMoments moments(const NormalSize& size) {
  return {size.mean, size.mean * size.mean + size.deviation * size.deviation};
}

SizeMoments moments(const DoubleExponentialSize& size) {
  const double down = 1 - size.up;
  return {size.up * size.mean_up - down * size.mean_down,
          2 * (size.up * size.mean_up * size.mean_up + down * size.mean_down * size.mean_down)};
}

/// E of the square of beta Y + own_deviation Z + `with_variance` E.
double mean_square(const Jumps& jumps, std::size_t asset, double with_variance) {
  const SizeMoments size = std::visit([](const auto& law) { return moments(law); }, jumps.size);
  const double beta = jumps.beta[asset];
  const double own = jumps.own_deviation[asset];
  return beta * beta * size.square + own * own + 2 * beta * size.mean * with_variance +
         2 * with_variance * with_variance;
}

}  // namespace

double long_run_variance(const ModelParameters& model, std::size_t asset) {
  double variance = model.volatility[asset] * model.volatility[asset];
  const auto* const heston = std::get_if<Heston>(&model.variance);
  for (std::size_t clock = 0; clock < model.jumps.size(); ++clock) {
    const Jumps& jumps = model.jumps[clock];
    double with_variance = 0;
    if (clock == 0 && heston && !heston->variance_jump.empty()) {
      const double jump = heston->variance_jump[asset];
      variance += jumps.rate * jump / heston->reversion[asset];
      with_variance = heston->jump_share[asset] * jump;
    }
    variance += jumps.rate * mean_square(jumps, asset, with_variance);
  }
  return variance;
}

}  // namespace marginwalk::paths
