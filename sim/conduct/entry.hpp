#pragma once

#include "sim/conduct/exit_level.hpp"
#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Opens a position by a limit order, instead of at the start: at a level, or at the best hourly
/// price of a window, the low for a long (support) and the high for a short (resistance), which
/// reviews find once the window has gone by.
///
/// It is sent once and filled at its limit, as maker, at the first stop at which the price is there
/// or beyond. One that is through the market when it is sent is a market order.
struct Entry {
  struct State {
    std::vector<core::Price> hours{};   ///< prices, the latest last
    std::optional<core::Price> best{};  ///< of the window, as the last review found it
    bool done = false;                  ///< filled, refused or gone
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "entry";

  std::size_t position = 0;
  ExitLevel level = core::Rate(0);  ///< a move from the price at the start, or a quoted price
  std::uint32_t window = 0;         ///< hours; 0: the level is given
  std::uint32_t every = 86'400;     ///< seconds from review to review: hours, or days
  std::optional<std::uint32_t> expires{};  ///< seconds from the start; whole minutes
  bool then_at_market = false;             ///< once it has expired
  Execution execution{};                   ///< prompt
  Trigger trigger{};
  core::Size size{};        ///< planned at `start`, signed
  core::Price start{};      ///< the mark there
  bool keeps_size = false;  ///< at another price; else its notional in quote currency

  [[nodiscard]] std::vector<std::uint32_t> reviews() const;
  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;
  [[nodiscard]] bool waits(const State& state) const { return !state.done; }

  /// The quoted price that is given, seen from that at the start.
  [[nodiscard]] core::Price quoted_level(core::Price quoted_start) const;

  /// The mark at which it waits where the level is given.
  [[nodiscard]] core::Price given_limit(const core::Contract& contract) const;

  bool operator==(const Entry&) const = default;

 private:
  [[nodiscard]] core::Position planned(const core::Account& account) const;
  [[nodiscard]] core::Size size_at(const core::Contract& contract, core::Price mark) const;
  [[nodiscard]] std::optional<core::Price> limit(const core::Contract& contract,
                                                 const State& state) const;
  [[nodiscard]] Answer at_market(const Moment& now, State& state) const;
  [[nodiscard]] Answer review(const Moment& now, State& state) const;
};

}  // namespace marginwalk::conduct
