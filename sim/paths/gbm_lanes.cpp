#include <cstddef>

#include "sim/paths/gbm.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/paths/gbm_lanes.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marginwalk::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Floats = hn::Rebind<float, Doubles>;

void Logarithms(std::span<const double> drift, const double* loadings, std::size_t row_length,
                const Columns& columns) {
  const Doubles d;
  const Floats f;
  for (std::size_t column = 0; column < columns.count; column += hn::Lanes(d)) {
    const auto years = hn::LoadU(d, columns.years + column);
    for (std::size_t i = 0; i < drift.size(); ++i) {
      const double* row = loadings + i * row_length;
      auto sum = hn::Set(d, drift[i]) * years;
      for (std::size_t j = 0; j <= i; ++j) {
        const float* motion = columns.motion + j * columns.stride + column;
        sum = sum + hn::Set(d, row[j]) * hn::PromoteTo(d, hn::LoadU(f, motion));
      }
      hn::StoreU(sum, d, columns.logarithms + i * columns.stride + column);
    }
  }
}

}  // namespace marginwalk::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::paths {

HWY_EXPORT(Logarithms);

void Gbm::operator()(const Columns& columns) const {
  HWY_DYNAMIC_DISPATCH(Logarithms)(drift_, loadings_.data(), row_, columns);
}

}  // namespace marginwalk::paths
#endif
