#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/paths/course.hpp"
#include "sim/random/lanes.hpp"

namespace marginwalk::replay {

/// A jump of the prices of one path, or the step at a period's end.
struct PathJump {
  std::uint32_t seconds = 0;  ///< from the start
  std::vector<double> size;   ///< of each logarithm
};

/// The coefficients of one path over one period.
struct PathSegment {
  const paths::Gbm* map = nullptr;
  std::vector<double> offset, drift, scale;
  std::vector<PathJump> jumps;  ///< by time
};

/// The coefficients of sixteen paths over one period, side by side; rows by asset.
class LaneSegment {
 public:
  using Row = random::Lanes<double>;

  /// Takes what the period of one path is, its step not yet known.
  void set(std::size_t lane, const paths::Coefficients& coefficients);

  /// The step at the period's end.
  void set_step(std::size_t lane, std::uint32_t seconds, const paths::Coefficients& ended);

  /// Logarithms of growth at nodes inside the period: position by position, rows of the paths.
  /// Motions and logarithms of a factor or an asset begin `stride` rows apart.
  struct Nodes {
    std::size_t count = 0;
    std::size_t stride = 1;
    const Row* years = nullptr;              ///< by position
    const std::uint32_t* seconds = nullptr;  ///< by position, from the start
    const random::Lanes<float>* motion = nullptr;
    Row* logarithms = nullptr;
  };
  void price(const paths::Law& law, const Nodes& nodes) const;

  /// What jumps after one moment and up to another move each logarithm down and up at most; false
  /// where no path has any.
  bool find_jumps(std::uint32_t after, std::uint32_t until, std::vector<Row>& down,
                  std::vector<Row>& up) const;

  [[nodiscard]] const std::vector<Row>& scale() const { return scale_; }

  /// Which L each path has; equal for all of them or not.
  [[nodiscard]] const std::array<std::size_t, random::lanes>& map() const { return map_; }
  [[nodiscard]] bool has_one_map() const;

  /// One of the paths.
  [[nodiscard]] PathSegment path(const paths::Law& law, std::size_t lane) const;

 private:
  void find_map_values(const paths::Law& law, const Nodes& nodes) const;

  std::array<std::size_t, random::lanes> map_{};
  std::vector<Row> offset_, drift_, scale_;
  std::array<std::vector<PathJump>, random::lanes> jumps_;
};

}  // namespace marginwalk::replay
