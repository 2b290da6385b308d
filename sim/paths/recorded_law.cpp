#include "sim/paths/recorded_law.hpp"

namespace marginwalk::paths {

ModelParameters recorded_law(const Recorded& recorded) {
  const Recording::Moments moments = recorded.recording->moments();
  ModelParameters model{moments.drift, moments.volatility, moments.correlation};
  model.kind = recorded.mean_block > 0 ? "bootstrap" : "file";
  model.variance = recorded;
  model.period = recorded.recording->period();
  return model;
}

}  // namespace marginwalk::paths
