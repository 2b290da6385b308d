#pragma once

#include <optional>
#include <string>

#include "sim/paths/model.hpp"

namespace marginwalk::study {

/// A small change of a law of prices, by which sensitivities are measured. The same seed gives both
/// laws the same motions, and nearly the same jumps: they come by inversion, so that a higher rate
/// adds some.
enum class Bump {
  /// Every volatility 1.01 times what it was, of all regimes, in the long run and at the start. A
  /// Heston variance is scaled as a whole: its volatility grows with it, and what its jumps add to
  /// the price stays. Jumps of prices stay.
  volatility,
  /// Every correlation of two assets' motions 0.01 higher, at most 1; then the nearest that is
  /// positive semidefinite.
  correlation,
  /// The rates of all clocks 1.1 times what they were.
  jump_rate,
};

/// `volatility x 1.01`
[[nodiscard]] std::string text_of(Bump bump);

/// The law with the change; none where there is nothing to change.
[[nodiscard]] std::optional<paths::ModelParameters> bumped(const paths::ModelParameters& model,
                                                           Bump bump);

}  // namespace marginwalk::study
