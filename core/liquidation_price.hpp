#pragma once

#include <optional>

#include "core/account.hpp"

namespace marginwalk::core {

/// The mark of a position's contract at which its scope's equity equals the maintenance
/// requirement, all other marks frozen: with W the scope's cash plus the unrealised profit of its
/// other contracts less their maintenance, and m, c the rate and amount of the bracket that holds
/// the notional at the price itself,
///
///     price = (W + c - size x entry) / (|size| m - size)
///
/// (plus the closing fee where the venue counts it in; maintenance_line has the general form).
/// Prices are core's: of an inverse contract, reciprocals. Where the requirement jumps across the
/// equity at the edge of a bracket, the edge is the price. Cross positions in one contract share
/// one price. Where two such prices exist the one nearer to the mark is given; none where no price
/// above zero liquidates.
[[nodiscard]] std::optional<Price> liquidation_price(const Venue& venue, const Account& account,
                                                     std::size_t position, Marks marks);

/// The mark of a position's contract at which its scope's equity is zero, all other marks frozen;
/// none where no price above zero does.
[[nodiscard]] std::optional<Price> bankruptcy_price(const Venue& venue, const Account& account,
                                                    std::size_t position, Marks marks);

/// A quoted price as the venue shows it, a whole number of ticks: up for a long, down for a short,
/// so that nobody is told of more room than there is.
[[nodiscard]] Price to_tick(const Contract& contract, Price quoted, bool is_long);

}  // namespace marginwalk::core
