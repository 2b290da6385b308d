#pragma once

#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Brings a position back to a target, at the market, by the calendar: at times that are multiples
/// of an interval from the start, if its notional is off by more than a threshold. At most it is
/// doubled at once, and the margin check may let less through; what is closed stays closed.
struct Rebalance {
  enum class Target {
    notional,    ///< so much, in quote currency
    weight,      ///< so many times what the account is worth
    volatility,  ///< so much of it, per year, of what the account is worth
  };
  struct State {
    std::vector<core::Price> hours{};  ///< quoted, the latest last
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "rebalance";

  std::size_t position = 0;
  Target target = Target::notional;
  double amount = 0;             ///< by `target`
  std::uint32_t every = 86'400;  ///< seconds: whole hours that divide a day, or whole days
  std::uint32_t window = 0;      ///< hours over which volatility is measured
  core::Rate threshold{};        ///< of the target
  Execution execution{};

  [[nodiscard]] std::vector<std::uint32_t> reviews() const;
  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const Rebalance&) const = default;

 private:
  [[nodiscard]] std::optional<double> wanted_notional(const Moment& now, const State& state) const;
};

/// Volatility per year of 365 days of hourly prices: the root of 8,760 times the mean square of
/// their returns.
[[nodiscard]] double realised_volatility(const std::vector<core::Price>& hours);

}  // namespace marginwalk::conduct
