#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.hpp"
#include "sim/paths/gbm.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/replay/market.hpp"

namespace marginwalk::replay {

/// A moment at which requirements are checked.
struct Stop {
  std::uint32_t minute = 0;  ///< of the day, 0 < minute <= 1440
  bool funding = false;      ///< a funding stamp
};

/// The stops of one day: every step, and every funding stamp. All days are alike, because steps and
/// funding intervals divide a day.
[[nodiscard]] std::vector<Stop> daily_stops(const Clock& clock, const Funding& funding);

/// The price paths that all cells of a market see, as a law: what is where, for any path.
class World {
 public:
  World(const Market& market, const Clock& clock, const paths::GbmParameters& model,
        std::uint64_t seed);

  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const paths::Gbm& model() const { return model_; }
  [[nodiscard]] const random::BrownianTree& tree() const { return tree_; }

  /// The stops of every day, and the cuts that lead to them.
  [[nodiscard]] const std::vector<Stop>& stops() const { return stops_; }
  [[nodiscard]] const random::DayPlan& plan() const { return plan_; }

  /// Whether a step ends at a minute of a day.
  [[nodiscard]] bool is_step(std::uint32_t minute) const {
    return minute * random::seconds_per_minute % clock_.step == 0;
  }

  /// Whether a step ends between two minutes of a day, neither of them included.
  [[nodiscard]] bool has_stop_between(std::uint32_t left, std::uint32_t right) const {
    const std::uint32_t step = clock_.step / random::seconds_per_minute;
    return (left / step + 1) * step < right;
  }

  /// From the tree's values at a node: the logarithm of each asset's growth since the start, and
  /// the mark of each contract.
  void price(std::uint32_t seconds, std::span<const float> motion, std::span<double> logarithms,
             std::span<core::Price> marks) const;

 private:
  Market market_;
  Clock clock_;
  std::vector<Stop> stops_;
  random::DayPlan plan_;
  paths::Gbm model_;
  random::BrownianTree tree_;
};

}  // namespace marginwalk::replay
