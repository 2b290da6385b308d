#include "sim/replay/lane_segment.hpp"

#include <algorithm>

#include "sim/replay/lane_kernels.hpp"

namespace marginwalk::replay {

using random::lanes;

void LaneSegment::set(std::size_t lane, const paths::Coefficients& coefficients) {
  const std::size_t rows = coefficients.offset.size();
  for (auto* const each : {&offset_, &drift_, &scale_}) each->resize(rows);
  map_[lane] = coefficients.map;
  for (std::size_t i = 0; i < rows; ++i) {
    offset_[i][lane] = coefficients.offset[i];
    drift_[i][lane] = coefficients.drift[i];
    scale_[i][lane] = coefficients.scale[i];
  }
  jumps_[lane].clear();
  for (const paths::Jump& jump : coefficients.jumps) {
    jumps_[lane].push_back({jump.seconds, jump.size});
  }
}

void LaneSegment::set_step(std::size_t lane, std::uint32_t seconds,
                           const paths::Coefficients& ended) {
  const auto moves = [](double step) { return step != 0; };
  if (std::none_of(ended.step.begin(), ended.step.end(), moves)) return;
  jumps_[lane].push_back({seconds, ended.step});
}

bool LaneSegment::has_one_map() const {
  return std::all_of(map_.begin(), map_.end(), [&](std::size_t each) { return each == map_[0]; });
}

void LaneSegment::find_map_values(const paths::Law& law, const Nodes& nodes) const {
  const auto fill = [&](std::size_t map, Row* logarithms) {
    law.maps()[map]({nodes.count * lanes, nodes.stride * lanes, nodes.years->data(),
                     nodes.motion->data(), logarithms->data()});
  };
  fill(map_[0], nodes.logarithms);
  if (has_one_map()) return;
  std::vector<Row> other(law.rows() * nodes.stride);
  for (std::size_t map = 0; map < law.maps().size(); ++map) {
    if (map == map_[0] || std::find(map_.begin(), map_.end(), map) == map_.end()) continue;
    fill(map, other.data());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (map_[lane] != map) continue;
      for (std::size_t row = 0; row < law.rows(); ++row) {
        for (std::size_t k = 0; k < nodes.count; ++k) {
          const std::size_t at = row * nodes.stride + k;
          nodes.logarithms[at][lane] = other[at][lane];
        }
      }
    }
  }
}

void LaneSegment::price(const paths::Law& law, const Nodes& nodes) const {
  find_map_values(law, nodes);
  for (std::size_t row = 0; row < law.rows(); ++row) {
    for (std::size_t k = 0; k < nodes.count; ++k) {
      apply_coefficients({offset_[row], drift_[row], scale_[row]}, nodes.years[k],
                         nodes.logarithms[row * nodes.stride + k]);
    }
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (const PathJump& jump : jumps_[lane]) {
      for (std::size_t k = 0; k < nodes.count; ++k) {
        if (nodes.seconds[k] < jump.seconds) continue;
        for (std::size_t row = 0; row < law.rows(); ++row) {
          nodes.logarithms[row * nodes.stride + k][lane] += jump.size[row];
        }
      }
    }
  }
}

bool LaneSegment::find_jumps(std::uint32_t after, std::uint32_t until, std::vector<Row>& down,
                             std::vector<Row>& up) const {
  bool any = false;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (const PathJump& jump : jumps_[lane]) {
      if (jump.seconds <= after || jump.seconds > until) continue;
      if (!any) {
        down.assign(scale_.size(), Row{});
        up.assign(scale_.size(), Row{});
        any = true;
      }
      for (std::size_t row = 0; row < jump.size.size(); ++row) {
        (jump.size[row] < 0 ? down : up)[row][lane] += jump.size[row];
      }
    }
  }
  return any;
}

PathSegment LaneSegment::path(const paths::Law& law, std::size_t lane) const {
  PathSegment segment{&law.maps()[map_[lane]], {}, {}, {}, jumps_[lane]};
  for (std::size_t row = 0; row < offset_.size(); ++row) {
    segment.offset.push_back(offset_[row][lane]);
    segment.drift.push_back(drift_[row][lane]);
    segment.scale.push_back(scale_[row][lane]);
  }
  return segment;
}

}  // namespace marginwalk::replay
