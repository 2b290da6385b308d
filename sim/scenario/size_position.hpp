#pragma once

#include <string>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// What a size that is no amount is made of.
struct SizingGround {
  const std::string& cell;  ///< its name, for messages
  const Marketplace& place;
  const paths::ModelParameters* model;  ///< null where nothing is said of the future
  const core::Account& funds;  ///< what stands behind the positions, before they are opened
};

/// Turns a size by risk, by a share of equity, by a target volatility or by Kelly into an amount,
/// and where it has no leverage gives it one: that at which it fills the account, at least 1. With
/// W the worth of the funds in quote currency:
///
///     equity_share       margin   = share x W (of an account in coins, of its coins)
///     target_volatility  notional = W x target / volatility
///     kelly_fraction     notional = W x fraction x edge / volatility^2
///
/// volatility: long_run_variance of the model; edge: drift less funding, per year, of a short the
/// other way round. Sources: E. O. Thorp, "The Kelly criterion in blackjack, sports betting, and
/// the stock market", Handbook of Asset and Liability Management 1 (2006), section 7 (f* = edge /
/// variance); A. Moreira, T. Muir, "Volatility-managed portfolios", J. Finance 72 (2017).
void settle_size(PositionSpec& position, const SizingGround& ground, Problems& problems);

}  // namespace marginwalk::scenario
