#include "sim/verify/laplace_inversion.hpp"

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/binomial.hpp>
#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::verify {

double inverse_laplace(const std::function<std::complex<double>(std::complex<double>)>& transform,
                       double t) {
  MARGINWALK_EXPECTS(t > 0);
  constexpr double abscissa = 12;
  constexpr unsigned first_mean = 100;  // partial sums from here on are averaged
  constexpr unsigned means = 20;
  const auto term = [&](unsigned k) {
    const double frequency = k * boost::math::constants::pi<double>();
    const double value = transform({abscissa / t, frequency / t}).real();
    return k % 2 == 0 ? value : -value;
  };

  double partial = term(0) / 2;
  for (unsigned k = 1; k < first_mean; ++k) partial += term(k);
  double sum = 0;
  for (unsigned k = 0; k <= means; ++k) {
    partial += term(first_mean + k);
    sum += boost::math::binomial_coefficient<double>(means, k) * partial;
  }
  return std::exp(abscissa) / t * std::ldexp(sum, -static_cast<int>(means));
}

}  // namespace marginwalk::verify
