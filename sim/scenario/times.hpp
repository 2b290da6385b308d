#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/scenario/parsed.hpp"

namespace marginwalk::scenario {

/// Seconds of a whole number with a unit: 90s, 1m, 8h or 30d; above 0, at most ten years of 365
/// days.
[[nodiscard]] Parsed<std::uint32_t> parse_duration(std::string_view text);

/// Seconds since 1970-01-01T00:00Z of an ISO-8601 time in UTC, from 1970 to 2199:
/// 2026-01-01T00:00Z or 2026-01-01T00:00:00Z.
[[nodiscard]] Parsed<std::int64_t> parse_time(std::string_view text);

/// A day, 2024-10-24, as it was written.
[[nodiscard]] Parsed<std::string> parse_date(std::string_view text);

/// A time that is a whole hour.
[[nodiscard]] Parsed<std::int64_t> parse_whole_hour(std::string_view text);

/// A duration of whole minutes that divide a day.
[[nodiscard]] Parsed<std::uint32_t> parse_step(std::string_view text);

/// A duration of whole minutes that divide a day, or of whole days.
[[nodiscard]] Parsed<std::uint32_t> parse_sampling_interval(std::string_view text);

/// A duration of whole hours that divide a day.
[[nodiscard]] Parsed<std::uint32_t> parse_funding_interval(std::string_view text);

}  // namespace marginwalk::scenario
