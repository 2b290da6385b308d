#include <memory>
#include <ql/experimental/math/zigguratrng.hpp>
#include <ql/math/randomnumbers/rngtraits.hpp>
#include <ql/methods/montecarlo/multipathgenerator.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/processes/geometricbrownianprocess.hpp>
#include <ql/processes/stochasticprocessarray.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/peers/workload.hpp"

/// W1 on QuantLib's path generator. Variants: "gbm" (GeometricBrownianMotionProcess, which steps
/// the price itself: a slightly different law, the same probabilities to our digits),
/// "gbm-ziggurat" (the same with QuantLib's experimental ziggurat) and "black-scholes" (exact steps
/// of the logarithm, reading term structures at each).
namespace marginwalk::peers {
namespace {

using Process = QuantLib::ext::shared_ptr<QuantLib::StochasticProcess1D>;

Process geometric_brownian(double volatility) {
  return QuantLib::ext::make_shared<QuantLib::GeometricBrownianMotionProcess>(1, 0, volatility);
}

Process black_scholes(double volatility) {
  using namespace QuantLib;
  const Date today(1, January, 2026);
  const Handle<Quote> start(ext::make_shared<SimpleQuote>(1));
  const Handle<YieldTermStructure> no_interest(
      ext::make_shared<FlatForward>(today, 0.0, Actual365Fixed()));
  const Handle<BlackVolTermStructure> flat(
      ext::make_shared<BlackConstantVol>(today, NullCalendar(), volatility, Actual365Fixed()));
  return ext::make_shared<BlackScholesProcess>(start, no_interest, flat);
}

QuantLib::ext::shared_ptr<QuantLib::StochasticProcessArray> market(const Workload& workload,
                                                                   bool exact) {
  std::vector<Process> processes;
  QuantLib::Matrix correlation(assets, assets);
  for (int i = 0; i < assets; ++i) {
    const double volatility = workload.volatility[i];
    processes.push_back(exact ? black_scholes(volatility) : geometric_brownian(volatility));
    for (int j = 0; j < assets; ++j) {
      correlation(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) =
          workload.correlation(i, j);
    }
  }
  return QuantLib::ext::make_shared<QuantLib::StochasticProcessArray>(processes, correlation);
}

void replay(const Workload& workload, const QuantLib::MultiPath& path, Counts& counts) {
  bool cross = false;
  bool isolated = false;
  for (std::size_t step = 1; step < path.pathSize() && !(cross && isolated); ++step) {
    double book = 0;
    for (int i = 0; i < assets; ++i) {
      const double value = workload.weight[i] * path[static_cast<std::size_t>(i)][step];
      isolated |= value < workload.isolated_floor[i];
      book += value;
    }
    cross |= book < workload.cross_floor;
  }
  counts.cross += cross;
  counts.isolated += isolated;
}

template <class Random>
Counts simulate_with(const Workload& workload, const Arguments& arguments) {
  using Generator = typename Random::rsg_type;
  const auto steps = static_cast<std::size_t>(workload.steps);
  const QuantLib::TimeGrid times(workload.years_per_step * workload.steps, steps);
  const QuantLib::MultiPathGenerator<Generator> generator(
      market(workload, arguments.variant == "black-scholes"), times,
      Random::make_sequence_generator(assets * steps, arguments.seed));
  Counts counts;
  for (int path = 0; path < arguments.paths; ++path) {
    replay(workload, generator.next().value, counts);
  }
  return counts;
}

Counts simulate(const Workload& workload, const Arguments& arguments) {
  const std::string& variant = arguments.variant;
  if (variant == "gbm" || variant == "black-scholes") {
    return simulate_with<QuantLib::PseudoRandom>(workload, arguments);
  }
  if (variant == "gbm-ziggurat") return simulate_with<QuantLib::Ziggurat>(workload, arguments);
  throw std::invalid_argument("--variant must be gbm, gbm-ziggurat or black-scholes");
}

}  // namespace
}  // namespace marginwalk::peers

int main(int argc, char** argv) {
  return marginwalk::peers::run(argc, argv, "quantlib", marginwalk::peers::simulate);
}
