#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/response.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

/// Warns when the price of a position has gone against it by a share within some hours. It looks at
/// the end of each hour, counted from the start, and compares with what it saw at the others; once
/// it has warned, it begins anew.
struct PriceAlert {
  struct Seen {
    std::uint32_t seconds = 0;
    core::Price mark;
    bool operator==(const Seen&) const = default;
  };
  struct State {
    std::vector<Seen> seen{};
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "price_alert";

  std::size_t position = 0;
  core::Rate move;
  std::uint32_t within = 3600;  ///< seconds; whole hours
  Response response{};
  Execution execution{};

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return minutes_of_day(3600); }

  void refresh(const core::Account& account, State& state) const {
    if (!account.positions[position].open()) state = {};
  }

  [[nodiscard]] Answer look(const Moment& now, State& state) const;

  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const PriceAlert&) const = default;
};

}  // namespace marginwalk::conduct
