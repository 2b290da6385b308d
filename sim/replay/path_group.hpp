#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/exponential_lanes.hpp"
#include "sim/random/lanes.hpp"
#include "sim/replay/anchors.hpp"
#include "sim/replay/lane_segment.hpp"

namespace marginwalk::replay {

/// A node of one path: where its values are, those of each kind `stride` apart.
struct PathNode {
  const float* motion = nullptr;
  const double* logarithms = nullptr;
  const double* marks = nullptr;
  std::size_t stride = 0;
};

/// Sixteen paths side by side, day by day, at a day's anchors: row 0 is the day's start, row k the
/// anchor k - 1.
class PathGroup {
 public:
  explicit PathGroup(const World& world);

  /// Paths from `first`, at their start. `days` are the days that follow, drawn by draw_day.
  void begin(std::uint64_t first_path);

  /// Draws the anchors of a day from its start.
  void draw_day(const Anchors& anchors);

  /// What was the end of the day drawn last becomes the start of the next.
  void next_day();

  /// Draws one more node of the day, between two rows; answers its row, which lasts until pop_cut.
  std::size_t push_cut(const random::Cut& cut, std::size_t left_row, std::size_t right_row);
  void pop_cut() { --rows_; }

  [[nodiscard]] std::uint64_t first_path() const { return first_path_; }
  [[nodiscard]] std::uint32_t day() const { return day_; }

  /// Seconds from the start to a minute of the day.
  [[nodiscard]] std::uint32_t seconds(std::uint32_t minute) const {
    return day_ * random::seconds_per_day + minute * random::seconds_per_minute;
  }

  /// The tree's values, one row of sixteen for each factor; logarithms of growth, by asset; marks,
  /// by contract.
  [[nodiscard]] const random::Lanes<float>* motion(std::size_t row) const {
    return &motion_[row * factors_];
  }
  [[nodiscard]] const random::Lanes<double>* logarithms(std::size_t row) const {
    return &logarithms_[row * assets_];
  }
  [[nodiscard]] const random::Lanes<double>* marks(std::size_t row) const {
    return &marks_[row * contracts_];
  }

  /// The coefficients over the interval between two anchors that ends at a row, or at one cut into
  /// it; none where the law is plain.
  [[nodiscard]] const LaneSegment* segment(std::size_t row) const {
    return courses_.empty() ? nullptr : &segments_[segment_of_[row]];
  }

  /// One path at a row.
  [[nodiscard]] PathNode node(std::size_t row, std::size_t lane) const {
    return {motion(row)->data() + lane, logarithms(row)->data() + lane, marks(row)->data() + lane,
            random::lanes};
  }

  /// The marks of one path.
  void copy_marks(std::size_t row, std::size_t lane, std::vector<core::Price>& marks) const;

 private:
  void make_room(std::size_t rows);
  void bridge(std::size_t row, std::size_t left, std::size_t right, const random::Cut& cut);
  void price(std::size_t row);
  void grow(std::size_t row, std::uint32_t minute);
  void end_period(std::size_t row, std::uint32_t seconds);

  const World* world_;
  std::size_t factors_;
  std::size_t assets_;
  std::size_t contracts_;
  std::uint64_t first_path_ = 0;
  std::uint32_t day_ = 0;
  std::size_t last_row_ = 0;  ///< of the day's end
  std::size_t rows_ = 0;      ///< in use
  std::vector<random::Lanes<float>> motion_;
  std::vector<random::Lanes<double>> logarithms_;
  std::vector<random::Lanes<double>> marks_;
  std::vector<random::ScaledExponentials> prices_;
  std::vector<paths::Course> courses_;  ///< by lane; none where the law is plain
  std::vector<LaneSegment> segments_;   ///< of the day, by period
  std::size_t segments_in_use_ = 0;
  std::vector<float> motions_;           ///< of one path
  std::vector<double> growths_;          ///< of one path
  std::vector<std::size_t> segment_of_;  ///< by row
};

}  // namespace marginwalk::replay
