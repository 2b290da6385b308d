#include "sim/verify/simulated_law.hpp"

#include <cmath>

namespace marginwalk::verify {
namespace {

paths::ModelParameters one_asset(double volatility) {
  return {{0}, {volatility}, paths::Matrix::Identity(1, 1)};
}

paths::Jumps simulated(const NormalJumps& law) {
  return {law.rate, paths::NormalSize{law.mean, law.deviation}, {1}, {0}};
}

}  // namespace

paths::ModelParameters simulated(const Merton& law) {
  paths::ModelParameters parameters = one_asset(law.volatility);
  parameters.kind = "merton";
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

paths::ModelParameters simulated(const Kou& law) {
  paths::ModelParameters parameters = one_asset(law.volatility);
  parameters.kind = "kou";
  const ExponentialJumps& size = law.jumps;
  parameters.jumps = {
      {size.rate,
       paths::DoubleExponentialSize{size.up_probability, size.up_mean, size.down_mean},
       {1},
       {0}}};
  return parameters;
}

paths::ModelParameters simulated(const Heston& law) {
  paths::ModelParameters parameters = one_asset(std::sqrt(law.mean_variance));
  parameters.kind = "heston";
  parameters.variance = paths::Heston{
      {law.variance}, {law.reversion}, {law.volatility_of_variance}, {law.correlation}, 0, {}, {}};
  return parameters;
}

paths::ModelParameters simulated(const Bates& law) {
  paths::ModelParameters parameters = simulated(law.diffusion);
  parameters.kind = "bates";
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

paths::ModelParameters simulated(const CommonJumps& law) {
  paths::ModelParameters parameters = simulated(law.diffusion);
  parameters.kind = "svcj";
  auto& variance = std::get<paths::Heston>(parameters.variance);
  variance.variance_jump = {law.variance_mean};
  variance.jump_share = {law.correlation};
  parameters.jumps = {simulated(law.jumps)};
  return parameters;
}

}  // namespace marginwalk::verify
