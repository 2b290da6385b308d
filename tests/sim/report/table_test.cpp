#include "sim/report/table.hpp"

#include <gtest/gtest.h>

namespace marginwalk::report::table_test {
namespace {

Table sample() {
  return {{{"cell", Align::left}, {"lost\nmoney"}, {"why", Align::left}},
          {{"cross", "4,774\n[1, 2]", "–"}, {"b", "9", "fee | slip"}}};
}

TEST(Table, TerminalTextIsAligned) {
  EXPECT_EQ(render(sample(), Style::terminal),
            "         lost\n"
            "cell    money  why\n"
            "─────  ──────  ──────────\n"
            "cross   4,774  –\n"
            "       [1, 2]\n"
            "b           9  fee | slip\n");
}

TEST(Table, MarkdownJoinsLinesAndEscapesBars) {
  EXPECT_EQ(render(sample(), Style::markdown),
            "| cell | lost money | why |\n"
            "| :--- | ---: | :--- |\n"
            "| cross | 4,774 [1, 2] | – |\n"
            "| b | 9 | fee \\| slip |\n");
}

TEST(Table, WidthCountsCodePoints) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("– ─ ±"), 5U);
}

}  // namespace
}  // namespace marginwalk::report::table_test
