#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

/// Gets used to more leverage: at each review the trader thinks a little more of it right, and adds
/// to all that is held up to there. Begins with what the leverage is at the first review. Nothing
/// is closed where the leverage is above that already.
struct LeverageCreep {
  struct State {
    std::optional<double> right{};  ///< sum of notionals / equity that was thought right last
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "leverage_creep";

  std::uint32_t every = 0;  ///< seconds from review to review
  double by = 1;            ///< times, from review to review
  double at_most = 1;       ///< the last leverage that is thought right
  Execution execution{};

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return minutes_of_day(every); }
  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const LeverageCreep&) const = default;
};

}  // namespace marginwalk::conduct
