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
  EXPECT_EQ(nearest_word("BTC", {"ARPA-PERP", "BTC-PERP"}), "BTC-PERP");
  EXPECT_EQ(did_you_mean("BTC", {"BTC-PERP"}), "; did you mean BTC-PERP?");
  EXPECT_EQ(did_you_mean("XRP", {"BTC-PERP"}), "");
}

}  // namespace
}  // namespace marginwalk::scenario::suggestion_test
