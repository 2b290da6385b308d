#pragma once

#include "sim/paths/model.hpp"
#include "sim/verify/price_law.hpp"

namespace marginwalk::verify {

/// The laws of one price in the simulator's words.
[[nodiscard]] paths::ModelParameters simulated(const Merton& law);
[[nodiscard]] paths::ModelParameters simulated(const Kou& law);
[[nodiscard]] paths::ModelParameters simulated(const Heston& law);
[[nodiscard]] paths::ModelParameters simulated(const Bates& law);
[[nodiscard]] paths::ModelParameters simulated(const CommonJumps& law);

}  // namespace marginwalk::verify
