#include "sim/random/subtree.hpp"

#include <algorithm>

#include "core/expect.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/random/normal_lanes.hpp"

namespace marginwalk::random {

Subtree::Subtree(std::uint32_t length, std::uint32_t resolution) : minutes_{0, length} {
  std::vector<Cut> cuts;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> level{{0, length}};
  while (!level.empty()) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> next;
    for (const auto& [left, right] : level) {
      if (right - left <= resolution) continue;
      cuts.push_back(cut_between(left, right));
      minutes_.push_back(cuts.back().minute);
      next.insert(next.end(), {{left, cuts.back().minute}, {cuts.back().minute, right}});
    }
    level = std::move(next);
  }
  std::sort(minutes_.begin(), minutes_.end());
  MARGINWALK_EXPECTS(minutes_.size() <= most_positions);

  const auto position = [&](std::uint32_t minute) {
    return static_cast<std::uint32_t>(std::lower_bound(minutes_.begin(), minutes_.end(), minute) -
                                      minutes_.begin());
  };
  for (const Cut& cut : cuts) {
    if (nodes_.size() % lanes == 0) offsets_.emplace_back();
    offsets_.back()[nodes_.size() % lanes] = cut.minute * seconds_per_minute;
    nodes_.push_back(
        {position(cut.minute), position(cut.left), position(cut.right), cut.weight, cut.deviation});
  }
}

void Subtree::draw(std::uint64_t seed, std::uint64_t path, std::uint32_t seconds,
                   std::size_t factors, float* motion, std::size_t stride) const {
  FourRows normals;
  for (std::size_t first = 0; first < factors; first += normals.size()) {
    const std::size_t rows = std::min(normals.size(), factors - first);
    float* const motions = motion + first * stride;
    for (std::size_t chunk = 0; chunk < offsets_.size(); ++chunk) {
      normals_at_nodes(seed, path, seconds, offsets_[chunk], first / normals.size(), normals);
      const std::size_t begin = chunk * lanes;
      const std::size_t end = std::min(begin + lanes, nodes_.size());
      for (std::size_t i = begin; i < end; ++i) {
        const Node& node = nodes_[i];
        for (std::size_t f = 0; f < rows; ++f) {
          float* const values = motions + f * stride;
          const float left = values[node.left];
          const float mean = left + node.weight * (values[node.right] - left);
          values[node.position] = mean + node.deviation * normals[f][i - begin];
        }
      }
    }
  }
}

void Subtree::draw_paths(std::uint64_t seed, std::uint64_t first_path, std::uint32_t seconds,
                         std::size_t factors, Lanes<float>* motion, std::size_t stride) const {
  for (const Node& node : nodes_) {
    const std::uint32_t at = seconds + minutes_[node.position] * seconds_per_minute;
    bridge_paths({seed, first_path, at, node.weight, node.deviation, stride}, factors,
                 motion + node.left, motion + node.right, motion + node.position);
  }
}

}  // namespace marginwalk::random
