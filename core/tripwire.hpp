#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "core/account.hpp"

namespace marginwalk::core {

/// How far an account is from something happening to it, as a sum over marks that is easily
/// bounded:
///
///     surplus >= cash + fixed + sum of slope x mark
///
/// as long as no mark is above `ceiling` times the mark at which the tripwire was published. While
/// the right side is positive, what the tripwire guards against cannot happen. Whatever a rule
/// watches is published in this form.
struct Tripwire {
  /// Whose cash stands behind it. Cash changes with funding; the rest of a tripwire does not.
  enum class Backing {
    wallet,      ///< the cross scope
    margin,      ///< one isolated position
    everything,  ///< the whole account
    nothing,     ///< a price is watched, not a surplus
  };
  struct Slope {
    std::size_t contract = 0;
    Size slope;
  };

  Backing backing{};
  std::size_t position = 0;  ///< `margin`: whose
  Money fixed;
  std::vector<Slope> slopes;
  double ceiling = std::numeric_limits<double>::infinity();
  bool of_trader = false;  ///< on what the trader waits for, not on what the venue asks for

  [[nodiscard]] Money cash(const Account& account) const;
};

/// The cash of an account that stands behind its tripwires of some kind.
[[nodiscard]] Money backing_cash(const Account& account, Tripwire::Backing backing,
                                 std::size_t position);

/// On the margin level of a scope falling to some level above 0. Of maintenance it takes for each
/// position maintenance_bound at its ceiling, `ceiling` times the reference mark, and of collateral
/// least_weight likewise.
[[nodiscard]] Tripwire level_tripwire(const Venue& venue, const Account& account, Scope scope,
                                      double level, Marks reference, double ceiling);

/// One for each scope with open positions, on its maintenance requirement: a level of 1.
[[nodiscard]] std::vector<Tripwire> requirement_tripwires(const Venue& venue,
                                                          const Account& account, Marks reference,
                                                          double ceiling);

/// On the worth of the whole account falling to a floor in quote currency.
[[nodiscard]] Tripwire worth_tripwire(const Venue& venue, const Account& account, Money floor);

/// On a mark that is above a level (or `below` it) reaching it.
[[nodiscard]] Tripwire mark_tripwire(std::size_t contract, Price level, bool below = false);

/// Always touched: whoever publishes it is visited at every stop.
[[nodiscard]] Tripwire touched_tripwire();

}  // namespace marginwalk::core
