#include "sim/scenario/rule_units.hpp"

#include <fmt/format.h>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {

Parsed<core::Rate> parse_distance(std::string_view text) {
  const Parsed<core::Rate> parsed = parse_positive_rate(text);
  const auto* const rate = std::get_if<core::Rate>(&parsed);
  if (rate && rate->value() >= 1) {
    return Rejection{fmt::format("{} is out of range (it must be below 100%)", shown(text))};
  }
  return parsed;
}

Parsed<std::uint32_t> parse_repetitions(std::string_view text) {
  const Parsed<std::uint64_t> parsed = parse_count(text);
  if (const auto* const rejection = std::get_if<Rejection>(&parsed)) return *rejection;
  const std::uint64_t count = std::get<std::uint64_t>(parsed);
  if (count <= 1000) return static_cast<std::uint32_t>(count);
  return Rejection{fmt::format("{} is out of range (it must be from 1 to 1000)", shown(text))};
}

Parsed<std::uint32_t> parse_review_interval(std::string_view text) {
  const Parsed<std::uint32_t> parsed = parse_duration(text);
  const auto* const seconds = std::get_if<std::uint32_t>(&parsed);
  const bool falls_on_days =
      !seconds || *seconds % 86'400 == 0 || (*seconds % 3600 == 0 && 86'400 % *seconds == 0);
  if (falls_on_days) return parsed;
  return Rejection{
      fmt::format("{} is neither whole hours that divide a day nor whole days", shown(text))};
}

Parsed<std::uint32_t> parse_whole_hours(std::string_view text) {
  const Parsed<std::uint32_t> parsed = parse_duration(text);
  const auto* const seconds = std::get_if<std::uint32_t>(&parsed);
  if (!seconds || *seconds % 3600 == 0) return parsed;
  return Rejection{fmt::format("{} is not a number of whole hours", shown(text))};
}

Parsed<conduct::ExitLevel> parse_price_or(
    std::string_view text, Parsed<core::Rate> (*parse_share_of_price)(std::string_view text)) {
  if (!text.ends_with('%') && !text.ends_with("bps")) {
    const Parsed<core::Price> price = parse_price(text);
    if (const auto* rejection = std::get_if<Rejection>(&price)) return *rejection;
    return conduct::ExitLevel(std::get<core::Price>(price));
  }
  const Parsed<core::Rate> share = parse_share_of_price(text);
  if (const auto* rejection = std::get_if<Rejection>(&share)) return *rejection;
  return conduct::ExitLevel(std::get<core::Rate>(share));
}

Parsed<double> parse_increase(std::string_view text) {
  const Parsed<double> parsed = parse_number(text);
  const auto* const factor = std::get_if<double>(&parsed);
  if (!factor || (*factor > 1 && *factor <= 1000)) return parsed;
  return Rejection{
      fmt::format("{} is out of range (it must be above 1 and at most 1000)", shown(text))};
}

}  // namespace marginwalk::scenario
