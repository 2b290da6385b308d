#include "sim/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/scenario/words.hpp"

namespace marginwalk::report {
namespace {

/// The decimals that show a number to so many significant digits; never less than none.
int decimals_for(double value, int significant) {
  if (value == 0) return 0;
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return std::max(0, significant - 1 - exponent);
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::string decimal(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool rounds_to_zero = text.find_first_not_of("0.") == std::string::npos;
  const std::size_t whole_digits = std::min(text.find('.'), text.size());
  for (std::size_t digits = whole_digits; digits > 3; digits -= 3) text.insert(digits - 3, 1, ',');
  return value < 0 && !rounds_to_zero ? "-" + text : text;
}

std::string count(std::uint64_t value) { return decimal(static_cast<double>(value), 0); }

std::string money(double value) { return decimal(value, 2); }

std::string price(double value) {
  return decimal(value, std::abs(value) < 1 ? std::max(2, decimals_for(value, 5)) : 2);
}

std::string size(double value) {
  return without_trailing_zeros(decimal(value, decimals_for(value, 6)));
}

std::string percent(double fraction) { return fmt::format("{:.6g}%", 100 * fraction); }

std::string percent(double fraction, int decimals) {
  return decimal(100 * fraction, decimals) + "%";
}

std::string leverage(double value) { return fmt::format("{:.4g}x", value); }

std::string margin_level(double value) {
  return std::isfinite(value) ? decimal(value, 3) : missing;
}

std::string margin_mode(core::MarginMode mode) { return scenario::word_of(mode); }

std::string money_of(const core::Account& account, core::Money amount) {
  return account.coin ? size(amount.value()) : money(amount.value());
}

std::string duration(std::uint32_t seconds) {
  struct Unit {
    char sign;
    std::uint32_t seconds;
  };
  constexpr Unit units[] = {{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}};
  std::string text;
  for (const Unit& unit : units) {
    const std::uint32_t whole = seconds / unit.seconds;
    seconds %= unit.seconds;
    if (whole > 0) text += fmt::format("{}{}{}", text.empty() ? "" : " ", whole, unit.sign);
  }
  return text.empty() ? "0s" : text;
}

std::string time_left(double seconds) {
  constexpr double longest = 1e9;
  return seconds < longest ? duration(static_cast<std::uint32_t>(std::ceil(seconds))) : "years";
}

std::string iso_time(std::int64_t seconds_since_1970) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds_since_1970)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<std::chrono::seconds> clock(time - day);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count());
  if (clock.seconds().count() != 0) text += fmt::format(":{:02}", clock.seconds().count());
  return text + "Z";
}

}  // namespace marginwalk::report
