#include "sim/verify/laplace_inversion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

namespace marginwalk::verify::laplace_inversion_test {
namespace {

using Complex = std::complex<double>;

TEST(LaplaceInversion, KnownPairs) {
  for (const double t : {0.01, 0.1, 1.0, 10.0}) {
    EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / s; }, t), 1, 1e-10) << t;
    EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / (s + 1.0); }, t), std::exp(-t), 1e-10)
        << t;
    EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / (s * s + 1.0); }, t), std::sin(t),
                1e-10)
        << t;
    EXPECT_NEAR(inverse_laplace([](Complex s) { return std::exp(-std::sqrt(s)) / s; }, t),
                std::erfc(1 / (2 * std::sqrt(t))), 1e-10)
        << t;
  }
}

}  // namespace
}  // namespace marginwalk::verify::laplace_inversion_test
