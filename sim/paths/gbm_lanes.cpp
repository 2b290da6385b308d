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

/// One column of nodes: where it begins in each row.
struct Column {
  hn::Vec<Doubles> years;
  const float* motion;
  double* logarithms;
  std::size_t stride;

  HWY_INLINE hn::Vec<Doubles> Motion(std::size_t j) const {
    return hn::PromoteTo(Doubles(), hn::LoadU(Floats(), motion + j * stride));
  }
};

/// Adds what each asset from `first` on takes of `count` motions from `first` on; the first sum
/// begins with the drift. Loadings are zero beyond an asset's own.
template <std::size_t count>
HWY_INLINE void AddMotions(std::span<const double> drift, const double* loadings,
                           std::size_t row_length, std::size_t first, const Column& column) {
  const Doubles d;
  hn::Vec<Doubles> motions[count];
  for (std::size_t k = 0; k < count; ++k) motions[k] = column.Motion(first + k);
  for (std::size_t i = first; i < drift.size(); ++i) {
    const double* row = loadings + i * row_length + first;
    double* logarithm = column.logarithms + i * column.stride;
    auto sum = first == 0 ? hn::Set(d, drift[i]) * column.years : hn::LoadU(d, logarithm);
    for (std::size_t k = 0; k < count; ++k) sum = sum + hn::Set(d, row[k]) * motions[k];
    hn::StoreU(sum, d, logarithm);
  }
}

void Logarithms(std::span<const double> drift, const double* loadings, std::size_t factors,
                std::size_t row_length, const Columns& columns) {
  const Doubles d;
  for (std::size_t at = 0; at < columns.count; at += hn::Lanes(d)) {
    const Column column{hn::LoadU(d, columns.years + at), columns.motion + at,
                        columns.logarithms + at, columns.stride};
    std::size_t first = 0;
    for (; first + 4 <= factors; first += 4) {
      AddMotions<4>(drift, loadings, row_length, first, column);
    }
    for (; first < factors; ++first) {
      AddMotions<1>(drift, loadings, row_length, first, column);
    }
  }
}

}  // namespace marginwalk::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::paths {

HWY_EXPORT(Logarithms);

void Gbm::operator()(const Columns& columns) const {
  HWY_DYNAMIC_DISPATCH(Logarithms)(drift_, loadings_.data(), factors_, row_, columns);
}

}  // namespace marginwalk::paths
#endif
