#include "sim/estimate/proportion.hpp"

#include <boost/math/distributions/binomial.hpp>

#include "core/expect.hpp"

namespace marginwalk::estimate {

Estimate proportion(std::uint64_t count, std::uint64_t total, double level) {
  MARGINWALK_EXPECTS(total > 0);
  MARGINWALK_EXPECTS(count <= total);
  using Binomial = boost::math::binomial_distribution<double>;
  const double tail = (1 - level) / 2;
  const auto successes = static_cast<double>(count);
  const auto trials = static_cast<double>(total);
  return {successes / trials, Binomial::find_lower_bound_on_p(trials, successes, tail),
          Binomial::find_upper_bound_on_p(trials, successes, tail)};
}

}  // namespace marginwalk::estimate
