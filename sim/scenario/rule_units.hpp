#pragma once

#include <cstdint>
#include <string_view>

#include "core/units.hpp"
#include "sim/conduct/exit_level.hpp"
#include "sim/scenario/parsed.hpp"

/// Scalars of rules of conduct.
namespace marginwalk::scenario {

/// How far a price goes, as a share of it: a positive rate below 100 %, so that prices stay above
/// 0.
[[nodiscard]] Parsed<core::Rate> parse_distance(std::string_view text);

/// How often something is repeated: a whole number from 1 to 1000.
[[nodiscard]] Parsed<std::uint32_t> parse_repetitions(std::string_view text);

/// Seconds from review to review: whole hours that divide a day, or whole days.
[[nodiscard]] Parsed<std::uint32_t> parse_review_interval(std::string_view text);

/// Seconds of whole hours.
[[nodiscard]] Parsed<std::uint32_t> parse_whole_hours(std::string_view text);

/// A price, or what `parse_share_of_price` makes of a text in percent or basis points.
[[nodiscard]] Parsed<conduct::ExitLevel> parse_price_or(
    std::string_view text, Parsed<core::Rate> (*parse_share_of_price)(std::string_view text));

/// A factor above 1, at most 1000.
[[nodiscard]] Parsed<double> parse_increase(std::string_view text);

}  // namespace marginwalk::scenario
