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

std::uint32_t WhereAbove(const double* needed, const Row& cash) {
  const Doubles d;
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, hn::LoadU(d, needed + i) >= hn::Load(d, cash.data() + i), bits);
    mask |= std::uint32_t{bits[0]} << i;
  }
  return mask;
}

void FindPayment(double size, double rate, const Row& mark, Row& payment) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    const auto notional = hn::Set(d, size) * hn::Load(d, mark.data() + i);
    hn::Store(notional * hn::Set(d, rate), d, payment.data() + i);
  }
}

void PayIsolated(const Row& payment, Row& wallet, Row& margin) {
  const Doubles d;
  const auto zero = hn::Zero(d);
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    const auto due = hn::Load(d, payment.data() + i);
    const auto cash = hn::Load(d, wallet.data() + i);
    const auto lacking = hn::Max(zero, due - hn::Max(zero, cash));
    const auto from_margin = hn::IfThenElseZero(due > zero, lacking);
    hn::Store(hn::Load(d, margin.data() + i) - from_margin, d, margin.data() + i);
    hn::Store(cash - (due - from_margin), d, wallet.data() + i);
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

void Add(Row& sum, const Row& term) {
  const Doubles d;
  for (std::size_t i = 0; i < random::lanes; i += hn::Lanes(d)) {
    hn::Store(hn::Load(d, sum.data() + i) + hn::Load(d, term.data() + i), d, sum.data() + i);
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

HWY_EXPORT(WhereAbove);
HWY_EXPORT(FindPayment);
HWY_EXPORT(PayIsolated);
HWY_EXPORT(FindRange);
HWY_EXPORT(BoundMarks);
HWY_EXPORT(Add);
HWY_EXPORT(Subtract);

std::uint32_t where_above(const double* needed, const random::Lanes<double>& cash) {
  return HWY_DYNAMIC_DISPATCH(WhereAbove)(needed, cash);
}

void find_payment(double size, double rate, const random::Lanes<double>& mark,
                  random::Lanes<double>& payment) {
  HWY_DYNAMIC_DISPATCH(FindPayment)(size, rate, mark, payment);
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

void add(random::Lanes<double>& sum, const random::Lanes<double>& term) {
  HWY_DYNAMIC_DISPATCH(Add)(sum, term);
}

void subtract(random::Lanes<double>& sum, const random::Lanes<double>& term) {
  HWY_DYNAMIC_DISPATCH(Subtract)(sum, term);
}

}  // namespace marginwalk::replay
#endif
