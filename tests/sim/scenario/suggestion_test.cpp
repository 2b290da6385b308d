#include "sim/scenario/suggestion.hpp"

#include <gtest/gtest.h>

namespace marginwalk::scenario::suggestion_test {
namespace {

TEST(Suggestion, CountsEditsAndSwaps) {
  struct Row {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  for (const Row& row :
       {Row{"", "", 0}, Row{"", "abc", 3}, Row{"cross", "cross", 0}, Row{"corss", "cross", 1},
        Row{"cros", "cross", 1}, Row{"crosss", "cross", 1}, Row{"crass", "cross", 1},
        Row{"kitten", "sitting", 3}, Row{"ca", "abc", 3}}) {
    EXPECT_EQ(edit_distance(row.a, row.b), row.distance) << row.a << " " << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a), row.distance) << row.b << " " << row.a;
  }
}

TEST(Suggestion, FindsTheNearestWord) {
  const std::vector<std::string> known{"leverage", "leverage_cap", "margin", "margin_mode", "side"};
  EXPECT_EQ(nearest_word("leverge", known), "leverage");
  EXPECT_EQ(nearest_word("levarage_cap", known), "leverage_cap");
  EXPECT_EQ(nearest_word("Side", known), "side");
  EXPECT_EQ(nearest_word("mode", known), std::nullopt);
  EXPECT_EQ(nearest_word("", known), std::nullopt);
  EXPECT_EQ(nearest_word(std::string(1'000'000, 'x'), known), std::nullopt);
}

TEST(Suggestion, CompletesABeginning) {
  EXPECT_EQ(did_you_mean("BTC", {"ARPA-PERP", "BTC-PERP"}), "; did you mean BTC-PERP?");
  EXPECT_EQ(did_you_mean("binance", {"binance-coinm", "binance-usdm", "okx"}),
            "; did you mean binance-coinm or binance-usdm?");
  EXPECT_EQ(did_you_mean("B", {"B1", "B2", "B3", "B4"}), "; did you mean B1?");
  EXPECT_EQ(did_you_mean("XRP", {"BTC-PERP"}), "");
}

TEST(Suggestion, SeesThatAColonIsMissing) {
  EXPECT_EQ(key_without_colon("price 64850", {"open", "price"}), "price");
  EXPECT_EQ(key_without_colon("price:64850", {"open", "price"}), "price");
  EXPECT_EQ(key_without_colon("price", {"price"}), std::nullopt);
  EXPECT_EQ(key_without_colon("BTC ETH", {"price"}), std::nullopt);
}

}  // namespace
}  // namespace marginwalk::scenario::suggestion_test
