#include "sim/verify/option_price.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <ql/exercise.hpp>
#include <ql/instruments/europeanoption.hpp>
#include <ql/models/equity/batesmodel.hpp>
#include <ql/pricingengines/vanilla/analytichestonengine.hpp>
#include <ql/pricingengines/vanilla/batesengine.hpp>
#include <ql/pricingengines/vanilla/jumpdiffusionengine.hpp>
#include <ql/processes/merton76process.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

namespace marginwalk::verify::option_price_test {
namespace {

namespace ql = QuantLib;

const ql::Date today(1, ql::January, 2026);
constexpr int horizons[] = {1, 30, 365, 1825};  // days
constexpr double strikes[] = {60, 90, 100, 110, 160};

ql::Handle<ql::Quote> quote(double value) {
  return ql::Handle<ql::Quote>(ql::ext::make_shared<ql::SimpleQuote>(value));
}

ql::Handle<ql::YieldTermStructure> no_interest() {
  return ql::Handle<ql::YieldTermStructure>(
      ql::ext::make_shared<ql::FlatForward>(today, 0.0, ql::Actual365Fixed()));
}

template <typename Law>
void expect_prices(const Law& law, const ql::ext::shared_ptr<ql::PricingEngine>& engine,
                   double tolerance) {
  ql::Settings::instance().evaluationDate() = today;
  for (const int days : horizons) {
    const double years = days / 365.0;
    for (const double strike : strikes) {
      ql::EuropeanOption option(
          ql::ext::make_shared<ql::PlainVanillaPayoff>(ql::Option::Call, strike),
          ql::ext::make_shared<ql::EuropeanExercise>(today + days));
      option.setPricingEngine(engine);
      const double ours =
          lewis({100, strike}, [&](Complex u) { return characteristic(law, years, u); });
      EXPECT_NEAR(ours, option.NPV(), tolerance) << days << " days, strike " << strike;
    }
  }
}

const Heston heston_laws[] = {{0.36, 0.5, 4, 1.2, -0.4}, {0.04, 0.09, 1.5, 0.5, -0.7}};
const NormalJumps jumps{5, -0.02, 0.06};

TEST(QuantLibOptionPrice, Heston) {
  for (const Heston& law : heston_laws) {
    const auto process = ql::ext::make_shared<ql::HestonProcess>(
        no_interest(), no_interest(), quote(100), law.variance, law.reversion, law.mean_variance,
        law.volatility_of_variance, law.correlation);
    const auto model = ql::ext::make_shared<ql::HestonModel>(process);
    const auto engine = ql::ext::make_shared<ql::AnalyticHestonEngine>(model, 1e-12, 1'000'000);
    expect_prices(law, engine, 1e-10);
  }
}

TEST(QuantLibOptionPrice, Bates) {
  for (const Heston& law : heston_laws) {
    const auto process = ql::ext::make_shared<ql::BatesProcess>(
        no_interest(), no_interest(), quote(100), law.variance, law.reversion, law.mean_variance,
        law.volatility_of_variance, law.correlation, jumps.rate, jumps.mean, jumps.deviation);
    const auto model = ql::ext::make_shared<ql::BatesModel>(process);
    const auto engine = ql::ext::make_shared<ql::BatesEngine>(model, 1e-12, 1'000'000);
    expect_prices(Bates{law, jumps}, engine, 1e-10);
  }
}

TEST(QuantLibOptionPrice, Merton) {
  const Merton law{0.6, jumps};
  const auto volatility =
      ql::Handle<ql::BlackVolTermStructure>(ql::ext::make_shared<ql::BlackConstantVol>(
          today, ql::NullCalendar(), law.volatility, ql::Actual365Fixed()));
  const auto process = ql::ext::make_shared<ql::Merton76Process>(
      quote(100), no_interest(), no_interest(), volatility, quote(jumps.rate), quote(jumps.mean),
      quote(jumps.deviation));
  const auto engine = ql::ext::make_shared<ql::JumpDiffusionEngine>(process, 1e-12, 1000);
  expect_prices(law, engine, 1e-9);  // QuantLib's series ends a little early
}

}  // namespace
}  // namespace marginwalk::verify::option_price_test
