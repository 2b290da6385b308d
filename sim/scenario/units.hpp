#pragma once

#include <cstdint>
#include <string_view>

#include "core/units.hpp"
#include "sim/scenario/parsed.hpp"

/// Scalars of a file: what is a number, and which unit it must carry. Numbers are plain or
/// scientific decimals (15000, 0.5, 20e9); no infinities, no hexadecimals, no separators. A rate
/// without a unit is refused, except for 0.
namespace marginwalk::scenario {

/// A bare number.
[[nodiscard]] Parsed<double> parse_number(std::string_view text);

/// A bare number from 1e-12 to 1e15: within these bounds no product of amounts, prices and
/// leverages overflows or vanishes.
[[nodiscard]] Parsed<double> parse_positive(std::string_view text);

[[nodiscard]] Parsed<core::Price> parse_price(std::string_view text);  ///< as parse_positive
[[nodiscard]] Parsed<core::Money> parse_money(std::string_view text);  ///< as parse_positive

/// As parse_positive, or 0.
[[nodiscard]] Parsed<double> parse_not_negative(std::string_view text);

/// An amount of money that may be 0.
[[nodiscard]] Parsed<core::Money> parse_deduction(std::string_view text);

/// A positive number, as in 10 or 10x.
[[nodiscard]] Parsed<double> parse_leverage(std::string_view text);

/// A fraction in percent or basis points (0.5%, 50bps), from -100 % to 100 %.
[[nodiscard]] Parsed<core::Rate> parse_rate(std::string_view text);

/// A rate as a plain number.
[[nodiscard]] Parsed<double> value_of(const Parsed<core::Rate>& parsed);

/// As parse_rate, but from 0 % to below 100 %.
[[nodiscard]] Parsed<core::Rate> parse_share(std::string_view text);

/// As parse_rate, but above 0 %.
[[nodiscard]] Parsed<core::Rate> parse_positive_rate(std::string_view text);

/// Percent of a whole, which may be more than all of it: above 0 % and at most 1,000 %.
[[nodiscard]] Parsed<double> parse_part(std::string_view text);

/// Percent per square root of a year, from 0 to 10,000 %: far beyond any market, and well within
/// what the exponential can follow.
[[nodiscard]] Parsed<double> parse_volatility(std::string_view text);

/// Percent per year, from -10,000 % to 10,000 %.
[[nodiscard]] Parsed<double> parse_drift(std::string_view text);

/// A bare number from -1 to 1.
[[nodiscard]] Parsed<double> parse_correlation(std::string_view text);

/// A bare number from 1e-15 to 0.001.
[[nodiscard]] Parsed<double> parse_error_bound(std::string_view text);

/// A whole number from 1 to 1e15: 100000, 100k, 1M or 1e6.
[[nodiscard]] Parsed<std::uint64_t> parse_count(std::string_view text);

/// A whole number below 2^64, in digits.
[[nodiscard]] Parsed<std::uint64_t> parse_seed(std::string_view text);

}  // namespace marginwalk::scenario
