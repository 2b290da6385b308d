#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/response.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::conduct {

/// Warns when the margin level of a scope, equity / maintenance, is below a threshold: once, and
/// again from the end of the day on, days being counted from the start.
struct MarginAlert {
  struct State {
    bool quiet = false;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "margin_alert";

  core::Scope scope = core::Scope::cross();
  double below = 1;
  Response response{};
  Execution execution{};

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return {random::minutes_per_day}; }

  /// After any change to the account.
  void refresh(const core::Account& account, State& state) const;
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;

  bool operator==(const MarginAlert&) const = default;
};

}  // namespace marginwalk::conduct
