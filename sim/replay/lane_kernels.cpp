#include "sim/replay/lane_kernels.hpp"

#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/replay/lane_kernels.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marginwalk::replay::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Row = random::Lanes<double>;
using Doubles = hn::ScalableTag<double>;

std::uint32_t WhereAtLeast(const Row& values, double limit) {
  const Doubles d;
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, hn::Load(d, values.data() + i) >= hn::Set(d, limit), bits);
    mask |= std::uint32_t{bits[0]} << i;
  }
  return mask;
}

double FindStartNeeded(const StartNeeded& from, Row& start) {
  const Doubles d;
  const auto per_flow = hn::Set(d, from.per_flow);
  auto greatest = hn::Set(d, -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    const auto turnover = hn::Load(d, from.turnover.data() + i) * hn::Set(d, from.relative_room);
    const auto flow = hn::Load(d, from.flow.data() + i) - turnover;
    const auto needed = hn::LoadU(d, from.needed + i) + hn::Set(d, from.room);
    const auto value = needed - per_flow * flow;
    greatest = hn::Max(greatest, value);
    hn::Store(value, d, start.data() + i);
  }
  return hn::GetLane(hn::MaxOfLanes(d, greatest));
}

void Multiply(const Row& row, double factor, Row& product) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    hn::Store(hn::Load(d, row.data() + i) * hn::Set(d, factor), d, product.data() + i);
  }
}

void ApplyCoefficients(const CoefficientRows& rows, const Row& years, Row& value) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    const auto drifted = hn::Load(d, rows.drift.data() + i) * hn::Load(d, years.data() + i);
    const auto scaled = hn::Load(d, rows.scale.data() + i) * hn::Load(d, value.data() + i);
    hn::Store(hn::Load(d, rows.offset.data() + i) + (drifted + scaled), d, value.data() + i);
  }
}

/// One isolated payment on some of the paths.
template <class D, class V>
HWY_INLINE void PayOne(D d, V due, V& cash, double* margin) {
  const auto zero = hn::Zero(d);
  const auto lacking = hn::Max(zero, due - hn::Max(zero, cash));
  const auto from_margin = hn::IfThenElseZero(due > zero, lacking);
  hn::Store(hn::Load(d, margin) - from_margin, d, margin);
  cash = cash - (due - from_margin);
}

void PayIsolated(const Row& payment, Row& wallet, Row& margin) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    auto cash = hn::Load(d, wallet.data() + i);
    PayOne(d, hn::Load(d, payment.data() + i), cash, margin.data() + i);
    hn::Store(cash, d, wallet.data() + i);
  }
}

/// Calls pay(payment, leg) for one payment after another on the paths from `first`.
template <class D, class Pay>
HWY_INLINE void ForEachPayment(D d, const Payments& payments, std::size_t first, Pay&& pay) {
  for (std::size_t stamp = 0; stamp < payments.stamps; ++stamp) {
    const Row* charges = payments.charges + stamp * payments.contracts;
    for (std::size_t i = 0; i < payments.leg_count; ++i) {
      const Payments::Leg& leg = payments.legs[i];
      pay(hn::Set(d, leg.size) * hn::Load(d, charges[leg.contract].data() + first), i);
    }
  }
}

void AddPayments(const Payments& payments, Row& sum) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    auto total = hn::Load(d, sum.data() + i);
    ForEachPayment(d, payments, i, [&](auto due, std::size_t) { total = total + due; });
    hn::Store(total, d, sum.data() + i);
  }
}

void PayFromWallet(const Payments& payments, Row& wallet) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    auto cash = hn::Load(d, wallet.data() + i);
    ForEachPayment(d, payments, i, [&](auto due, std::size_t) { cash = cash - due; });
    hn::Store(cash, d, wallet.data() + i);
  }
}

void PayFromMargins(const Payments& payments, Row& wallet, Row* margins) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    auto cash = hn::Load(d, wallet.data() + i);
    ForEachPayment(d, payments, i, [&](auto due, std::size_t leg) {
      PayOne(d, due, cash, margins[leg].data() + i);
    });
    hn::Store(cash, d, wallet.data() + i);
  }
}

void FindRange(const Row* rows, std::size_t count, Row& low, Row& high) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    auto least = hn::Load(d, rows->data() + i);
    auto greatest = least;
    for (std::size_t k = 1; k < count; ++k) {
      const auto value = hn::Load(d, rows[k].data() + i);
      least = hn::Min(least, value);
      greatest = hn::Max(greatest, value);
    }
    hn::Store(least, d, low.data() + i);
    hn::Store(greatest, d, high.data() + i);
  }
}

