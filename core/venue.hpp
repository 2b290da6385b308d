#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "core/collateral.hpp"
#include "core/tier_schedule.hpp"
#include "core/units.hpp"

namespace marginwalk::core {

/// At which price the notional that maintenance is a share of is taken.
enum class Valuation { mark, entry };

/// Whether the fee for closing a position is part of its maintenance requirement, and at which
/// price.
enum class ClosingFee {
  none,
  at_mark,
  at_bankruptcy,  ///< where its initial margin would be lost: entry x (1 - 1 / leverage) for a long
};

/// What brackets of a margin table are of.
enum class TierMeasure { notional, contracts };

/// How a venue derives what a position must keep.
struct MaintenanceRule {
  Valuation valuation = Valuation::mark;
  ClosingFee closing_fee = ClosingFee::none;
  TierRule tier_rule = TierRule::deduction;
  TierMeasure tier_measure = TierMeasure::notional;
};

/// How a venue liquidates.
enum class Procedure {
  /// Everything is closed on the book at once; what is left is the trader's.
  close_out,
  /// One order on the book that closes no more than the requirement asks for. Where no such order
  /// is enough, the venue takes everything over at the bankruptcy price. (Binance)
  reduce,
  /// The position falls by `tiers_per_step` brackets on the book, as long as it is in bracket
  /// `lowest_tier` or above and the requirement of the first bracket is met; else the venue takes
  /// everything over at the bankruptcy price. (Bybit, OKX)
  tier_ladder,
  /// A share of one position on the book, as long as it takes. Equity is allotted to what is
  /// closed by its share of maintenance: the fee takes no more than is left of that, and the fund
  /// pays what is lost beyond it. (dYdX)
  blocks,
  /// First a share of a position above a notional, then all of it on the book; below
  /// `backstop_level` the venue takes everything over. (Hyperliquid)
  book_then_backstop,
};

/// How a venue liquidates, with the numbers that its procedure has.
struct LiquidationRule {
  Procedure procedure = Procedure::close_out;
  std::size_t tiers_per_step = 1;  ///< tier_ladder
  std::size_t lowest_tier = 1;     ///< tier_ladder: index of the first bracket that can fall
  Rate step_share{1};              ///< blocks, book_then_backstop: of the position
  Money least_step;                ///< blocks: notional
  Money greatest_step{std::numeric_limits<double>::infinity()};  ///< blocks: notional
  Money partial_above;        ///< book_then_backstop: notional from which the first step is a share
  double backstop_level = 0;  ///< book_then_backstop: equity / maintenance
  /// Before anything else, a long and a short of one contract under cross are closed against each
  /// other, at the mark and without a fee. (OKX)
  bool nets_hedges = false;
};

/// How winning positions stand in line to be closed against those of bankrupt accounts.
enum class DeleveragingRank {
  leveraged_return,  ///< profit / margin (Binance, Bybit, OKX)
  account_leverage,  ///< mark / entry x notional / equity of the account (Hyperliquid)
  none,              ///< whoever is drawn: of each, the same share (dYdX)
};

/// At which price they are closed.
enum class DeleveragingPrice {
  bankruptcy,  ///< of the others
  mark,
  mark_before,  ///< that of the last look at the fund
};

/// How a venue deleverages.
struct DeleveragingRule {
  DeleveragingRank rank = DeleveragingRank::leveraged_return;
  DeleveragingPrice price = DeleveragingPrice::bankruptcy;
};

/// A perpetual future. A linear one has its profit in quote currency and its size in base; for an
/// inverse one see core/inverse.hpp.
struct Contract {
  std::string name;        ///< house name, as in BTC-PERP
  std::string underlying;  ///< the asset whose price it follows
  TierSchedule tiers;
  Rate taker_fee;        ///< of the notional, on what the trader opens or closes during a run
  Rate liquidation_fee;  ///< of the notional closed by a liquidation
  MaintenanceRule maintenance_rule{};
  Size contract_size{1};  ///< base in one contract; quote currency in an inverse one
  bool inverse = false;
  Rate maker_fee{};            ///< as taker_fee, for orders that waited on the book
  Rate initial_margin_rate{};  ///< at least this, however high the leverage
  Price tick{};                ///< prices are whole multiples of it; 0 = any price
};

/// The rules of one exchange, as data. Contracts are sorted by name; positions and prices refer to
/// them by index.
struct Venue {
  std::string name;
  bool liquidates_at_equality = true;  ///< at equity = requirement: liquidated (true) or not yet
  std::vector<Contract> contracts;
  LiquidationRule liquidation{};
  bool hedge_mode = false;  ///< a long and a short of one contract are two positions
  std::vector<CollateralTerms> collateral{};  ///< what backs cross positions besides cash
  Rate collateral_discount{};  ///< below its price, when the venue sells it to cover a debt
  bool funding_keeps_maintenance =
      false;  ///< a charge ends where the requirement would be breached
  DeleveragingRule deleveraging{};
};

/// The same venue with maintenance margins of `multiplier` times those of every bracket, as venues
/// ask for in a crisis. Initial margins stay.
[[nodiscard]] Venue with_raised_maintenance(Venue venue, double multiplier);

}  // namespace marginwalk::core
