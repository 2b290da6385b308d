#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/account.hpp"

namespace marginwalk::core {

/// How the size of a position is stated.
enum class Sizing {
  margin,    ///< initial margin: notional = margin x leverage
  notional,  ///< notional at the entry price, in quote currency
  size,      ///< base, or the face of an inverse contract
};

/// A position that a trader wants to hold when a run starts.
struct PositionRequest {
  std::size_t contract = 0;
  bool is_long = true;
  Sizing sizing = Sizing::margin;
  double amount = 0;  ///< above 0, by `sizing`
  Price entry;        ///< core's price: a reciprocal for an inverse contract
  MarginMode mode = MarginMode::cross;
  double leverage = 1;
};

/// Why a venue would not let an account be opened.
enum class RefusalReason {
  margin_above_wallet,   ///< isolated margins posted (`needed`) exceed the wallet (`available`)
  initial_above_equity,  ///< the initial requirement exceeds the equity of the cross scope
  leverage_above_tier,   ///< `needed` leverage exceeds the maximum of the bracket, or of an
                         ///< isolated position's initial margin rate
  size_above_last_tier,  ///< the venue's table ends below the notional or number of contracts
  liquidatable,          ///< the position would be liquidated at once
};

/// What a venue says to an account that it would not open.
struct Refusal {
  RefusalReason reason{};
  std::optional<std::size_t> position;  ///< index of the request, where one is to blame
  double needed = 0;
  double available = 0;
};

/// The account that requests ask for, whether or not a venue would open it; under a cap as
/// open_account has it. `funds` holds the wallet and the collateral. Posted margins come out of the
/// wallet, which may turn negative.
[[nodiscard]] Account requested_account(const Venue& venue, const Account& funds,
                                        const std::vector<PositionRequest>& requests,
                                        std::optional<double> leverage_cap, Marks marks);

/// Opens an account at the start's marks, without fees.
///
/// Under a leverage cap the sum of notionals is at most cap x equity of the whole account; requests
/// that ask for more are scaled down together. One sized by margin keeps its margin, so that its
/// effective leverage falls; any other keeps its leverage and posts less. Then the pre-trade check:
/// leverage against the maximum of the notional's bracket and, where it is isolated, of the initial
/// margin rate; isolated margins against the wallet; the cross initial requirement against cross
/// equity.
[[nodiscard]] std::variant<Account, Refusal> open_account(
    const Venue& venue, const Account& funds, const std::vector<PositionRequest>& requests,
    std::optional<double> leverage_cap, Marks marks);

}  // namespace marginwalk::core
