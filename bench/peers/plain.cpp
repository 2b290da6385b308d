#include <array>
#include <cmath>
#include <random>

#include "bench/peers/workload.hpp"

/// W1 with nothing but the standard library in the loop.
namespace marginwalk::peers {
namespace {

Counts simulate(const Workload& workload, const Arguments& arguments) {
  std::mt19937_64 engine(arguments.seed);
  std::normal_distribution<double> normal;
  Counts counts;
  for (int path = 0; path < arguments.paths; ++path) {
    std::array<double, assets> log_price{};
    bool cross = false;
    bool isolated = false;
    for (int step = 0; step < workload.steps && !(cross && isolated); ++step) {
      std::array<double, assets> z;
      for (double& value : z) value = normal(engine);
      double book = 0;
      for (int i = 0; i < assets; ++i) {
        const auto asset = static_cast<std::size_t>(i);
        log_price[asset] += workload.drift[i];
        for (int j = 0; j <= i; ++j) {
          log_price[asset] += workload.factor(i, j) * z[static_cast<std::size_t>(j)];
        }
        const double value = workload.weight[i] * std::exp(log_price[asset]);
        isolated |= value < workload.isolated_floor[i];
        book += value;
      }
      cross |= book < workload.cross_floor;
    }
    counts.cross += cross;
    counts.isolated += isolated;
  }
  return counts;
}

}  // namespace
}  // namespace marginwalk::peers

int main(int argc, char** argv) {
  return marginwalk::peers::run(argc, argv, "plain", marginwalk::peers::simulate);
}
