#pragma once

#include <cstdint>
#include <vector>

#include "sim/verify/evidence.hpp"
#include "sim/verify/price_law.hpp"

/// The simulator's laws, path by path, against their authors' formulas.
namespace marginwalk::verify {

/// How prices are drawn.
struct OptionRun {
  std::uint32_t period = 0;  ///< seconds between changes of the variance
  std::uint64_t paths = 0;
  std::vector<std::uint32_t> maturities{7, 30, 90};  ///< days, ascending
};

/// European options at five strikes around the start: what they pay on average
/// against `lewis`. Below the start puts, above calls: what is out of the money costs least to
/// estimate.
[[nodiscard]] Page option_prices(const Merton& law, const OptionRun& run);
[[nodiscard]] Page option_prices(const Kou& law, const OptionRun& run);
[[nodiscard]] Page option_prices(const Heston& law, const OptionRun& run);
[[nodiscard]] Page option_prices(const Bates& law, const OptionRun& run);
[[nodiscard]] Page option_prices(const CommonJumps& law, const OptionRun& run);

/// The mean square of the daily innovations of a GJR-GARCH over ninety days, per year: the square
/// of the model's volatility, at which it starts.
[[nodiscard]] Page garch_variance(std::uint64_t paths);

}  // namespace marginwalk::verify
