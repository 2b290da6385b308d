#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/conduct/add_to_losers.hpp"
#include "sim/conduct/adverse_days.hpp"
#include "sim/conduct/close_after.hpp"
#include "sim/conduct/double_after_loss.hpp"
#include "sim/conduct/entry.hpp"
#include "sim/conduct/escalation.hpp"
#include "sim/conduct/exit_order.hpp"
#include "sim/conduct/leverage_creep.hpp"
#include "sim/conduct/margin_alert.hpp"
#include "sim/conduct/price_alert.hpp"
#include "sim/conduct/rebalance.hpp"
#include "sim/conduct/reserve.hpp"
#include "sim/conduct/top_up.hpp"
#include "sim/conduct/trailing_stop.hpp"
#include "sim/conduct/use_free_margin.hpp"

namespace marginwalk::conduct {

/// A rule of a trader: data that never changes, and the type of what it remembers on a path.
///
/// Each has
///
///     static constexpr const char* name  its key in a file, and what logs call it
///     struct State;                     what it remembers; State{} at the start of a path
///     Execution execution;              how late and how surely it is carried out
///     refresh(account, state)           after every change to the account
///     look(moment, state) -> Answer     at every stop that is visited, outages aside
///     add_tripwires(venue, account, state, tripwires)
///
/// and as long as no tripwire is touched, look() answers nothing and changes nothing. A rule with a
/// `position` is of that one, one with a `scope` of all positions in it. Rules look in the order of
/// the variant: who only watches, orders, alerts, reviews, and what follows a close; one that
/// reviews by the calendar has `reviews() -> std::vector<std::uint32_t>`, minutes of the day, and
/// is visited there besides. One that may act while nothing is held has `waits(state) -> bool`,
/// whether it still may: a path on which nothing is held and nobody waits is over.
using Rule = std::variant<AdverseDays, Entry, StopLoss, TakeProfit, TrailingStop, AddToLosers,
                          MarginAlert, PriceAlert, TopUp, CloseAfter, Rebalance, UseFreeMargin,
                          LeverageCreep, Escalation, DoubleAfterLoss, Reserve>;

template <class... Rules>
std::variant<typename Rules::State...> state_of(const std::variant<Rules...>&);

/// What a rule remembers.
using State = decltype(state_of(std::declval<Rule>()));

/// What a rule is called in files and in logs.
[[nodiscard]] const char* name_of(const Rule& rule);

/// The rules of an account that lacks one of its positions: those of that one go, and those of the
/// positions behind it follow them.
[[nodiscard]] std::vector<Rule> rules_without(std::vector<Rule> rules, std::size_t position);

/// At most so many tripwires a rule publishes, one for what is pending included.
inline constexpr std::size_t most_tripwires = 4;

/// The minutes of the day, sorted and each once, at which any of the rules reviews.
[[nodiscard]] std::vector<std::uint32_t> reviews_of(const std::vector<Rule>& rules);

}  // namespace marginwalk::conduct
