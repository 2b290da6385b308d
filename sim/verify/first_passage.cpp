#include "sim/verify/first_passage.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

double touch_probability(const FirstPassage& passage, double distance) {
  MARGINWALK_EXPECTS(passage.volatility > 0 && passage.horizon_years > 0);
  const boost::math::normal standard;
  const double variance = passage.volatility * passage.volatility;
  const double deviation = passage.volatility * std::sqrt(passage.horizon_years);
  const double escaped = passage.escape() * passage.horizon_years;
  const double exponent = -2 * passage.escape() * distance / variance;
  MARGINWALK_EXPECTS(exponent < 700);

  const double ends_beyond = cdf(standard, (-distance - escaped) / deviation);
  const double touches_and_returns =
      std::exp(exponent) * cdf(standard, (-distance + escaped) / deviation);
  return ends_beyond + touches_and_returns;
}

}  // namespace

double FirstPassage::distance() const {
  MARGINWALK_EXPECTS(barrier_return > -1 && barrier_return != 0);
  return std::abs(std::log1p(barrier_return));
}

double FirstPassage::escape() const {
  const double log_drift = drift - volatility * volatility / 2;
  return barrier_return < 0 ? log_drift : -log_drift;
}

double continuous(const FirstPassage& passage) {
  return touch_probability(passage, passage.distance());
}

double shifted(const FirstPassage& passage, double step_years) {
  MARGINWALK_EXPECTS(step_years > 0);
  const double shift = monitoring_shift * passage.volatility * std::sqrt(step_years);
  return touch_probability(passage, passage.distance() + shift);
}

}  // namespace marginwalk::verify
