#include "sim/verify/coverage_checks.hpp"

#include <fmt/format.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <optional>
#include <random>

#include "sim/estimate/lowest_paths.hpp"
#include "sim/estimate/order_statistic.hpp"
#include "sim/estimate/paired_difference.hpp"
#include "sim/estimate/proportion.hpp"
#include "sim/estimate/quantile_difference.hpp"
#include "sim/estimate/tail_mean.hpp"
#include "sim/estimate/unit_mean.hpp"

namespace marginwalk::verify {
namespace {

using Random = std::mt19937_64;
using estimate::Estimate;

/// Terminal equity by turns: normal around 15,000 with a fifth of it as deviation, so that the bins
/// of histograms are narrow beside it.
constexpr double equity_mean = 15'000;
constexpr double equity_deviation = 3'000;

/// Of a law with a tail, as of PnL: ten times a lognormal variate of deviation 1/2.
double skewed(Random& random) { return std::lognormal_distribution<double>(0, 0.5)(random); }
const double mean_of_skewed = std::exp(0.125);

/// Whether intervals hold the truth in 95 samples of a hundred, or may be wider.
enum class Holds { about, at_least };

class Trials {
 public:
  explicit Trials(int replications) : replications_(replications) {}

  /// `draw(random)` gives the interval from a fresh sample.
  template <class Draw>
  void operator()(const std::string& what, Holds holds, double truth, Draw&& draw) {
    Random random(page_.size() + 2005);
    int held = 0;
    for (int i = 0; i < replications_; ++i) {
      const Estimate interval = draw(random);
      held += *interval.low <= truth && truth <= *interval.high;
    }
    const double share = static_cast<double>(held) / replications_;
    const bool at_least = holds == Holds::at_least;
    // Four standard errors of the share, beyond those of 10,000 samples.
    const double error = std::sqrt(0.95 * 0.05);
    const double slack = std::max(0.0, 4 * error * (1 / std::sqrt(replications_) - 1e-2));
    page_.push_back({Kind::coverage, what, share, estimate::confidence,
                     share - estimate::confidence, Unit::points,
                     at_least ? "-0.5 at least" : "-1 to 1",
                     at_least ? share >= 0.945 - slack : std::abs(share - 0.95) <= 0.01 + slack});
  }

  [[nodiscard]] Page page() const { return page_; }

