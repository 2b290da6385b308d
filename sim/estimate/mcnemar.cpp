#include "sim/estimate/mcnemar.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>

namespace marginwalk::estimate {

double mcnemar_p_value(const Discordance& pairs) {
  const std::uint64_t fewer = std::min(pairs.only_a, pairs.only_b);
  const std::uint64_t more = std::max(pairs.only_a, pairs.only_b);
  if (fewer == more) return 1;  // 2 P(X <= m / 2) is above 1, and ibeta(0, 1, ...) has no value
  // P(Bin(fewer + more, 1/2) <= fewer) = I_1/2(more, fewer + 1), the identity of binomial and beta.
  const double tail =
      boost::math::ibeta(static_cast<double>(more), static_cast<double>(fewer) + 1, 0.5);
  return std::min(1.0, 2 * tail);
}

}  // namespace marginwalk::estimate
