#pragma once

#include <cstdint>
#include <string>

#include "core/account.hpp"

namespace marginwalk::report {

/// A number with a fixed count of decimals and commas between thousands: 1,234.50. What rounds to
/// zero has no sign.
[[nodiscard]] std::string decimal(double value, int decimals);

/// A count: 100,000.
[[nodiscard]] std::string count(std::uint64_t value);

/// An amount of quote currency to the hundredth: 15,000.00.
[[nodiscard]] std::string money(double value);

/// A price: hundredths from 1 upwards, five significant digits below (0.000012345).
[[nodiscard]] std::string price(double value);

/// A size in base: six significant digits, or whole units where they are more; no zeros at the end.
[[nodiscard]] std::string size(double value);

/// A fraction as it would be written into a file: 0.0001 is 0.01%.
[[nodiscard]] std::string percent(double fraction);

/// A fraction in percent, with a fixed count of decimals.
[[nodiscard]] std::string percent(double fraction, int decimals);

/// A leverage: 10x, 3.333x.
[[nodiscard]] std::string leverage(double value);

/// A margin level to three decimals; a dash where nothing is required.
[[nodiscard]] std::string margin_level(double value);

/// `cross` or `isolated`.
[[nodiscard]] std::string margin_mode(core::MarginMode mode);

/// An amount of the money of an account: to the hundredth in quote currency, else six significant
/// digits.
[[nodiscard]] std::string money_of(const core::Account& account, core::Money amount);

/// Whole days, hours, minutes and seconds, without those that are zero: 30d, 1d 12h.
[[nodiscard]] std::string duration(std::uint32_t seconds);

/// A time that something will take yet, rounded up to seconds; `years` where it is a billion of
/// them or more.
[[nodiscard]] std::string time_left(double seconds);

/// Seconds since 1970-01-01T00:00Z as ISO-8601 in UTC: 2026-01-01T00:00Z, with seconds only where
/// they are not zero.
[[nodiscard]] std::string iso_time(std::int64_t seconds_since_1970);

/// What stands for a number that does not exist.
inline constexpr const char* missing = "–";

}  // namespace marginwalk::report
