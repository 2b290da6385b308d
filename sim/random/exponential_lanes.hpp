#pragma once

#include <cstddef>

namespace marginwalk::random {

/// values[i] = scale * exponential(exponents[i]), as the scalar function gives it to the last bit.
/// `count` is a multiple of sixteen; the two may be the same array.
void scaled_exponentials(double scale, const double* exponents, double* values, std::size_t count);

}  // namespace marginwalk::random
