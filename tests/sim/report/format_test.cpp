#include "sim/report/format.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace marginwalk::report::format_test {
namespace {

TEST(Format, DecimalTable) {
  struct Row {
    double value;
    int decimals;
    const char* text;
  };
  const Row rows[] = {
      {0, 0, "0"},           {0, 2, "0.00"},         {-0.001, 2, "0.00"},
      {999, 0, "999"},       {1'000, 0, "1,000"},    {-1'000, 0, "-1,000"},
      {-999.5, 1, "-999.5"}, {999.96, 1, "1,000.0"}, {1234567.891, 2, "1,234,567.89"},
      {123456, 0, "123,456"}};
  for (const Row& row : rows) EXPECT_EQ(decimal(row.value, row.decimals), row.text);
}

TEST(Format, MoneyPriceAndSizeTable) {
  EXPECT_EQ(money(15'000), "15,000.00");
  EXPECT_EQ(money(-4'774.325), "-4,774.32");
  EXPECT_EQ(price(64'850), "64,850.00");
  EXPECT_EQ(price(1), "1.00");
  EXPECT_EQ(price(0.5), "0.50000");
  EXPECT_EQ(price(0.0000123456), "0.000012346");
  EXPECT_EQ(price(0), "0.00");
  EXPECT_EQ(size(0.7710099), "0.77101");
  EXPECT_EQ(size(20), "20");
  EXPECT_EQ(size(1'234'567.4), "1,234,567");
  EXPECT_EQ(count(100'000), "100,000");
}

TEST(Format, RatesTable) {
  EXPECT_EQ(percent(0.0001), "0.01%");
  EXPECT_EQ(percent(0.55), "55%");
  EXPECT_EQ(percent(-0.3307, 2), "-33.07%");
  EXPECT_EQ(leverage(10), "10x");
  EXPECT_EQ(leverage(10.0 / 3), "3.333x");
  EXPECT_EQ(margin_level(2.9704), "2.970");
  EXPECT_EQ(margin_level(std::numeric_limits<double>::infinity()), missing);
}

TEST(Format, DurationTable) {
  struct Row {
    std::uint32_t seconds;
    const char* text;
  };
  const Row rows[] = {
      {0, "0s"},           {60, "1m"},         {28'800, "8h"},    {90, "1m 30s"},
      {129'600, "1d 12h"}, {2'592'000, "30d"}, {86'460, "1d 1m"}, {812'340, "9d 9h 39m"}};
  for (const Row& row : rows) EXPECT_EQ(duration(row.seconds), row.text);
}

TEST(Format, IsoTimeTable) {
  struct Row {
    std::int64_t seconds;
    const char* text;
  };
  const Row rows[] = {{0, "1970-01-01T00:00Z"},
                      {1'767'225'600, "2026-01-01T00:00Z"},
                      {1'709'208'000, "2024-02-29T12:00Z"},
                      {1'767'225'661, "2026-01-01T00:01:01Z"},
                      {-60, "1969-12-31T23:59Z"}};
  for (const Row& row : rows) EXPECT_EQ(iso_time(row.seconds), row.text);
}

}  // namespace
}  // namespace marginwalk::report::format_test
