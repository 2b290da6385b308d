#include "sim/verify/liquidation_checks.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>

#include "core/liquidation.hpp"
#include "core/liquidation_price.hpp"

namespace marginwalk::verify {
namespace {

using core::Account;
using core::Money;
using core::Price;

/// One position in one contract, opened at a mark of 1 with all of its initial margin behind it.
struct Lone {
  const core::Venue& venue;
  Account account;
  std::vector<Price> marks;

  Lone(const core::Venue& at, std::size_t contract, core::MarginMode mode, double leverage,
       double signed_notional)
      : venue(at), marks(at.contracts.size() + at.collateral.size(), Price(1)) {
    const Money margin(std::abs(signed_notional) / leverage);
    const bool isolated = mode == core::MarginMode::isolated;
    account.wallet = isolated ? Money(0) : margin;
    account.positions = {{contract, core::Size(signed_notional), Price(1), mode, leverage,
                          isolated ? margin : Money(0)}};
    if (at.contracts[contract].inverse) account.coin = contract;
  }

  [[nodiscard]] std::size_t contract() const { return account.positions[0].contract; }

  [[nodiscard]] bool is_liquidated_at(double mark) {
    marks[contract()] = Price(mark);
    const bool breached = core::assess(venue, account, marks).breach.has_value();
    marks[contract()] = Price(1);
    return breached;
  }

  /// The nearest mark towards 0 (down) or infinity that liquidates, within a factor of 1e6.
  [[nodiscard]] std::optional<double> nearest(bool down) {
    const double factor = down ? 1 / 1.01 : 1.01;
    double kept = 1;
    for (int i = 0; i < 1400; ++i) {
      double lost = kept * factor;
      if (!is_liquidated_at(lost)) {
        kept = lost;
        continue;
      }
      for (int halving = 0; halving < 60; ++halving) {
        const double middle = (kept + lost) / 2;
        (is_liquidated_at(middle) ? lost : kept) = middle;
      }
      return lost;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<double> nearest() {
    const auto below = nearest(true);
    const auto above = nearest(false);
    if (!below || !above) return below ? below : above;
    return 1 - *below < *above - 1 ? below : above;
  }
};

double distance(const std::optional<Price>& formula, const std::optional<double>& found) {
  if (!formula && !found) return 0;
  if (!formula || !found) return std::numeric_limits<double>::infinity();
  return std::abs(formula->value() / *found - 1);
}

}  // namespace

Evidence liquidation_prices(const core::Venue& venue) {
  double greatest = 0;
  int prices = 0;
  for (std::size_t contract = 0; contract < venue.contracts.size(); ++contract) {
    for (const auto mode : {core::MarginMode::cross, core::MarginMode::isolated}) {
      for (const double leverage : {3.0, 10.0}) {
        for (const double notional : {3e2, 3e4, 3e5, 3e6, 3e7}) {
          for (const double side : {1.0, -1.0}) {
            Lone lone(venue, contract, mode, leverage, side * notional);
            if (lone.is_liquidated_at(1)) continue;  // no venue would open it
            const auto formula = core::liquidation_price(venue, lone.account, 0, lone.marks);
            greatest = std::max(greatest, distance(formula, lone.nearest()));
            ++prices;
          }
        }
      }
    }
  }
  const std::string what = fmt::format("{}: liquidation prices by bisection", venue.name);
  return rounded(Kind::oracle, what, prices, prices, greatest, 1e-9);
}

}  // namespace marginwalk::verify
