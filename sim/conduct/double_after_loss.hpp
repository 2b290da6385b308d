#pragma once

#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Opens a position again at the market, larger than it was opened last, once it has been closed at
/// a loss at the mark, by whomever: a martingale. A close without a loss ends it.
struct DoubleAfterLoss {
  struct State {
    core::Size opened;  ///< when it was opened last
    core::Price entry;  ///< as it was last
    bool open = false;
    bool closed = false;  ///< since the trader looked last
    std::uint32_t in_a_row = 0;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "double_after_loss";

  std::size_t position = 0;
  double times = 2;           ///< the size of the last time
  std::uint32_t at_most = 1;  ///< times in a row
  Execution execution{};

  void refresh(const core::Account& account, State& state) const;
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue&, const core::Account&, const State& state,
                     Tripwires& tripwires) const;
  [[nodiscard]] bool waits(const State& state) const { return state.closed; }

  bool operator==(const DoubleAfterLoss&) const = default;
};

}  // namespace marginwalk::conduct
