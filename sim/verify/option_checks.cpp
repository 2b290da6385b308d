#include "sim/verify/option_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/verify/law_walk.hpp"
#include "sim/verify/option_price.hpp"
#include "sim/verify/simulated_law.hpp"

namespace marginwalk::verify {
namespace {

constexpr std::uint64_t seed = 20'261'122;
constexpr double start = 100;
constexpr std::array<double, 5> places{-0.25, -0.1, 0, 0.1, 0.25};  // ln(strike / start), a month

double strike_at(double place, std::uint32_t days) {
  return start * std::exp(place * std::sqrt(days / 30.0));
}

double pays(double price, double strike) {
  return strike < start ? std::max(strike - price, 0.0) : std::max(price - strike, 0.0);
}

template <typename Law>
double exact(const Law& law, std::uint32_t days, double strike) {
  const double years = days / 365.0;
  const double call =
      lewis({start, strike}, [&](Complex u) { return characteristic(law, years, u); });
  return strike < start ? call - start + strike : call;
}

template <typename Law>
Page prices_of(const Law& law, const OptionRun& run) {
  paths::ModelParameters parameters = simulated(law);
  parameters.period = run.period;
  const paths::Law made(parameters, {}, 0);
  LawWalk walk(made, seed);
  const std::vector<std::uint32_t>& maturities = run.maturities;
  std::vector<std::array<estimate::Moments, places.size()>> sums(maturities.size());
  for (std::uint64_t path = 0; path < run.paths; ++path) {
    walk.begin(path);
    for (std::size_t m = 0; m < maturities.size(); ++m) {
      walk.go_to(maturities[m] * random::seconds_per_day);
      const double price = start * std::exp(walk.logarithms()[0]);
      for (std::size_t k = 0; k < places.size(); ++k) {
        sums[m][k].add(pays(price, strike_at(places[k], maturities[m])));
      }
    }
  }
  Page page;
  for (std::size_t m = 0; m < maturities.size(); ++m) {
    for (std::size_t k = 0; k < places.size(); ++k) {
      const double strike = strike_at(places[k], maturities[m]);
      const std::string what = fmt::format("{}, {} of {} days at {:.2f}", parameters.kind,
                                           strike < start ? "put" : "call", maturities[m], strike);
      page.push_back(
          estimated(Kind::closed_form, what, sums[m][k], exact(law, maturities[m], strike)));
    }
  }
  return page;
}

}  // namespace

Page option_prices(const Merton& law, const OptionRun& run) { return prices_of(law, run); }
Page option_prices(const Kou& law, const OptionRun& run) { return prices_of(law, run); }
Page option_prices(const Heston& law, const OptionRun& run) { return prices_of(law, run); }
Page option_prices(const Bates& law, const OptionRun& run) { return prices_of(law, run); }
Page option_prices(const CommonJumps& law, const OptionRun& run) { return prices_of(law, run); }

Page garch_variance(std::uint64_t paths) {
  constexpr double volatility = 0.7;
  constexpr int days = 90;
  paths::ModelParameters parameters{{0}, {volatility}, paths::Matrix::Identity(1, 1), "garch"};
  parameters.variance = paths::Garch{{.06}, {.04}, {.85}, 8, true};
  const paths::Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  estimate::Moments variance;
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk.begin(path);
    double before = 0;
    double squares = 0;
    for (int day = 0; day < days; ++day) {
      const double scale = walk.next().scale[0];
      const double mean = -scale * scale / 2 / 365;
      const double innovation = walk.logarithms()[0] - before - mean;
      squares += innovation * innovation;
      before = walk.logarithms()[0];
    }
    variance.add(squares / days * 365);
  }
  return {estimated(Kind::closed_form, "garch, unconditional variance", variance,
                    volatility * volatility)};
}

}  // namespace marginwalk::verify
