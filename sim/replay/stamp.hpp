#pragma once

#include <optional>
#include <span>

#include "sim/replay/insurance_fund.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// What comes due at a stop besides the check of requirements.
struct Stamp {
  std::span<const core::Rate> rates;  ///< funding, by contract; empty where none is due
  const FundLook* look = nullptr;     ///< at the insurance fund, where it closes something

  [[nodiscard]] bool funding() const { return !rates.empty(); }
};

/// Makes the stamps of one path, stop by stop.
class StampMaker {
 public:
  explicit StampMaker(const World& world) : world_(&world) {}

  void begin() {
    const Market& market = world_->market();
    if (!market.insurance_fund) return;
    fund_.begin(*market.insurance_fund, world_->start_marks(), world_->contracts());
  }

  /// The stamp of the next stop.
  [[nodiscard]] Stamp operator()(const Stop& stop, core::Marks marks) {
    Stamp stamp{world_->funding_rates(stop), nullptr};
    if (!stop.look) return stamp;
    const FundLook& look = fund_.look(marks);
    if (look.deleverages()) stamp.look = &look;
    return stamp;
  }

 private:
  const World* world_;
  FundWatch fund_;
};

}  // namespace marginwalk::replay
