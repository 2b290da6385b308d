#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/random/lanes.hpp"

/// Arithmetic on sixteen paths at once; that of accounts operation by operation as core does it.
namespace marginwalk::replay {

/// Bit i is set where needed[i] >= cash[i].
[[nodiscard]] std::uint32_t where_above(const double* needed, const random::Lanes<double>& cash);

/// payment = size x mark x rate, as core::funding_payment.
void find_payment(double size, double rate, const random::Lanes<double>& mark,
                  random::Lanes<double>& payment);

/// An isolated position of an account without cross positions pays from the wallet as far as that
/// is positive, then from its margin; what it receives goes to the wallet.
void pay_isolated(const random::Lanes<double>& payment, random::Lanes<double>& wallet,
                  random::Lanes<double>& margin);

/// The least and the greatest of some rows, path by path.
void find_range(const random::Lanes<double>* rows, std::size_t count, random::Lanes<double>& low,
                random::Lanes<double>& high);

/// Bounds of marks from those of logarithms: with d = logarithm - start of the logarithm,
///
///     start (1 + d) <= mark <= start (1 + d + d^2 / 2),
///
/// the latter for d <= 0; above, the chord of (e^d - 1 - d) / d^2 over [0, 1] takes the place of
/// 1/2. Infinite for d > 1.
struct MarkRange {
  const random::Lanes<double>& start_logarithm;
  const random::Lanes<double>& start_mark;
  const random::Lanes<double>& low_logarithm;
  const random::Lanes<double>& high_logarithm;
};
void bound_marks(const MarkRange& range, random::Lanes<double>& low, random::Lanes<double>& high);

void add(random::Lanes<double>& sum, const random::Lanes<double>& term);
void subtract(random::Lanes<double>& sum, const random::Lanes<double>& term);

}  // namespace marginwalk::replay
