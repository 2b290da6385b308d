#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.hpp"
#include "sim/paths/gbm.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/replay/market.hpp"

namespace marginwalk::replay {

/// A moment at which requirements are checked, within a day that starts with the study.
struct Stop {
  std::uint32_t seconds = 0;  ///< from the day's start, 0 < seconds <= 86,400
  bool funding = false;       ///< a funding stamp
};

/// The stops of one day: every step, and every funding stamp. All days are alike, because steps and
/// funding intervals divide a day.
[[nodiscard]] std::vector<Stop> daily_stops(const Clock& clock, const Funding& funding);

/// The price paths that all cells of a market see: path number in, prices at every stop out.
class World {
 public:
  World(const Market& market, const Clock& clock, const paths::GbmParameters& model,
        std::uint64_t seed);

  /// Memory for walking paths, to be reused from path to path.
  struct Workspace {
    std::vector<float> motion;
    std::vector<double> growth;
    std::vector<core::Price> marks;
  };
  [[nodiscard]] Workspace make_workspace() const;

  /// Calls visit(seconds from the start, is funding stamp, marks by contract) at every stop of a
  /// path, in order of time, the start left out and the horizon included.
  template <class Visit>
  void walk(std::uint64_t path, Workspace& workspace, Visit&& visit) const {
    std::vector<float>& motion = workspace.motion;
    const std::size_t factors = tree_.factors();
    std::fill_n(motion.begin(), factors, 0.0F);
    for (std::uint32_t day = 0; day * random::seconds_per_day < horizon_; ++day) {
      tree_.fill_day(path, day, plan_, motion);
      for (const Stop& stop : stops_) {
        const std::uint32_t seconds = day * random::seconds_per_day + stop.seconds;
        if (seconds > horizon_) return;
        const std::size_t row = stop.seconds / random::seconds_per_minute;
        price(seconds, std::span(motion).subspan(row * factors, factors), workspace);
        visit(seconds, stop.funding, std::span<const core::Price>(workspace.marks));
      }
      std::copy_n(motion.end() - static_cast<std::ptrdiff_t>(factors), factors, motion.begin());
    }
  }

  /// Marks by contract at the start.
  [[nodiscard]] std::vector<core::Price> start_marks() const;

  [[nodiscard]] std::size_t stops_per_day() const { return stops_.size(); }

 private:
  void price(std::uint32_t seconds, std::span<const float> motion, Workspace& workspace) const;

  Market market_;
  std::uint32_t horizon_;
  std::vector<Stop> stops_;
  random::DayPlan plan_;
  paths::Gbm model_;
  random::BrownianTree tree_;
};

}  // namespace marginwalk::replay
