#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>
#include <map>

#include "bench/workloads.hpp"
#include "sim/run/block.hpp"

/// marginwalk as one more row of bench/peers/compare: the probabilities of W1 and what they cost,
/// on one thread, in processor time, as one line of JSON.
int main(int argc, char** argv) {
  namespace bench = marginwalk::bench;
  namespace run = marginwalk::run;
  const std::map<std::string, bench::Leverages> cases{
      {"calm", bench::calm}, {"medium", bench::medium}, {"high", bench::high}};
  std::string name = "medium";
  std::uint64_t paths = 100'000;
  std::uint64_t seed = 1;
  CLI::App app("One row of the comparison with peers");
  app.add_option("--case", name)->check(CLI::IsMember({"calm", "medium", "high"}));
  app.add_option("--paths", paths)->check(CLI::PositiveNumber);
  app.add_option("--seed", seed);
  CLI11_PARSE(app, argc, argv);

  marginwalk::scenario::Study study = bench::w1(cases.at(name));
  study.seed = seed;
  const std::clock_t began = std::clock();
  const run::BlockRunner runner(study);
  // The paths before these are walked simply, to measure what only the table of a study shows.
  const std::uint64_t first = run::paths_with_extremes;
  const auto tally = runner(first, first + paths, nullptr);
  const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;

  const auto count = static_cast<double>(paths);
  const auto share = [&](std::size_t cell) {
    return static_cast<double>(tally->cells[cell].liquidated) / count;
  };
  fmt::print(R"({{"peer": "marginwalk", "paths": {}, "seconds": {}, "ns_per_asset_step_path": {}, )"
             R"("cross": {}, "isolated": {}}})"
             "\n",
             paths, seconds, seconds * 1e9 / (count * 4 * 1440), share(0), share(1));
  return 0;
}
