#pragma once

#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Money that a trader keeps outside the account, where no venue can reach it. It does nothing by
/// itself: responses to alerts bring it in, as deposits, as far as it goes.
struct Reserve {
  struct State {
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "reserve";
  static constexpr Execution execution{};

  core::Money amount;  ///< of the account's money
  core::Rate share;    ///< of the wallet, from which the amount follows; 0: an amount was given

  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment&, State&) const { return {}; }
  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const Reserve&) const = default;
};

}  // namespace marginwalk::conduct
