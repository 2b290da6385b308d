#pragma once

#include <CLI/CLI.hpp>
#include <Eigen/Dense>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// Workload W1 as arrays, and the command line that all C++ peers share; workload.py is the same
/// for the Python peers. Nothing here uses marginwalk.
namespace marginwalk::peers {

inline constexpr int assets = 4;

struct Arguments {
  int paths = 10'000;
  std::string leverages = "medium";  ///< "calm", "medium" or "high"
  std::uint64_t seed = 1;
  std::string variant;
};

/// Prices are relative to their start, r = S / S0, so that start prices cancel: a leg of notional n
/// gains n (r - 1) and needs mmr |n| r. The sum of weight r over the legs of an account, with
/// weight = n - mmr |n|, must not fall below its floor, the sum of n minus the collateral.
struct Workload {
  int steps = 0;
  double years_per_step = 0;
  Eigen::Array4d volatility;    ///< annual
  Eigen::Matrix4d correlation;  ///< of the logarithmic changes
  Eigen::Array4d drift;         ///< of log r in a step; keeps E[r] = 1
  Eigen::Matrix4d factor;       ///< d log r = drift + factor z; lower triangular
  Eigen::Array4d weight;
  double cross_floor = 0;
  Eigen::Array4d isolated_floor;
};

/// How many paths were liquidated under cross margin, and how many had at least one isolated leg
/// liquidated.
struct Counts {
  int cross = 0;
  int isolated = 0;
};

inline Eigen::Array4d array(const nlohmann::json& list) {
  const auto values = list.get<std::vector<double>>();
  return Eigen::Array4d(values.data());
}

inline Workload load(const std::string& leverages) {
  constexpr double minutes_per_year = 365 * 1440;
  const auto json = nlohmann::json::parse(std::ifstream(PEERS_WORKLOAD));
  const auto& collateral = json.at("cases").at(leverages);
  const Eigen::Array4d notional = array(json.at("notional"));
  const Eigen::Array4d rate = array(json.at("maintenance_margin_rate"));

  Workload workload;
  workload.steps = json.at("steps");
  workload.years_per_step = json.at("minutes_per_step").get<double>() / minutes_per_year;
  workload.volatility = array(json.at("annual_volatility"));
  for (int i = 0; i < assets; ++i) {
    workload.correlation.row(i) = array(json.at("correlation").at(static_cast<std::size_t>(i)));
  }
  const Eigen::Array4d deviation = workload.volatility * std::sqrt(workload.years_per_step);
  const Eigen::Matrix4d root = workload.correlation.llt().matrixL();
  workload.drift = -deviation.square() / 2;
  workload.factor = deviation.matrix().asDiagonal() * root;
  workload.weight = notional - rate * notional.abs();
  workload.cross_floor =
      notional.sum() - notional.abs().sum() / collateral.at("cross_leverage").get<double>();
  workload.isolated_floor =
      notional - notional.abs() / collateral.at("isolated_leverage").get<double>();
  return workload;
}

/// Seconds of processor time of this process. The peers use one thread, and other load on the
/// machine then disturbs the least.
inline double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// The whole main function of a peer: reads the command line, times
/// `simulate(workload, arguments) -> Counts` and prints one line of JSON.
template <class Simulate>
int run(int argc, char** argv, const std::string& peer, Simulate simulate) try {
  Arguments arguments;
  CLI::App app("W1 as a peer of marginwalk would simulate it");
  app.add_option("--paths", arguments.paths);
  app.add_option("--case", arguments.leverages);
  app.add_option("--seed", arguments.seed);
  app.add_option("--variant", arguments.variant);
  CLI11_PARSE(app, argc, argv);

  const Workload workload = load(arguments.leverages);
  const double start = processor_seconds();
  const Counts counts = simulate(workload, arguments);
  const double seconds = processor_seconds() - start;
  const double paths = arguments.paths;
  const nlohmann::ordered_json row{
      {"peer", arguments.variant.empty() ? peer : peer + " " + arguments.variant},
      {"paths", arguments.paths},
      {"seconds", seconds},
      {"ns_per_asset_step_path", 1e9 * seconds / (paths * workload.steps * assets)},
      {"cross", counts.cross / paths},
      {"isolated", counts.isolated / paths}};
  std::puts(row.dump().c_str());
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
  return 1;
}

}  // namespace marginwalk::peers
