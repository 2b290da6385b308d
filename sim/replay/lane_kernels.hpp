#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/random/lanes.hpp"

/// Arithmetic on sixteen paths at once; that of accounts operation by operation as core does it.
namespace marginwalk::replay {

/// Bit i is set where values[i] >= limit.
[[nodiscard]] std::uint32_t where_at_least(const random::Lanes<double>& values, double limit);

/// The cash that must have been there at the start so that what is needed now is there, with room
/// for the rounding of both:
///
///     start = needed - per_flow x (flow - relative_room x turnover) + room.
struct StartNeeded {
  const double* needed;
  const random::Lanes<double>& flow;
  const random::Lanes<double>& turnover;
  double per_flow;
  double room;
  double relative_room;
};

/// Answers the greatest of all paths.
double find_start_needed(const StartNeeded& from, random::Lanes<double>& start);

/// product = row x factor: a charge from marks, as core::funding_charge, or a payment from charges,
/// as core::funding_payment.
void multiply(const random::Lanes<double>& row, double factor, random::Lanes<double>& product);

/// An isolated position of an account without cross positions pays from the wallet as far as that
/// is positive, then from its margin; what it receives goes to the wallet.
void pay_isolated(const random::Lanes<double>& payment, random::Lanes<double>& wallet,
                  random::Lanes<double>& margin);

/// value = offset + (drift x years + scale x value), as paths::Course.
struct CoefficientRows {
  const random::Lanes<double>& offset;
  const random::Lanes<double>& drift;
  const random::Lanes<double>& scale;
};
void apply_coefficients(const CoefficientRows& rows, const random::Lanes<double>& years,
                        random::Lanes<double>& value);

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

/// sum += |term|, and sum -= term.
void add_absolute(random::Lanes<double>& sum, const random::Lanes<double>& term);
void subtract(random::Lanes<double>& sum, const random::Lanes<double>& term);

/// One position after another pays, funding stamp after funding stamp. Rows of charges are those of
/// the contracts of one stamp after those of another.
struct Payments {
  struct Leg {
    std::size_t contract = 0;
    double size = 0;
    bool operator==(const Leg&) const = default;
  };
  const Leg* legs;
  std::size_t leg_count;
  const random::Lanes<double>* charges;
  std::size_t contracts;
  std::size_t stamps;
};

/// All of them are added to a sum.
void add_payments(const Payments& payments, random::Lanes<double>& sum);

/// All come from one wallet.
void pay_from_wallet(const Payments& payments, random::Lanes<double>& wallet);

/// As pay_isolated, margins by leg.
void pay_from_margins(const Payments& payments, random::Lanes<double>& wallet,
                      random::Lanes<double>* margins);

}  // namespace marginwalk::replay
