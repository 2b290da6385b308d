#include "sim/estimate/share_of_mean.hpp"

#include <algorithm>
#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::estimate {

std::optional<Estimate> share_of_mean(const Moments& part, const Moments& rest,
                                      const Moments& whole, double level) {
  MARGINWALK_EXPECTS(part.count == whole.count && rest.count == whole.count);
  if (whole.count == 0 || whole.mean <= 0) return std::nullopt;
  const double share = part.mean / whole.mean;
  if (whole.count < 2) return Estimate{share, {}, {}};
  const double covariance = (whole.variance() - part.variance() - rest.variance()) / 2;
  const double variance = (1 - share) * (1 - share) * part.variance() +
                          share * share * rest.variance() - 2 * share * (1 - share) * covariance;
  const double error =
      std::sqrt(std::max(0.0, variance) / static_cast<double>(whole.count)) / whole.mean;
  return normal_interval(share, error, level);
}

}  // namespace marginwalk::estimate
