#include "sim/estimate/unit_mean.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>

namespace marginwalk::estimate {

std::optional<Estimate> unit_mean(const Moments& moments, double level) {
  if (moments.count == 0) return std::nullopt;
  const auto count = static_cast<double>(moments.count);
  const double sum = std::clamp(moments.mean * count, 0.0, count);
  if (sum >= least_sum_for_normal && count - sum >= least_sum_for_normal) {
    return normal_interval(moments.mean, moments.standard_error(), level);
  }
  const double error = (1 - level) / 2;
  Estimate result{moments.mean, 0, 1};
  if (sum > 0) result.low = boost::math::ibeta_inv(sum, count - sum + 1, error);
  if (sum < count) result.high = boost::math::ibetac_inv(sum + 1, count - sum, error);
  return result;
}

}  // namespace marginwalk::estimate
