#include "sim/random/samplers.hpp"

namespace marginwalk::random {
namespace {

/// For x >= 0, P(variate > x).
double upper_tail(double x) {
  if (x > 37) return 0;
  const double density = exponential(-x * x / 2);
  if (x >= 7.07106781186547) {
    double fraction = x + 0.65;
    for (const double k : {4.0, 3.0, 2.0, 1.0}) fraction = x + k / fraction;
    return density / fraction / 2.506628274631;
  }
  double above = 3.52624965998911e-02;
  for (const double k : {0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
                         221.213596169931, 220.206867912376}) {
    above = above * x + k;
  }
  double below = 8.83883476483184e-02;
  for (const double k : {1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
                         637.333633378831, 793.826512519948, 440.413735824752}) {
    below = below * x + k;
  }
  return density * above / below;
}

}  // namespace

double normal_probability(double x) { return x > 0 ? 1 - upper_tail(x) : upper_tail(-x); }

}  // namespace marginwalk::random
