#include "sim/random/bridge_lanes.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/random/bridge_lanes.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
//
#include <hwy/highway.h>

#include "sim/random/normal_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace marginwalk::random::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Sixteen rows of four.
struct Transposed {
  alignas(64) float rows[lanes][4];
};

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

void Bridge(const BridgePoint& point, const Lanes<float>& left, const Lanes<float>& right,
            const Lanes<float>& normals, Lanes<float>& values) {
  for (std::size_t i = 0; i < lanes; ++i) {
    const float mean = left[i] + point.weight * (right[i] - left[i]);
    values[i] = mean + point.deviation * normals[i];
  }
}

void Transpose(const FourRows& normals, Transposed& out) {
  for (std::size_t i = 0; i < lanes; ++i) {
    for (std::size_t k = 0; k < 4; ++k) out.rows[i][k] = normals[k][i];
  }
}

void Bridge(const BridgeNode& node, const float* normals, float* motion, std::size_t stride) {
  for (std::size_t k = 0; k < 4; ++k) {
    const float left = motion[node.left * stride + k];
    const float mean = left + node.weight * (motion[node.right * stride + k] - left);
    motion[node.position * stride + k] = mean + node.deviation * normals[k];
  }
}

#else

HWY_INLINE void Bridge(const BridgePoint& point, const Lanes<float>& left,
                       const Lanes<float>& right, const Lanes<float>& normals,
                       Lanes<float>& values) {
  const Floats f;
  for (std::size_t i = 0; i < lanes; i += hn::Lanes(f)) {
    const Float from = hn::Load(f, left.data() + i);
    const Float change = hn::Load(f, right.data() + i) - from;
    const Float mean = from + hn::Set(f, point.weight) * change;
    const Float deviation = hn::Set(f, point.deviation) * hn::Load(f, normals.data() + i);
    hn::Store(mean + deviation, f, values.data() + i);
  }
}

HWY_INLINE void Transpose(const FourRows& normals, Transposed& out) {
  const Floats f;
  for (std::size_t i = 0; i < lanes; i += hn::Lanes(f)) {
    hn::StoreInterleaved4(hn::Load(f, normals[0].data() + i), hn::Load(f, normals[1].data() + i),
                          hn::Load(f, normals[2].data() + i), hn::Load(f, normals[3].data() + i), f,
                          out.rows[i]);
  }
}

HWY_INLINE void Bridge(const BridgeNode& node, const float* normals, float* motion,
                       std::size_t stride) {
  const hn::FixedTag<float, 4> f;
  const auto left = hn::LoadU(f, motion + node.left * stride);
  const auto change = hn::LoadU(f, motion + node.right * stride) - left;
  const auto mean = left + hn::Set(f, node.weight) * change;
  const auto deviation = hn::Set(f, node.deviation) * hn::Load(f, normals);
  hn::StoreU(mean + deviation, f, motion + node.position * stride);
}

#endif

void BridgePaths(const BridgePoint& point, std::size_t factors, const Lanes<float>* left,
                 const Lanes<float>* right, Lanes<float>* values) {
  Counters at;
  for (std::size_t i = 0; i < lanes; ++i) {
    at.path[i] = point.first_path + i;
    at.node[i] = point.node;
  }
  FourRows rows;
  for (std::size_t first = 0; first < factors; first += 4) {
    DrawNormals(point.seed, at, first / 4, factors - first, rows);
    for (std::size_t f = first; f < std::min(first + 4, factors); ++f) {
      const std::size_t row = f * point.stride;
      Bridge(point, left[row], right[row], rows[f - first], values[row]);
    }
  }
}

void DrawNodes(const BridgeNodes& batch, std::size_t block, std::size_t factors, float* motion,
               std::size_t stride) {
  Counters at;
  for (std::size_t i = 0; i < lanes; ++i) {
    at.path[i] = batch.path;
    at.node[i] = batch.offset + (*batch.seconds)[i];
  }
  FourRows rows{};
  DrawNormals(batch.seed, at, block, factors - 4 * block, rows);
  Transposed normals;
  Transpose(rows, normals);
  for (std::size_t i = 0; i < batch.nodes.size(); ++i) {
    Bridge(batch.nodes[i], normals.rows[i], motion + 4 * block, stride);
  }
}

}  // namespace marginwalk::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marginwalk::random {

HWY_EXPORT(BridgePaths);
HWY_EXPORT(DrawNodes);

void bridge_paths(const BridgePoint& point, std::size_t factors, const Lanes<float>* left,
                  const Lanes<float>* right, Lanes<float>* values) {
  HWY_DYNAMIC_DISPATCH(BridgePaths)(point, factors, left, right, values);
}

void bridge_nodes(const BridgeNodes& batch, std::size_t block, std::size_t factors, float* motion,
                  std::size_t stride) {
  HWY_DYNAMIC_DISPATCH(DrawNodes)(batch, block, factors, motion, stride);
}

}  // namespace marginwalk::random
#endif
