#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/replay/funding_course.hpp"
#include "sim/replay/insurance_fund.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// What comes due at a stop besides the check of requirements.
struct Stamp {
  std::span<const core::Rate> rates;   ///< funding, by contract; empty where none is due
  const FundLook* look = nullptr;      ///< at the insurance fund, where it closes something
  const Conditions* change = nullptr;  ///< what holds from now on, where that is something else

  [[nodiscard]] bool funding() const { return !rates.empty(); }
};

/// Makes the stamps of one path, stop by stop.
class StampMaker {
 public:
  explicit StampMaker(const World& world) : world_(&world), funding_(world) {}

  void begin(std::uint64_t path) {
    const Market& market = world_->market();
    if (!world_->has_constant_rates()) {
      begins_ = paths::draw_shocks(shocks(), world_->tree().seed(), path);
      conditions_ = {};
      funding_.begin(path);
    }
    if (!market.insurance_fund) return;
    fund_.begin(*market.insurance_fund, world_->start_marks(), world_->contracts());
  }

  /// The stamp of the next stop.
  [[nodiscard]] Stamp operator()(const Stop& stop, std::uint32_t seconds, core::Marks marks) {
    Stamp stamp{world_->funding_rates(stop)};
    if (stop.funding && !world_->has_constant_rates()) {
      stamp.rates = funding_.rates(stop, seconds, marks, conditions_);
    }
    if (stop.look) {
      const FundLook& look = fund_.look(marks);
      if (look.deleverages()) stamp.look = &look;
    }
    if (stop.change) {
      Conditions now = conditions_at(shocks(), begins_, seconds);
      if (now != conditions_) {
        conditions_ = std::move(now);
        stamp.change = &conditions_;
      }
    }
    return stamp;
  }

 private:
  [[nodiscard]] const std::vector<paths::Shock>& shocks() const {
    return world_->law().parameters().shocks;
  }

  const World* world_;
  FundWatch fund_;
  FundingCourse funding_;
  std::vector<std::uint32_t> begins_;  ///< of shocks
  Conditions conditions_;
};

}  // namespace marginwalk::replay
