#pragma once

#include <cstddef>
#include <span>

namespace marginwalk::random {

/// One row: values[i] = scale * exponential(exponents[i]).
struct ScaledExponentials {
  double scale = 1;
  const double* exponents = nullptr;
  double* values = nullptr;
};

/// Fills rows of `count` values, a multiple of sixteen, as the scalar function gives them to the
/// last bit.
void scaled_exponentials(std::span<const ScaledExponentials> rows, std::size_t count);

}  // namespace marginwalk::random
