#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/units.hpp"
#include "sim/paths/law.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/replay/market.hpp"

namespace marginwalk::replay {

/// A moment at which requirements are checked.
struct Stop {
  std::uint32_t minute = 0;  ///< of the day, 0 < minute <= 1440
  bool funding = false;      ///< a funding stamp of some contract
  bool look = false;         ///< a look at the insurance fund
  bool change = false;       ///< conditions may change
  bool review = false;       ///< a trader looks by the calendar

  /// Whether more is due than the check.
  [[nodiscard]] bool due() const { return funding || look || change || review; }
};

/// The stops of one day: every step, every funding stamp, every look at the insurance fund, every
/// moment at which shocks may change conditions, and every minute at which a trader reviews. All
/// days are alike, because steps and intervals divide a day.
[[nodiscard]] std::vector<Stop> daily_stops(const Clock& clock, const Market& market,
                                            const std::vector<paths::Shock>& shocks,
                                            const std::vector<std::uint32_t>& reviews = {});

/// The price paths that all cells of a market see, as a law: what is where, for any path.
class World {
 public:
  /// `reviews`: minutes of the day at which some of the traders review.
  World(const Market& market, const Clock& clock, const paths::ModelParameters& model,
        std::uint64_t seed, const std::vector<std::uint32_t>& reviews = {});

  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const paths::Law& law() const { return law_; }
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

  /// How many of the marks are contracts'; and all of them at the start.
  [[nodiscard]] std::size_t contracts() const { return market_.funding.size(); }
  [[nodiscard]] const std::vector<core::Price>& start_marks() const { return start_marks_; }

  /// The rate of each contract at a stop, 0 where none is due; empty where none of any is.
  [[nodiscard]] std::span<const core::Rate> funding_rates(const Stop& stop) const {
    if (!stop.funding) return {};
    return std::span(rates_).subspan(rates_at_[stop.minute], contracts());
  }

  /// Whether rates are the same on all paths at all times, as above.
  [[nodiscard]] bool has_constant_rates() const { return constant_rates_; }

  /// Whether a contract's funding is due at a stop.
  [[nodiscard]] bool is_due(std::size_t contract, const Stop& stop) const;

  /// Minutes after which the law's coefficients change.
  [[nodiscard]] std::uint32_t period() const { return law_.period() / random::seconds_per_minute; }

  /// The mark of each contract, then the price of each collateral asset, from the logarithms of
  /// growth.
  void price(std::span<const double> logarithms, std::span<core::Price> marks) const;

 private:
  Market market_;
  Clock clock_;
  std::vector<Stop> stops_;
  std::vector<core::Price> start_marks_;
  std::vector<std::size_t> rates_at_;  ///< by minute of the day
  std::vector<core::Rate> rates_;
  bool constant_rates_ = true;
  paths::Law law_;
  random::DayPlan plan_;
  random::BrownianTree tree_;
};

}  // namespace marginwalk::replay
