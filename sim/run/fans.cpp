#include "sim/run/fans.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/estimate/order_statistic.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/run/stage.hpp"

namespace marginwalk::run {
namespace {

using random::lanes;

constexpr std::uint32_t fan_moments = 30;
constexpr std::array fan_probabilities{0.05, 0.25, 0.5, 0.75, 0.95};
constexpr std::size_t most_worst_paths = 3;

/// What the paths of one cell had at one moment.
struct Moment {
  std::uint32_t seconds = 0;
  estimate::Histogram equity;
  estimate::Histogram margin_level;

  void add(const core::Exposure& at) {
    equity.add(at.worth.value());
    if (!std::isfinite(at.least_level)) return;  // nothing is open
    margin_level.add(std::clamp(at.least_level, 0.0, estimate::highest_margin_level));
  }
};

FanPoint fan_point(std::uint32_t seconds, const estimate::Histogram& values) {
  FanPoint point{seconds, values.count(), {}};
  for (const double probability : fan_probabilities) {
    point.quantiles.push_back({probability, estimate::quantile(values, probability)});
  }
  return point;
}

/// The first paths of the cells of one marketplace.
class Sample {
 public:
  explicit Sample(const Stage& stage)
      : stage_(&stage),
        walk_(stage.world, stage.terms, stage.traders, false),
        moments_(stage.cells.size()),
        outcomes_(stage.cells.size()) {}

  void take(std::uint64_t paths, std::vector<CellFans>& result) {
    for (std::uint64_t first = 0; first < paths; first += lanes) {
      walk_group(first, std::min<std::uint64_t>(lanes, paths - first));
    }
    for (std::size_t i = 0; i < stage_->cells.size(); ++i)
      result[stage_->cells[i]] = fans_of(i, paths);
  }

 private:
  /// When moment k is due, the start being 0.
  [[nodiscard]] std::uint32_t due(std::uint32_t k) const {
    return static_cast<std::uint32_t>(std::uint64_t{stage_->world.clock().horizon} * k /
                                      fan_moments);
  }

  Moment& moment(std::size_t i, std::size_t index, std::uint32_t seconds) {
    if (moments_[i].size() <= index) moments_[i].resize(index + 1);
    moments_[i][index].seconds = seconds;
    return moments_[i][index];
  }

  void walk_group(std::uint64_t first, std::size_t count) {
    for (std::size_t i = 0; i < stage_->cells.size(); ++i) {
      const core::Exposure start =
          core::assess(*stage_->terms.venue, stage_->traders[i].account, stage_->terms.start_marks);
      for (std::size_t lane = 0; lane < count; ++lane) moment(i, 0, 0).add(start);
    }
    std::uint32_t next = 1;
    std::size_t index = 0;
    walk_(first, [&](std::uint32_t seconds) {
      if (seconds < due(next)) return;
      while (next <= fan_moments && due(next) <= seconds) ++next;
      ++index;
      for (std::size_t i = 0; i < stage_->cells.size(); ++i) {
        for (std::size_t lane = 0; lane < count; ++lane) {
          moment(i, index, seconds).add(walk_.standing(i, lane));
        }
      }
    });
    for (std::size_t i = 0; i < stage_->cells.size(); ++i) {
      for (std::size_t lane = 0; lane < count; ++lane) {
        const replay::Outcome outcome = walk_.outcome(i, lane);
        outcomes_[i].push_back(
            {first + lane, outcome.terminal_equity.value(), outcome.liquidation_time});
      }
    }
  }

  [[nodiscard]] CellFans fans_of(std::size_t i, std::uint64_t paths) {
    CellFans fans{0, paths, {}, {}, outcomes_[i]};
    for (const Moment& each : moments_[i]) {
      fans.equity.push_back(fan_point(each.seconds, each.equity));
      fans.margin_level.push_back(fan_point(each.seconds, each.margin_level));
    }
    std::stable_sort(fans.worst.begin(), fans.worst.end(),
                     [](const WorstPath& a, const WorstPath& b) {
                       return a.terminal_equity < b.terminal_equity;
                     });
    fans.worst.resize(std::min(fans.worst.size(), most_worst_paths));
    return fans;
  }

  const Stage* stage_;
  replay::FullWalk walk_;
  std::vector<std::vector<Moment>> moments_;      ///< by cell
  std::vector<std::vector<WorstPath>> outcomes_;  ///< by cell and path
};

}  // namespace

std::vector<CellFans> measure_fans(const scenario::Study& study,
                                   const std::vector<std::size_t>& cells) {
  std::vector<scenario::Cell> chosen;
  for (const std::size_t cell : cells) chosen.push_back(study.cells[cell]);
  const scenario::Study alone = scenario::of_cells(study, std::move(chosen));
  std::vector<CellFans> result(cells.size());
  for (const Stage& stage : stages_of(alone)) {
    Sample(stage).take(std::min(study.paths, paths_with_fans), result);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) result[i].cell = cells[i];
  return result;
}

}  // namespace marginwalk::run
