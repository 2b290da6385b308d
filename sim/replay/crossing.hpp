#pragma once

#include <vector>

#include "sim/replay/bridge.hpp"
#include "sim/replay/trial.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// What may happen to an account between two moments that are looked at.
///
/// The surplus of a scope (equity less maintenance) over a bridge is taken for a line in the
/// logarithms of prices, itself a scalar Brownian bridge: with a and b > 0 its ends and v its
/// variance, it falls to zero in between with probability exp(-2 a b / v).
class Crossing {
 public:
  /// Both must outlive it.
  Crossing(const World& world, const core::Venue& venue) : world_(&world), venue_(&venue) {}

  /// From now on by the rules of this venue, which must live as long.
  void use(const core::Venue& venue) { venue_ = &venue; }

  /// Whether a tripwire of an account is touched inside a bridge with a probability above 1e-12, or
  /// was at one of its ends.
  [[nodiscard]] bool may_touch(const Trial& trial, const Bridge& bridge);

  /// Whether a tripwire is touched at some marks, or may be once so much has been paid.
  [[nodiscard]] bool is_touched(const Trial& trial, core::Marks marks,
                                core::Money payment = core::Money(0)) const;

  /// Whether `probability` is exact: where all that is open is one scope in one contract without
  /// collateral, its liquidation price is the level that the contract's price must reach.
  [[nodiscard]] bool is_exact(const core::Account& account) const;

  /// Probability that a scope of the account may be liquidated at some moment inside a bridge. Of
  /// several contracts, a and b are the surplus itself at the two ends and the line has the mean of
  /// its slopes there; scopes are taken for independent, given the ends.
  [[nodiscard]] double probability(const core::Account& account, const Bridge& bridge);

 private:
  [[nodiscard]] bool beyond_ceiling(const core::Tripwire& tripwire, core::Marks marks) const;
  [[nodiscard]] double of_scope(const core::Account& account, std::size_t position,
                                const Bridge& bridge);
  [[nodiscard]] double of_one_price(const core::Account& account, std::size_t position,
                                    const Bridge& bridge) const;
  [[nodiscard]] double surplus(const core::Account& account, core::Scope scope,
                               core::Marks marks) const;
  void add_slopes(const core::Account& account, core::Scope scope, core::Marks marks);
  [[nodiscard]] double variance(const Bridge& bridge) const;

  const World* world_;
  const core::Venue* venue_;
  std::vector<double> weights_;  ///< by asset: of its logarithm
  std::vector<core::Price> bumped_;
};

}  // namespace marginwalk::replay
