#include "sim/scenario/units.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario::units_test {
namespace {

template <class Value>
struct Row {
  const char* text;
  Value value;
};

template <class Value, class Parse>
void expect_values(Parse parse, const std::vector<Row<Value>>& rows) {
  for (const Row<Value>& row : rows) {
    const Parsed<Value> parsed = parse(row.text);
    const auto* const value = std::get_if<Value>(&parsed);
    ASSERT_TRUE(value) << row.text << ": " << std::get<Rejection>(parsed).reason;
    EXPECT_EQ(*value, row.value) << row.text;
  }
}

template <class Parse>
void expect_rejected(Parse parse, const std::vector<const char*>& texts) {
  for (const char* const text : texts) EXPECT_EQ(parse(text).index(), 1U) << text;
}

template <class Parse>
std::string reason_of(Parse parse, const char* text) {
  const auto parsed = parse(text);
  const auto* const rejection = std::get_if<Rejection>(&parsed);
  return rejection ? rejection->reason : "(accepted)";
}

TEST(Units, NumbersAreDecimals) {
  expect_values<double>(
      parse_number, {{"15000", 15000}, {"-0.5", -0.5}, {".5", 0.5}, {"20e9", 20e9}, {"1E+3", 1e3}});
  expect_rejected(parse_number,
                  {"",      "-",     "nan",  "inf", "-inf", "0x10", "1e400", "1e99999999999",
                   "1_000", "1,000", "1:30", "no",  "on",   "5 ",   " 5",    "+5",
                   "5x",    "e5",    ".",    "--5", "1e+-3"});
}

TEST(Units, RatesCarryTheirUnit) {
  using core::Rate;
  expect_values<Rate>(parse_rate, {{"0.5%", Rate(0.005)},
                                   {"0.65%", Rate(0.0065)},
                                   {"10bps", Rate(0.001)},
                                   {"-0.01%", Rate(-0.0001)},
                                   {"1e-2%", Rate(0.0001)},
                                   {"0", Rate(0)}});
  expect_rejected(parse_rate, {"0.005", "5", "%", "bps", "101%", "nan%", "5 %", "5percent", "1%%"});
  EXPECT_EQ(reason_of(parse_rate, "0.01"),
            "\"0.01\" has no unit (a rate is written like 0.5% or 50bps)");
}

TEST(Units, SharesAndRequirementsHaveTheirRanges) {
  using core::Rate;
  expect_values<Rate>(parse_share, {{"0", Rate(0)}, {"0%", Rate(0)}, {"99.9%", Rate(0.999)}});
  expect_rejected(parse_share, {"-1%", "100%", "0.05"});
  expect_values<Rate>(parse_positive_rate, {{"100%", Rate(1)}, {"1bps", Rate(0.0001)}});
  expect_rejected(parse_positive_rate, {"0", "0%", "-1%", "101%"});
}

TEST(Units, VolatilityAndDriftAreInPercent) {
  expect_values<double>(parse_volatility, {{"55%", 0.55}, {"0", 0}, {"150%", 1.5}});
  expect_rejected(parse_volatility, {"55", "0.55", "-5%", "50bps", "10001%", "high"});
  expect_values<double>(parse_drift, {{"-20%", -0.2}, {"0", 0}});
  expect_rejected(parse_drift, {"0.2", "1", "20bps"});
}

TEST(Units, AmountsAreBareAndPositive) {
  expect_values<core::Money>(parse_money, {{"15000", core::Money(15000)}});
  expect_rejected(parse_money, {"0", "-1", "15000 USD", "$15000", "1e16", "1e-13", "10%"});
  expect_values<core::Price>(parse_price, {{"64850.5", core::Price(64850.5)}});
  expect_rejected(parse_price, {"-64850", "0"});
  expect_values<core::Money>(parse_deduction, {{"0", core::Money(0)}, {"50", core::Money(50)}});
  expect_rejected(parse_deduction, {"-50"});
}

TEST(Units, LeverageMayEndInX) {
  expect_values<double>(parse_leverage, {{"10", 10}, {"10x", 10}, {"2.5x", 2.5}});
  expect_rejected(parse_leverage, {"0", "-3", "x", "10X", "10%", "x10"});
}

TEST(Units, CorrelationsLieBetweenMinusOneAndOne) {
  expect_values<double>(parse_correlation, {{"-1", -1}, {"0.82", 0.82}, {"1", 1}});
  expect_rejected(parse_correlation, {"1.2", "-1.01", "82%"});
}

TEST(Units, ErrorBoundsAreSmall) {
  expect_values<double>(parse_error_bound, {{"1e-9", 1e-9}, {"0.001", 0.001}, {"1e-15", 1e-15}});
  expect_rejected(parse_error_bound, {"0", "0.01", "-1e-9", "1e-16", "1e-7%"});
}

TEST(Units, CountsAreWhole) {
  expect_values<std::uint64_t>(
      parse_count,
      {{"100000", 100000}, {"100k", 100000}, {"1M", 1000000}, {"1e6", 1000000}, {"1.5M", 1500000}});
  expect_rejected(parse_count, {"0", "-5", "1.5", "no", "1e16", "k", "1G", "1 000"});
}

TEST(Units, SeedsUseAllSixtyFourBits) {
  expect_values<std::uint64_t>(parse_seed,
                               {{"0", 0}, {"18446744073709551615", 18446744073709551615ULL}});
  expect_rejected(parse_seed, {"18446744073709551616", "-1", "1e3", "seven", ""});
}

TEST(Units, DurationsCarryTheirUnit) {
  expect_values<std::uint32_t>(
      parse_duration,
      {{"90s", 90}, {"1m", 60}, {"8h", 28800}, {"1d", 86400}, {"3650d", 315360000}});
  expect_rejected(parse_duration, {"30", "0", "0d", "3651d", "-1d", "1.5h", "1 d", "1w", "d",
                                   "1:30", "99999999999d"});
  EXPECT_EQ(reason_of(parse_duration, "30"),
            "\"30\" has no unit (a duration is written like 90s, 1m, 8h or 30d)");
}

TEST(Units, StepsAndFundingIntervalsDivideADay) {
  expect_values<std::uint32_t>(parse_step,
                               {{"1m", 60}, {"15m", 900}, {"1d", 86400}, {"120s", 120}});
  expect_rejected(parse_step, {"7m", "90s", "30s", "2d"});
  expect_values<std::uint32_t>(parse_funding_interval,
                               {{"8h", 28800}, {"1h", 3600}, {"60m", 3600}});
  expect_rejected(parse_funding_interval, {"5h", "30m", "2d"});
  expect_values<std::uint32_t>(
      parse_sampling_interval,
      {{"1m", 60}, {"1h", 3600}, {"24h", 86400}, {"7d", 604800}, {"48h", 172800}});
  expect_rejected(parse_sampling_interval, {"7m", "90s", "30s", "36h", "5h", "0d", "1"});
}

TEST(Units, TimesAreInUtcAndOnTheCalendar) {
  expect_values<std::int64_t>(parse_time, {{"1970-01-01T00:00Z", 0},
                                           {"2026-01-01T00:00Z", 1767225600},
                                           {"2024-02-29T12:34:56Z", 1709210096}});
  expect_rejected(parse_time,
                  {"2026-01-01", "2026-01-01T00:00", "2026-01-01T00:00+01:00", "2026-02-29T00:00Z",
                   "2026-13-01T00:00Z", "2026-01-01T24:00Z", "2026-01-01T00:60Z",
                   "2026-01-01 00:00Z", "1969-12-31T23:00Z", "2200-01-01T00:00Z", "now", ""});
  expect_rejected(parse_whole_hour, {"2026-01-01T00:30Z", "2026-01-01T00:00:01Z"});
  expect_values<std::string>(parse_date, {{"2024-10-24", "2024-10-24"}});
  expect_rejected(parse_date, {"2024-10-32", "24.10.2024"});
}

TEST(Units, WordsAreSpelledOneWay) {
  expect_values<bool>(parse_is_long, {{"long", true}, {"short", false}});
  expect_rejected(parse_is_long, {"Long", "buy", ""});
  expect_values<core::MarginMode>(parse_margin_mode, {{"cross", core::MarginMode::cross},
                                                      {"isolated", core::MarginMode::isolated}});
  EXPECT_EQ(reason_of(parse_margin_mode, "isolate"),
            "\"isolate\" is not a margin mode (cross or isolated); did you mean isolated?");
  expect_values<bool>(parse_truth, {{"true", true}, {"false", false}});
  expect_rejected(parse_truth, {"yes", "no", "on", "off", "True", "1"});
  expect_rejected(parse_name, {"", "-a", "a b", "a/b", "../a", "a.b"});
}

TEST(Units, MessagesShowTextSafely) {
  EXPECT_EQ(shown("a\x1b[31m\n"), "\"a?[31m?\"");
  EXPECT_EQ(shown(std::string(100, 'x')), fmt::format("\"{}...\"", std::string(60, 'x')));
  const std::string long_word(59, 'x');
  EXPECT_EQ(shown(fmt::format("{}\u00e9y", long_word)), fmt::format("\"{}...\"", long_word));
}

}  // namespace
}  // namespace marginwalk::scenario::units_test
