#include "sim/replay/line_kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/replay/line_kernels.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marginwalk::replay::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

void FindLine(const LineNodes& nodes, const float* weights, float drift, float* line) {
  for (std::size_t k = 0; k < nodes.count; ++k) {
    line[k] = drift * nodes.years[k];
    for (std::size_t f = 0; f < nodes.stride; ++f) {
      line[k] += weights[f] * (nodes.motion[k * nodes.stride + f] - nodes.motion[f]);
    }
  }
}

#else

void FindLine(const LineNodes& nodes, const float* weights, float drift, float* line) {
  const hn::FixedTag<float, 4> four;
  const Floats f;
  alignas(64) float terms[48][4] = {};
  for (std::size_t block = 0; block < nodes.stride; block += 4) {
    const auto weight = hn::LoadU(four, weights + block);
    const auto start = hn::LoadU(four, nodes.motion + block);
    for (std::size_t k = 0; k < nodes.count; ++k) {
      const auto motion = hn::LoadU(four, nodes.motion + k * nodes.stride + block);
      const auto term = weight * (motion - start);
      hn::Store(block == 0 ? term : hn::Load(four, terms[k]) + term, four, terms[k]);
    }
  }
  for (std::size_t k = 0; k < nodes.count; k += hn::Lanes(f)) {
    hn::Vec<Floats> a, b, c, d;
    hn::LoadInterleaved4(f, terms[k], a, b, c, d);
    const auto drifted = hn::Set(f, drift) * hn::LoadU(f, nodes.years + k);
    hn::StoreU(drifted + ((a + b) + (c + d)), f, line + k);
  }
}

#endif

void FindNeededOver(const float* line, const float* spread, float variance, float base,
                    std::size_t count, float* needed) {
  const Floats f;
  const auto half = hn::Set(f, 0.5F);
  for (std::size_t k = 0; k < count; k += hn::Lanes(f)) {
    const auto left = hn::LoadU(f, line + k);
    const auto right = hn::LoadU(f, line + k + 1);
    const auto move = half * (right - left);
    const auto room = hn::Set(f, variance) * hn::LoadU(f, spread + k);
    const auto root = hn::Sqrt(move * move + room);
    hn::StoreU(hn::Set(f, base) + (root - half * (left + right)), f, needed + k);
  }
}

void FindNeededAt(const float* line, float base, std::size_t count, float* needed) {
  const Floats f;
  for (std::size_t k = 0; k < count; k += hn::Lanes(f)) {
    hn::StoreU(hn::Set(f, base) - hn::LoadU(f, line + k + 1), f, needed + k);
  }
}

std::uint32_t WhereNeeded(float cash, const float* needed, std::size_t count) {
  const Floats f;
  std::uint32_t mask = 0;
  for (std::size_t k = 0; k < count; k += hn::Lanes(f)) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(f, hn::LoadU(f, needed + k) >= hn::Set(f, cash), bits);
    mask |= (bits[0] | std::uint32_t{bits[1]} << 8) << k;
  }
  return count < 32 ? mask & ((std::uint32_t{1} << count) - 1) : mask;
}

}  // namespace marginwalk::replay::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::replay {

HWY_EXPORT(FindLine);
HWY_EXPORT(FindNeededOver);
HWY_EXPORT(FindNeededAt);
HWY_EXPORT(WhereNeeded);

void find_line(const LineNodes& nodes, const float* weights, float drift, float* line) {
  HWY_DYNAMIC_DISPATCH(FindLine)(nodes, weights, drift, line);
}

void find_needed_over(const float* line, const float* spread, float variance, float base,
                      std::size_t count, float* needed) {
  HWY_DYNAMIC_DISPATCH(FindNeededOver)(line, spread, variance, base, count, needed);
}

void find_needed_at(const float* line, float base, std::size_t count, float* needed) {
  HWY_DYNAMIC_DISPATCH(FindNeededAt)(line, base, count, needed);
}

std::uint32_t where_needed(double cash, const float* needed, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(WhereNeeded)(static_cast<float>(cash), needed, count);
}

}  // namespace marginwalk::replay
#endif
