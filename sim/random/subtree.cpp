#include "sim/random/subtree.hpp"

#include <algorithm>

#include "core/expect.hpp"
#include "sim/random/brownian_tree.hpp"

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
  for (std::size_t block = 0; 4 * block < factors; ++block) {
    for (std::size_t chunk = 0; chunk < offsets_.size(); ++chunk) {
      const std::size_t first = chunk * lanes;
      const std::size_t count = std::min(lanes, nodes_.size() - first);
      bridge_nodes({seed, path, seconds, &offsets_[chunk], std::span(nodes_).subspan(first, count)},
                   block, factors, motion, stride);
    }
  }
}

void Subtree::draw_paths(std::uint64_t seed, std::uint64_t first_path, std::uint32_t seconds,
                         std::size_t factors, Lanes<float>* motion, std::size_t stride) const {
  for (const BridgeNode& node : nodes_) {
    const std::uint32_t at = seconds + minutes_[node.position] * seconds_per_minute;
    bridge_paths({seed, first_path, at, node.weight, node.deviation, stride}, factors,
                 motion + node.left, motion + node.right, motion + node.position);
  }
}

}  // namespace marginwalk::random