void BoundMarks(const MarkRange& range, Row& low, Row& high) {
  const Doubles d;
  const auto one = hn::Set(d, 1);
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    const auto start = hn::Load(d, range.start_logarithm.data() + i);
    const auto mark = hn::Load(d, range.start_mark.data() + i);
    const auto fall = hn::Load(d, range.low_logarithm.data() + i) - start;
    const auto rise = hn::Load(d, range.high_logarithm.data() + i) - start;
    const auto curvature = hn::Set(d, 0.5) + hn::Set(d, 0.21829) * hn::Max(hn::Zero(d), rise);
    const auto top = mark * (one + rise + rise * rise * curvature);
    const auto infinity = hn::Set(d, std::numeric_limits<double>::infinity());
    hn::Store(mark * hn::Max(hn::Zero(d), one + fall), d, low.data() + i);
    hn::Store(hn::IfThenElse(rise <= one, top, infinity), d, high.data() + i);
  }
}

void AddAbsolute(Row& sum, const Row& term) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    hn::Store(hn::Load(d, sum.data() + i) + hn::Abs(hn::Load(d, term.data() + i)), d,
              sum.data() + i);
  }
}

void Subtract(Row& sum, const Row& term) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    hn::Store(hn::Load(d, sum.data() + i) - hn::Load(d, term.data() + i), d, sum.data() + i);
  }
}

}  // namespace marginwalk::replay::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::replay {

HWY_EXPORT(WhereAtLeast);
HWY_EXPORT(FindStartNeeded);
HWY_EXPORT(Multiply);
HWY_EXPORT(ApplyCoefficients);
HWY_EXPORT(PayIsolated);
HWY_EXPORT(FindRange);
HWY_EXPORT(BoundMarks);
HWY_EXPORT(AddAbsolute);
HWY_EXPORT(Subtract);
HWY_EXPORT(AddPayments);
HWY_EXPORT(PayFromWallet);
HWY_EXPORT(PayFromMargins);

std::uint32_t where_at_least(const random::Lanes<double>& values, double limit) {
  return HWY_DYNAMIC_DISPATCH(WhereAtLeast)(values, limit);
}

double find_start_needed(const StartNeeded& from, random::Lanes<double>& start) {
  return HWY_DYNAMIC_DISPATCH(FindStartNeeded)(from, start);
}

void multiply(const random::Lanes<double>& row, double factor, random::Lanes<double>& product) {
  HWY_DYNAMIC_DISPATCH(Multiply)(row, factor, product);
}

void apply_coefficients(const CoefficientRows& rows, const random::Lanes<double>& years,
                        random::Lanes<double>& value) {
  HWY_DYNAMIC_DISPATCH(ApplyCoefficients)(rows, years, value);
}

void pay_isolated(const random::Lanes<double>& payment, random::Lanes<double>& wallet,
                  random::Lanes<double>& margin) {
  HWY_DYNAMIC_DISPATCH(PayIsolated)(payment, wallet, margin);
}

void find_range(const random::Lanes<double>* rows, std::size_t count, random::Lanes<double>& low,
                random::Lanes<double>& high) {
  HWY_DYNAMIC_DISPATCH(FindRange)(rows, count, low, high);
}

void bound_marks(const MarkRange& range, random::Lanes<double>& low, random::Lanes<double>& high) {
  HWY_DYNAMIC_DISPATCH(BoundMarks)(range, low, high);
}

void add_absolute(random::Lanes<double>& sum, const random::Lanes<double>& term) {
  HWY_DYNAMIC_DISPATCH(AddAbsolute)(sum, term);
}

void subtract(random::Lanes<double>& sum, const random::Lanes<double>& term) {
  HWY_DYNAMIC_DISPATCH(Subtract)(sum, term);
}

void add_payments(const Payments& payments, random::Lanes<double>& sum) {
  HWY_DYNAMIC_DISPATCH(AddPayments)(payments, sum);
}

void pay_from_wallet(const Payments& payments, random::Lanes<double>& wallet) {
  HWY_DYNAMIC_DISPATCH(PayFromWallet)(payments, wallet);
}

void pay_from_margins(const Payments& payments, random::Lanes<double>& wallet,
                      random::Lanes<double>* margins) {
  HWY_DYNAMIC_DISPATCH(PayFromMargins)(payments, wallet, margins);
}

}  // namespace marginwalk::replay
#endif
