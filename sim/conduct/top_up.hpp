#pragma once

#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Posts margin from the wallet, as far as that is free, when the margin level of an isolated
/// position is below a threshold, so that it is at a target again. The venue does it, at once.
struct TopUp {
  struct State {
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "top_up";
  static constexpr Execution execution{};

  std::size_t position = 0;
  double below = 1;
  double to = 2;  ///< above `below`

  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;

  bool operator==(const TopUp&) const = default;

 private:
  [[nodiscard]] bool minds(const core::Account& account) const;
};

}  // namespace marginwalk::conduct
