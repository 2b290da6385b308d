#include "sim/random/exponential_lanes.hpp"

#include "sim/random/elementary.hpp"
#include "sim/random/lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/random/exponential_lanes.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marginwalk::random::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

void FillRows(std::span<const ScaledExponentials> rows, std::size_t count) {
  for (const ScaledExponentials& row : rows) {
    for (std::size_t i = 0; i < count; ++i) {
      row.values[i] = row.scale * exponential(row.exponents[i]);
    }
  }
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Bits = hn::ScalableTag<std::uint64_t>;
using Vector = hn::Vec<Doubles>;

/// random::exponential, operation by operation.
HWY_INLINE Vector Exponential(Vector x) {
  const Doubles d;
  const Vector round_to_integer = hn::Set(d, 0x1.8p52);
  const Vector limited = hn::Min(hn::Max(x, hn::Set(d, -700.0)), hn::Set(d, 700.0));
  const Vector shifted = limited * hn::Set(d, 0x1.71547652b82fep+0) + round_to_integer;
  const Vector k = shifted - round_to_integer;
  const Vector r = (limited - k * hn::Set(d, ln2_high)) - k * hn::Set(d, ln2_low);
  const Vector s = r * r;

  Vector even = hn::Set(d, 1.0 / 479001600.0);
  even = even * s + hn::Set(d, 1.0 / 3628800.0);
  even = even * s + hn::Set(d, 1.0 / 40320.0);
  even = even * s + hn::Set(d, 1.0 / 720.0);
  even = even * s + hn::Set(d, 1.0 / 24.0);
  even = even * s + hn::Set(d, 1.0 / 2.0);
  Vector odd = hn::Set(d, 1.0 / 6227020800.0);
  odd = odd * s + hn::Set(d, 1.0 / 39916800.0);
  odd = odd * s + hn::Set(d, 1.0 / 362880.0);
  odd = odd * s + hn::Set(d, 1.0 / 5040.0);
  odd = odd * s + hn::Set(d, 1.0 / 120.0);
  odd = odd * s + hn::Set(d, 1.0 / 6.0);
  const Vector mantissa = hn::Set(d, 1.0) + (r + s * (even + r * odd));

  const Bits b;
  const auto power = hn::ShiftLeft<52>(hn::BitCast(b, shifted) + hn::Set(b, 1023));
  return mantissa * hn::BitCast(d, power);
}

/// Two registers at a time, because each alone waits for its own multiplications.
void FillRows(std::span<const ScaledExponentials> rows, std::size_t count) {
  const Doubles d;
  const std::size_t n = hn::Lanes(d);
  for (const ScaledExponentials& row : rows) {
    const Vector scale = hn::Set(d, row.scale);
    for (std::size_t i = 0; i < count; i += 2 * n) {
      const Vector first = Exponential(hn::LoadU(d, row.exponents + i));
      const Vector second = Exponential(hn::LoadU(d, row.exponents + i + n));
      hn::StoreU(scale * first, d, row.values + i);
      hn::StoreU(scale * second, d, row.values + i + n);
    }
  }
}

#endif

}  // namespace marginwalk::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::random {

HWY_EXPORT(FillRows);

void scaled_exponentials(std::span<const ScaledExponentials> rows, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(FillRows)(rows, count);
}

}  // namespace marginwalk::random
#endif
