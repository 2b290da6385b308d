#include "sim/run/fans.hpp"

#include <algorithm>
#include <cmath>

#include "sim/estimate/order_statistic.hpp"
#include "sim/replay/full_walk.hpp"

namespace marginwalk::run {
namespace {

using random::lanes;

constexpr std::uint32_t moments = 30;
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

/// The cells of one marketplace, walked together.
class Sample {
 public:
  Sample(const scenario::Study& study, std::size_t place, std::vector<std::size_t> cells)
      : clock_(study.clock_at(study.marketplaces[place])),
        cells_(std::move(cells)),
        venue_(&study.marketplaces[place].venue),
        traders_(traders(study, cells_)),
        world_(study.marketplaces[place].market, clock_, model_at(study, place), study.seed,
               replay::reviews_of(traders_)),
        terms_(replay::make_terms(*venue_, study.marketplaces[place].market,
                                  model_at(study, place).shocks,
                                  study.wiped_out_share_at(study.marketplaces[place]), study.seed)),
        walk_(world_, terms_, traders_, false),
        moments_(cells_.size()),
        outcomes_(cells_.size()) {}

  void take(std::uint64_t paths, std::vector<CellFans>& result) {
    for (std::uint64_t first = 0; first < paths; first += lanes) {
      walk_group(first, std::min<std::uint64_t>(lanes, paths - first));
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) result[cells_[i]] = fans_of(i, paths);
  }

 private:
  static const paths::ModelParameters& model_at(const scenario::Study& study, std::size_t place) {
    return study.model_at(study.marketplaces[place]);
  }

  static std::vector<replay::Trader> traders(const scenario::Study& study,
                                             const std::vector<std::size_t>& cells) {
    std::vector<replay::Trader> result;
    for (const std::size_t cell : cells) {
      result.push_back({study.cells[cell].account, study.cells[cell].conduct});
    }
    return result;
  }

  /// When moment k is due, the start being 0.
  [[nodiscard]] std::uint32_t due(std::uint32_t k) const {
    return static_cast<std::uint32_t>(std::uint64_t{clock_.horizon} * k / moments);
  }

  Moment& moment(std::size_t i, std::size_t index, std::uint32_t seconds) {
    if (moments_[i].size() <= index) moments_[i].resize(index + 1);
    moments_[i][index].seconds = seconds;
    return moments_[i][index];
  }

  void walk_group(std::uint64_t first, std::size_t count) {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const core::Exposure start = core::assess(*venue_, traders_[i].account, terms_.start_marks);
      for (std::size_t lane = 0; lane < count; ++lane) moment(i, 0, 0).add(start);
    }
    std::uint32_t next = 1;
    std::size_t index = 0;
    walk_(first, [&](std::uint32_t seconds) {
      if (seconds < due(next)) return;
      while (next <= moments && due(next) <= seconds) ++next;
      ++index;
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        for (std::size_t lane = 0; lane < count; ++lane) {
          moment(i, index, seconds).add(walk_.standing(i, lane));
        }
      }
    });
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      for (std::size_t lane = 0; lane < count; ++lane) {
        const replay::Outcome outcome = walk_.outcome(i, lane);
        outcomes_[i].push_back(
            {first + lane, outcome.terminal_equity.value(), outcome.liquidation_time});
      }
    }
  }

  [[nodiscard]] CellFans fans_of(std::size_t i, std::uint64_t paths) {
    CellFans fans{paths, {}, {}, outcomes_[i]};
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

  replay::Clock clock_;
  std::vector<std::size_t> cells_;  ///< indices into those of the study
  const core::Venue* venue_;
  std::vector<replay::Trader> traders_;
  replay::World world_;
  replay::Terms terms_;
  replay::FullWalk walk_;
  std::vector<std::vector<Moment>> moments_;      ///< by cell
  std::vector<std::vector<WorstPath>> outcomes_;  ///< by cell and path
};

}  // namespace

std::vector<CellFans> measure_fans(const scenario::Study& study) {
  if (study.cells.size() > most_cells_with_fans) return {};
  std::vector<CellFans> result(study.cells.size());
  for (std::size_t place = 0; place < study.marketplaces.size(); ++place) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < study.cells.size(); ++i) {
      if (study.cells[i].marketplace == place) cells.push_back(i);
    }
    if (cells.empty()) continue;
    Sample(study, place, cells).take(std::min(study.paths, paths_with_fans), result);
  }
  return result;
}

}  // namespace marginwalk::run
