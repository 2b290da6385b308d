#include "sim/scenario/times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::uint32_t minute = 60;
constexpr std::uint32_t hour = 60 * minute;
constexpr std::uint32_t day = 24 * hour;
constexpr std::uint32_t longest = 10 * 365 * day;

Rejection out_of_range(std::string_view text, std::string_view why) {
  return {fmt::format("{} is out of range ({})", shown(text), why)};
}

/// Digits only: no sign, no blanks.
std::optional<std::uint32_t> whole(std::string_view digits) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

std::uint32_t seconds_of_unit(char unit) {
  return unit == 's' ? 1 : unit == 'm' ? minute : unit == 'h' ? hour : unit == 'd' ? day : 0;
}

/// `; did you mean 30d?` where a unit is spelt out: 30 days, 5min, 8 hours, 90 sec. Or nothing.
std::string meant_duration(std::string_view text) {
  const std::size_t end = std::min(text.size(), text.find_first_not_of("0123456789"));
  const std::size_t from = std::min(text.size(), text.find_first_not_of(' ', end));
  const std::string_view unit = text.substr(from);
  for (const std::string_view word : {"seconds", "minutes", "hours", "days"}) {
    if (end == 0 || unit.empty() || !word.starts_with(unit)) continue;
    return fmt::format("; did you mean {}{}?", text.substr(0, end), word.front());
  }
  return "";
}

/// Whether the text has the form of the pattern, in which 0 stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char letter, char form) {
                      return form == '0' ? letter >= '0' && letter <= '9' : letter == form;
                    });
}

/// Days since 1970-01-01 of a text that begins like 2026-01-31, if the calendar has that day.
std::optional<std::int64_t> days_of(std::string_view text) {
  using namespace std::chrono;
  const auto number = [&](std::size_t from, std::size_t length) {
    return whole(text.substr(from, length)).value_or(0);
  };
  const year_month_day date{year(static_cast<int>(number(0, 4))), month(number(5, 2)),
                            std::chrono::day(number(8, 2))};
  if (!date.ok() || date.year() < year(1970) || date.year() >= year(2200)) return std::nullopt;
  return sys_days(date).time_since_epoch().count();
}

Parsed<std::uint32_t> duration_in(std::string_view text, std::uint32_t unit, std::string_view why) {
  const Parsed<std::uint32_t> parsed = parse_duration(text);
  const std::uint32_t* const seconds = std::get_if<std::uint32_t>(&parsed);
  if (seconds && (*seconds % unit != 0 || day % *seconds != 0)) return out_of_range(text, why);
  return parsed;
}

}  // namespace

Parsed<std::uint32_t> parse_duration(std::string_view text) {
  const std::string_view forms = "a duration is written like 90s, 1m, 8h or 30d";
  if (whole(text)) return Rejection{fmt::format("{} has no unit ({})", shown(text), forms)};
  const std::uint32_t unit = text.empty() ? 0 : seconds_of_unit(text.back());
  const auto count = unit == 0 ? std::nullopt : whole(text.substr(0, text.size() - 1));
  if (!count) {
    return Rejection{
        fmt::format("{} is not a duration ({}){}", shown(text), forms, meant_duration(text))};
  }
  if (*count == 0 || *count > longest / unit) {
    return out_of_range(text, "it must be above 0 and at most 3650d");
  }
  return *count * unit;
}

Parsed<std::int64_t> parse_time(std::string_view text) {
  const bool with_seconds = has_form(text, "0000-00-00T00:00:00Z");
  if (!with_seconds && !has_form(text, "0000-00-00T00:00Z")) {
    return Rejection{
        fmt::format("{} is not a time (in UTC, written like 2026-01-01T00:00Z)", shown(text))};
  }
  const std::optional<std::int64_t> days = days_of(text);
  const std::uint32_t hours = whole(text.substr(11, 2)).value_or(0);
  const std::uint32_t minutes = whole(text.substr(14, 2)).value_or(0);
  const std::uint32_t seconds = with_seconds ? whole(text.substr(17, 2)).value_or(0) : 0;
  if (!days || hours > 23 || minutes > 59 || seconds > 59) {
    return out_of_range(text, "no such time on the calendar from 1970 to 2199");
  }
  return *days * day + hours * hour + minutes * minute + seconds;
}

Parsed<std::string> parse_date(std::string_view text) {
  if (has_form(text, "0000-00-00") && days_of(text)) return std::string(text);
  return Rejection{fmt::format("{} is not a day (written like 2024-10-24)", shown(text))};
}

Parsed<std::int64_t> parse_whole_hour(std::string_view text) {
  const Parsed<std::int64_t> parsed = parse_time(text);
  const std::int64_t* const time = std::get_if<std::int64_t>(&parsed);
  if (time && *time % hour != 0) return out_of_range(text, "it must be a whole hour");
  return parsed;
}

Parsed<std::uint32_t> parse_step(std::string_view text) {
  return duration_in(text, minute, "it must be whole minutes that divide 24 hours");
}

Parsed<std::uint32_t> parse_sampling_interval(std::string_view text) {
  const Parsed<std::uint32_t> parsed = parse_duration(text);
  const std::uint32_t* const seconds = std::get_if<std::uint32_t>(&parsed);
  if (seconds && *seconds % day == 0) return parsed;
  return duration_in(text, minute, "it must be whole minutes that divide 24 hours, or whole days");
}

Parsed<std::uint32_t> parse_funding_interval(std::string_view text) {
  return duration_in(text, hour, "it must be whole hours that divide 24 hours");
}

}  // namespace marginwalk::scenario
