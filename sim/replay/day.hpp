#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "sim/paths/course.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// One day of one path after the other, with all nodes that the world's plan leads to.
class Day {
 public:
  explicit Day(const World& world);

  /// The first day of a path.
  void begin(std::uint64_t path);

  /// The next day; its start is the end of the one before.
  void next();

  [[nodiscard]] std::uint32_t number() const { return day_; }

  /// Seconds from the start of the study.
  [[nodiscard]] std::uint32_t seconds(std::uint32_t minute) const {
    return day_ * random::seconds_per_day + minute * random::seconds_per_minute;
  }

  /// Logarithms of growth by asset, and marks, at the day's start or a node of the plan.
  [[nodiscard]] std::span<const double> logarithms(std::uint32_t minute) const {
    return std::span(logarithms_).subspan(minute * assets_, assets_);
  }
  [[nodiscard]] core::Marks marks(std::uint32_t minute) const {
    return std::span(marks_).subspan(minute * contracts_, contracts_);
  }

 private:
  void draw();
  void price(std::uint32_t minute);

  const World* world_;
  std::size_t assets_;
  std::size_t contracts_;
  std::uint64_t path_ = 0;
  std::uint32_t day_ = 0;
  std::vector<std::uint32_t> minutes_;  ///< of the plan, in order of time, the day's end included
  std::vector<float> motion_;           ///< minutes x factors
  std::vector<double> logarithms_;
  std::vector<core::Price> marks_;
  paths::Course course_;
};

}  // namespace marginwalk::replay
