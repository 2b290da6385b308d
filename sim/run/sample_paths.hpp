#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/replay/day.hpp"
#include "sim/run/path_statistics.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// Draws the prices of a study's assets at regular moments, on the paths that a run replays: the
/// price at a moment is the mark that every cell sees there. Reciprocals of assets are left out.
class PathSampler {
 public:
  /// `every`: seconds; whole minutes that divide a day, or whole days.
  PathSampler(const scenario::Study& study, std::uint32_t every);
  PathSampler(const PathSampler&) = delete;
  PathSampler& operator=(const PathSampler&) = delete;

  [[nodiscard]] const std::vector<std::string>& assets() const { return assets_; }
  [[nodiscard]] std::uint32_t every() const { return every_; }

  /// The moments, in seconds from the start: 0, every, 2 every, ... and the horizon, which may come
  /// sooner after the last of these.
  [[nodiscard]] const std::vector<std::uint32_t>& seconds() const { return seconds_; }

  /// Whole days up to the horizon.
  [[nodiscard]] std::size_t days() const { return days_; }

  /// How many prices so many paths have, at the moments or at the ends of days, whichever is more.
  [[nodiscard]] double count(std::uint64_t paths) const;

  /// Draws a path; what the functions below give is of that one.
  void draw(std::uint64_t path);

  [[nodiscard]] std::uint64_t path() const { return path_; }

  /// Of an asset, by moment.
  [[nodiscard]] std::span<const double> prices(std::size_t asset) const {
    return std::span(prices_).subspan(asset * seconds_.size(), seconds_.size());
  }

  /// ln(S(t) / S(0)) of an asset, by moment; and at the start and at the end of every whole day.
  [[nodiscard]] std::span<const double> logarithms(std::size_t asset) const {
    return std::span(logarithms_).subspan(asset * seconds_.size(), seconds_.size());
  }
  [[nodiscard]] std::span<const double> daily_logarithms(std::size_t asset) const {
    return std::span(daily_).subspan(asset * (days_ + 1), days_ + 1);
  }

 private:
  void take_moment(std::size_t moment);

  std::vector<std::string> assets_;
  std::uint32_t every_;
  std::vector<std::uint32_t> seconds_;
  std::size_t days_;
  replay::World world_;
  replay::Day day_;
  std::uint64_t path_ = 0;
  std::vector<double> prices_;      ///< assets x moments
  std::vector<double> logarithms_;  ///< assets x moments
  std::vector<double> daily_;       ///< assets x (days + 1)
};

/// How paths are drawn, and who is told.
struct SampleOptions {
  /// Given every path, in order, as long as it is drawn.
  std::function<void(const PathSampler&)> visit = {};
  /// Told after every path how many are done.
  std::function<void(std::uint64_t)> progress = {};
  /// Set from anywhere to give up before the next path.
  const std::atomic<bool>* stop = nullptr;
};

/// Draws paths 0 to `paths` - 1, one after the other. None if it was stopped.
[[nodiscard]] std::optional<PathStatistics> sample_paths(PathSampler& sampler, std::uint64_t paths,
                                                         const SampleOptions& options = {});

}  // namespace marginwalk::run
