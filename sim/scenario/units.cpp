#include "sim/scenario/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

#include "sim/scenario/decimal.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

Rejection not_a(std::string_view text, std::string_view what, std::string_view why) {
  return {fmt::format("{} is not {} ({})", shown(text), what, why)};
}

Rejection beyond(std::string_view text, std::string_view why) {
  return {fmt::format("{} is out of range ({})", shown(text), why)};
}

/// A fraction with its unit; `basis_points` says whether bps is one.
Parsed<double> fraction(std::string_view text, std::string_view what, bool basis_points) {
  const std::string_view forms = basis_points ? "written like 0.5% or 50bps" : "written like 55%";
  std::optional<double> value;
  if (text.ends_with('%')) {
    value = decimal(text.substr(0, text.size() - 1), -2);
  } else if (basis_points && text.ends_with("bps")) {
    value = decimal(text.substr(0, text.size() - 3), -4);
  } else if (const std::optional<double> bare = decimal(text)) {
    if (*bare == 0) return 0.0;
    return Rejection{fmt::format("{} has no unit ({} is {})", shown(text), what, forms)};
  }
  if (!value) return not_a(text, what, forms);
  return *value;
}

/// The value if it passes; a rejection of the parser or of the range otherwise.
template <class InRange>
Parsed<double> limited(const Parsed<double>& parsed, std::string_view text, InRange in_range,
                       std::string_view why) {
  const double* const value = std::get_if<double>(&parsed);
  if (value && !in_range(*value)) return beyond(text, why);
  return parsed;
}

template <class Quantity>
Parsed<Quantity> as(const Parsed<double>& parsed) {
  if (const auto* rejection = std::get_if<Rejection>(&parsed)) return *rejection;
  return Quantity(std::get<double>(parsed));
}

/// An amount without what people write around it: $15,000, 15_000, 15 000.
std::string without_ornament(std::string_view text) {
  constexpr std::string_view ornament = "$,_ ";
  std::string plain;
  std::copy_if(text.begin(), text.end(), std::back_inserter(plain),
               [&](char sign) { return ornament.find(sign) == std::string_view::npos; });
  return plain;
}

bool is_positive(double value) { return value >= 1e-12 && value <= 1e15; }

}  // namespace

Parsed<double> parse_number(std::string_view text) {
  if (const std::optional<double> value = decimal(text)) return *value;
  Rejection rejection = not_a(text, "a number", "digits with a point, as in 15000 or 0.5 or 20e9");
  const std::string plain = without_ornament(text);
  if (decimal(plain)) rejection.reason += fmt::format("; did you mean {}?", plain);
  return rejection;
}

Parsed<double> parse_positive(std::string_view text) {
  return limited(parse_number(text), text, is_positive, "it must be above 0 and at most 1e15");
}

Parsed<core::Price> parse_price(std::string_view text) {
  return as<core::Price>(parse_positive(text));
}

Parsed<core::Money> parse_money(std::string_view text) {
  return as<core::Money>(parse_positive(text));
}

Parsed<double> parse_not_negative(std::string_view text) {
  const auto in_range = [](double value) { return value == 0 || is_positive(value); };
  return limited(parse_number(text), text, in_range, "it must be 0 or above, and at most 1e15");
}

Parsed<core::Money> parse_deduction(std::string_view text) {
  return as<core::Money>(parse_not_negative(text));
}

Parsed<double> parse_leverage(std::string_view text) {
  const std::optional<double> value =
      decimal(text.ends_with('x') ? text.substr(0, text.size() - 1) : text);
  if (!value) return not_a(text, "a leverage", "a number, as in 10 or 10x");
  return limited(*value, text, is_positive, "it must be above 0 and at most 1e15");
}

Parsed<core::Rate> parse_rate(std::string_view text) {
  const auto in_range = [](double value) { return value >= -1 && value <= 1; };
  return as<core::Rate>(
      limited(fraction(text, "a rate", true), text, in_range, "it must be from -100% to 100%"));
}

Parsed<double> value_of(const Parsed<core::Rate>& parsed) {
  if (const auto* rejection = std::get_if<Rejection>(&parsed)) return *rejection;
  return std::get<core::Rate>(parsed).value();
}

Parsed<core::Rate> parse_share(std::string_view text) {
  const auto in_range = [](double value) { return value >= 0 && value < 1; };
  return as<core::Rate>(
      limited(fraction(text, "a share", true), text, in_range, "it must be from 0% to below 100%"));
}

Parsed<core::Rate> parse_positive_rate(std::string_view text) {
  const auto in_range = [](double value) { return value > 0 && value <= 1; };
  return as<core::Rate>(limited(fraction(text, "a rate", true), text, in_range,
                                "it must be above 0% and at most 100%"));
}

Parsed<double> parse_part(std::string_view text) {
  const auto in_range = [](double value) { return value > 0 && value <= 10; };
  return limited(fraction(text, "a part", false), text, in_range,
                 "it must be above 0% and at most 1000%");
}

Parsed<double> parse_volatility(std::string_view text) {
  const auto in_range = [](double value) { return value >= 0 && value <= 100; };
  return limited(fraction(text, "a volatility", false), text, in_range,
                 "it must be from 0% to 10000% per year");
}

Parsed<double> parse_drift(std::string_view text) {
  const auto in_range = [](double value) { return value >= -100 && value <= 100; };
  return limited(fraction(text, "a drift", false), text, in_range,
                 "it must be from -10000% to 10000% per year");
}

Parsed<double> parse_correlation(std::string_view text) {
  const auto in_range = [](double value) { return value >= -1 && value <= 1; };
  return limited(parse_number(text), text, in_range, "a correlation lies between -1 and 1");
}

Parsed<double> parse_error_bound(std::string_view text) {
  const auto in_range = [](double value) { return value >= 1e-15 && value <= 1e-3; };
  return limited(parse_number(text), text, in_range, "it must be from 1e-15 to 0.001");
}

Parsed<std::uint64_t> parse_count(std::string_view text) {
  const bool scaled = text.ends_with('k') || text.ends_with('M');
  const int shift = text.ends_with('k') ? 3 : text.ends_with('M') ? 6 : 0;
  const std::optional<double> value =
      decimal(scaled ? text.substr(0, text.size() - 1) : text, shift);
  if (!value || *value != std::floor(*value)) {
    return not_a(text, "a count", "a whole number, as in 100000, 100k or 1M");
  }
  if (*value < 1 || *value > 1e15) return beyond(text, "it must be from 1 to 1e15");
  return static_cast<std::uint64_t>(*value);
}

Parsed<std::uint64_t> parse_seed(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc() && stop == end) return value;
  return not_a(text, "a seed", "a whole number from 0 to 18446744073709551615");
}

}  // namespace marginwalk::scenario
