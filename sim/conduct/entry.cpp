#include "sim/conduct/entry.hpp"

#include <algorithm>

#include "core/inverse.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

using core::Price;

std::vector<std::uint32_t> Entry::reviews() const {
  std::vector<std::uint32_t> minutes;
  if (window > 0) minutes = minutes_of_day(3600);
  if (expires) minutes.push_back(minute_of_day(*expires));
  return minutes;
}

/// The side is all that is asked of it.
core::Position Entry::planned(const core::Account& account) const {
  core::Position waiting = account.positions[position];
  waiting.size = size;
  return waiting;
}

core::Size Entry::size_at(const core::Contract& contract, Price mark) const {
  return keeps_size || contract.inverse ? size : size * (start / mark);
}

Price Entry::quoted_level(Price quoted_start) const {
  if (const auto* const price = std::get_if<Price>(&level)) return *price;
  return quoted_start * (1 + std::get<core::Rate>(level).value());
}

Price Entry::given_limit(const core::Contract& contract) const {
  return core::quoted(contract, quoted_level(core::quoted(contract, start)));
}

std::optional<Price> Entry::limit(const core::Contract& contract, const State& state) const {
  return window > 0 ? state.best : given_limit(contract);
}

Answer Entry::at_market(const Moment& now, State& state) const {
  state.done = true;
  const std::size_t contract = now.account.positions[position].contract;
  const core::Size wanted = size_at(now.venue.contracts[contract], now.marks[contract]);
  return {{Increase{position, wanted}}, {}, true};
}

Answer Entry::look(const Moment& now, State& state) const {
  if (state.done) return {};
  const core::Position waiting = planned(now.account);
  const core::Contract& contract = now.venue.contracts[waiting.contract];
  const std::optional<Price> at = limit(contract, state);
  if (at && window == 0 && has_reached(waiting, start, *at, Way::loss)) {
    return at_market(now, state);
  }
  if (at && has_reached(waiting, trigger.price(now.marks, waiting), *at, Way::loss)) {
    state.done = true;
    return {{Enter{position, size_at(contract, *at), *at}}, at, true};
  }
  if (!expires || now.seconds < *expires) return review(now, state);
  if (then_at_market) return at_market(now, state);
  state.done = true;
  return {{}, {}, true};
}

Answer Entry::review(const Moment& now, State& state) const {
  if (window == 0 || now.seconds % 3600 != 0) return {};
  const core::Position waiting = planned(now.account);
  const Price price = trigger.price(now.marks, waiting);
  if (state.hours.size() > window) state.hours.erase(state.hours.begin());
  state.hours.push_back(price);
  if (now.seconds % every != 0 || state.hours.size() <= window) return {};
  const auto [least, greatest] = std::minmax_element(state.hours.begin(), state.hours.end());
  state.best = waiting.size > core::Size(0) ? *least : *greatest;
  return price == *state.best ? at_market(now, state) : Answer{{}, {}, true};
}

void Entry::add_tripwires(const core::Venue& venue, const core::Account& account,
                          const State& state, Tripwires& tripwires) const {
  if (state.done) return;
  const core::Position waiting = planned(account);
  const std::optional<Price> at = limit(venue.contracts[waiting.contract], state);
  if (!at) return;
  if (window == 0 && has_reached(waiting, start, *at, Way::loss)) {
    tripwires.push_back(core::touched_tripwire());
  } else {
    tripwires.push_back(exit_tripwire(waiting, *at, Way::loss, trigger));
  }
}

}  // namespace marginwalk::conduct
