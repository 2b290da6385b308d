#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/liquidation.hpp"

namespace marginwalk::replay {

/// What can happen to an account.
enum class EventKind {
  start,
  funding,
  liquidation,
  wiped_out,
  deleveraging,
  conditions,  ///< a shock changed them
  settlement,
  stopped,
  refill,
  order,  ///< the trader's, by a rule of the conduct
};

/// Something that happened to an account on a path, with where it stood just after.
struct Event {
  EventKind kind{};
  std::uint32_t seconds = 0;  ///< from the start
  std::vector<core::Price> marks;
  core::Account account;
  core::Money funding;  ///< `funding`: paid at this stamp (positive = paid)
  core::Money amount;   ///< `deleveraging`: its cost; `refill`: the deposit
  std::optional<core::Liquidation> liquidation;
  std::size_t rule = 0;    ///< `order`: whose, among the conduct's
  double maintenance = 1;  ///< what multiplies maintenance margins then
};

/// In order of time.
using EventLog = std::vector<Event>;

}  // namespace marginwalk::replay
