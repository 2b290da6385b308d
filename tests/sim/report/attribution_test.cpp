#include "sim/report/attribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::attribution_test {
namespace {

using testing::HasSubstr;

study::Attribution attribution() {
  const run::Result result = small_result();
  study::Attribution made{result.study, {{"isolated", result.cells[1].summary}}, {1, 2}};
  made.cells[0].positions = {
      {"ETH", false, {{0.25, 0.125, 0.5}, estimate::Estimate{-50, -80, -20}, 3, 2}}};
  made.cells[0].sensitivities = {
      {study::Bump::volatility, {{0.25, 0.125, 0.5}, estimate::Estimate{-50, -80, -20}, 3, 2}}};
  return made;
}

TEST(AttributionText, IsMarkdownWhereThatIsAsked) {
  const std::string terminal = attribution_text(attribution());
  EXPECT_THAT(terminal, HasSubstr("\nWhat each position does: the account with it less"));
  EXPECT_THAT(terminal, HasSubstr("isolated  ETH short"));
  const std::string markdown = attribution_text(attribution(), Style::markdown);
  EXPECT_EQ(markdown.rfind("## small: 4 paths", 0), 0U) << markdown;
  EXPECT_THAT(markdown, HasSubstr("### What each position does"));
  EXPECT_THAT(markdown, HasSubstr("| isolated | ETH short | 25 [12, 50] |"));
  EXPECT_THAT(markdown, HasSubstr("| isolated | volatility x 1.01 | 25 [12, 50] |"));
}

TEST(AttributionJson, SaysWhatWasAskedAndWhatCameOut) {
  const auto json = to_json(attribution());
  EXPECT_EQ(json["study"]["horizon_seconds"], 3'600);
  EXPECT_EQ(json["assumptions"]["venues"][0]["name"], "house");
  const auto& cell = json["cells"][0];
  EXPECT_EQ(cell["id"], "isolated");
  EXPECT_EQ(cell["positions"][0]["side"], "short");
  EXPECT_EQ(cell["positions"][0]["effect"]["only_with"], 3);
  EXPECT_EQ(cell["sensitivities"][0]["change"], "volatility x 1.01");
  EXPECT_TRUE(cell["liquidated_first"].contains("ETH-PERP"));
}

}  // namespace
}  // namespace marginwalk::report::attribution_test