 private:
  int replications_;
  Page page_;
};

void proportions(Trials& trials) {
  struct Law {
    double probability;
    std::uint64_t paths;
  };
  for (const Law& law : {Law{0.5, 1'000}, Law{0.03, 1'000}, Law{0.001, 10'000}}) {
    trials(fmt::format("proportion, {:g} of {} paths", law.probability, law.paths), Holds::at_least,
           law.probability, [&](Random& random) {
             std::binomial_distribution<std::uint64_t> draw(law.paths, law.probability);
             return estimate::proportion(draw(random), law.paths);
           });
  }
}

estimate::Histogram normal_sample(Random& random, int count) {
  std::normal_distribution<double> draw(equity_mean, equity_deviation);
  estimate::Histogram histogram;
  for (int i = 0; i < count; ++i) histogram.add(draw(random));
  return histogram;
}

void quantiles(Trials& trials) {
  const boost::math::normal law(equity_mean, equity_deviation);
  for (const double probability : {0.01, 0.05, 0.5}) {
    trials(fmt::format("quantile {:g} of 1000 values", probability), Holds::at_least,
           boost::math::quantile(law, probability), [&](Random& random) {
             return *estimate::quantile(normal_sample(random, 1'000), probability);
           });
  }
}

void means(Trials& trials) {
  trials("mean of 1000 skewed values", Holds::about, mean_of_skewed, [](Random& random) {
    estimate::Moments sample;
    for (int i = 0; i < 1'000; ++i) sample.add(skewed(random));
    return *estimate::mean_interval(sample);
  });
  trials(
      "paired difference of means, 1000 pairs", Holds::about, 0.1 * mean_of_skewed,
      [](Random& random) {
        estimate::Moments sample;
        for (int i = 0; i < 1'000; ++i) {
          const double a = skewed(random);
          sample.add(a - 0.9 * a * std::exp(std::normal_distribution<double>(-0.02, 0.2)(random)));
        }
        return *estimate::mean_interval(sample);
      });
}

void differences(Trials& trials) {
  struct Law {
    double only_a, only_b;
    std::uint64_t paths;
  };
  for (const Law& law : {Law{0.10, 0.05, 300}, Law{0.02, 0.02, 1'000}, Law{0.3, 0.1, 1'000}}) {
    trials(fmt::format("paired difference, {:g} less {:g} of {} paths", law.only_a, law.only_b,
                       law.paths),
           Holds::about, law.only_a - law.only_b, [&](Random& random) {
             std::binomial_distribution<std::uint64_t> draw_a(law.paths, law.only_a);
             const std::uint64_t only_a = draw_a(random);
             std::binomial_distribution<std::uint64_t> draw_b(law.paths - only_a,
                                                              law.only_b / (1 - law.only_a));
             return estimate::paired_difference({only_a, draw_b(random), law.paths});
           });
  }
}

/// Of two cells on the same 4,096 paths, in blocks as a run makes them: b is `share` times a, with
/// noise of its own, or both at rest below a floor, as what was liquidated is.
void quantile_differences(Trials& trials) {
  struct Law {
    const char* what;
    double share, noise;
    double floor = -1e9;
  };
  constexpr int block = 256;
  constexpr int blocks = 16;
  const auto check = [&](double probability, const Law& law) {
    const std::size_t place = probability == estimate::compared_probabilities[0] ? 0 : 1;
    const double z = boost::math::quantile(boost::math::normal(0, equity_deviation), probability);
    const double truth = z - std::hypot(law.share, law.noise) * z;
    trials(fmt::format("paired difference of quantiles {:g}, {}", probability, law.what),
           Holds::about, truth, [=](Random& random) {
             std::normal_distribution<double> draw(0, equity_deviation);
             estimate::Histogram all_a, all_b;
             estimate::RankAgreement agreement;
             for (int k = 0; k < blocks; ++k) {
               std::vector<double> a, b;
               for (int i = 0; i < block; ++i) {
                 const double common = draw(random);
                 a.push_back(equity_mean + std::max(common, law.floor));
                 b.push_back(equity_mean +
                             std::max(law.share * common + law.noise * draw(random), law.floor));
                 all_a.add(a.back());
                 all_b.add(b.back());
               }
               agreement.add(estimate::LowestPaths(a), estimate::LowestPaths(b), place);
             }
             return *estimate::quantile_difference(all_a, all_b, probability, agreement);
           });
  };
  for (const double probability : estimate::compared_probabilities) {
    check(probability, {"close", 0.9, 0.5});
    check(probability, {"far", 0.2, 0.5});
    check(probability, {"of thrice the leverage", 3, 0.2});
  }
  check(0.5, {"above what is liquidated", 0.9, 0.5, -0.5 * equity_deviation});
}

void shortfalls(Trials& trials) {
  const boost::math::normal standard;
  for (const double share : {0.05, 0.1}) {
    const double depth = pdf(standard, boost::math::quantile(standard, share)) / share;
    trials(fmt::format("expected shortfall, lowest {:g} of 4000 values", share), Holds::about,
           equity_mean - equity_deviation * depth, [&](Random& random) {
             return *estimate::lower_tail_mean(normal_sample(random, 4'000), share);
           });
  }
}

/// As the bias of a step: nearly always 0, else a probability of any size.
void biases(Trials& trials) {
  const auto sample = [](Random& random, double often) {
    estimate::Moments moments;
    std::uniform_real_distribution<double> uniform;
    for (int i = 0; i < 4'096; ++i) {
      moments.add(uniform(random) < often ? uniform(random) : 0);
    }
    return *estimate::unit_mean(moments);
  };
  trials("bias of the step, 0.05 on 4096 paths", Holds::about, 0.05,
         [&](Random& random) { return sample(random, 0.1); });
  trials("bias of the step, 0.001 on 4096 paths", Holds::at_least, 0.001,
         [&](Random& random) { return sample(random, 0.002); });
}

}  // namespace

Page coverage(int replications) {
  Trials trials(replications);
  proportions(trials);
  quantiles(trials);
  means(trials);
  differences(trials);
  quantile_differences(trials);
  shortfalls(trials);
  biases(trials);
  return trials.page();
}

}  // namespace marginwalk::verify
