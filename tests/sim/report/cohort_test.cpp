#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "sim/report/band_table.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/files.hpp"
#include "sim/report/json.hpp"
#include "sim/report/summary_table.hpp"
#include "tests/sim/report/small_result.hpp"
#include "tests/support/temporary_folder.hpp"

/// Bands as they are told: one trader who is liquidated on none of four paths, and one who is on
/// two.
namespace marginwalk::report::cohort_test {
namespace {

using testing::HasSubstr;

run::Result cohort_result() {
  const std::vector<replay::Outcome> low = {ended_at(900), ended_at(1'000), ended_at(1'100),
                                            ended_at(700)};
  const std::vector<replay::Outcome> high = {liquidated_at(600, 600), ended_at(1'000),
                                             ended_at(1'100), liquidated_at(1'200, 500)};
  run::Result result = small_result();
  result.study.groups = {{"up-to-3x", {0}, "up-to-3x"}, {"above-3x", {1}, "above-3x"}};
  for (const std::size_t i : {0U, 1U}) {
    for (scenario::Policy* policy : {&result.study.cells[i].policy, &result.cells[i].policy}) {
      policy->trader = static_cast<std::uint32_t>(i + 1);
      policy->band = result.study.groups[i].band;
    }
    estimate::GroupTally tally(estimate::SurvivalGrid(60, 3'600), 1);
    for (std::size_t path = 0; path < 4; ++path) tally.add({low[path], high[path]}, {&i, 1});
    result.groups.push_back(estimate::summarise(tally));
  }
  return result;
}

TEST(Cohort, InTheTable) {
  EXPECT_EQ(render(band_table(cohort_result()), Style::markdown),
            "| band | traders | start to horizon | survive | casualties on a path | survivors end "
            "with | casualties end with |\n"
            "| :--- | ---: | :--- | ---: | ---: | ---: | ---: |\n"
            "| up-to-3x | 1 | ██████████████████████████████ | 100% [40, 100] | 0 [0, 0.60] | 925 "
            "[758, 1,092] | – |\n"
            "| above-3x | 1 | █████▇▇▇▇▇▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅ | 50% [7, 93] | 0.50 [0.07, 0.93] | "
            "1,050 [970, 1,130] | 550 [470, 630] |\n");
  const std::string text = summary(cohort_result(), Style::terminal);
  EXPECT_THAT(text, HasSubstr("Survivors and casualties of the cohort, by leverage"));
  EXPECT_THAT(text, HasSubstr("cover the luck of the paths"));
  EXPECT_EQ(summary(small_result(), Style::terminal).find("cohort"), std::string::npos);
}

TEST(Cohort, InJson) {
  const auto json = to_json(cohort_result());
  ASSERT_EQ(json["bands"].size(), 2U);
  const auto& band = json["bands"][1];
  EXPECT_EQ(band["id"], "above-3x");
  EXPECT_EQ(band["traders"], 1);
  EXPECT_EQ(band["market"], "market");
  EXPECT_EQ(band["cells"], nlohmann::ordered_json::parse(R"(["isolated"])"));
  EXPECT_EQ(band["liquidated"], json["cells"][1]["liquidated"]);
  EXPECT_EQ(band["survival"], json["cells"][1]["survival"]);
  EXPECT_EQ(band["terminal_equity"]["survivors"]["estimate"], 1'050);
  EXPECT_TRUE(json["bands"][0]["terminal_equity"]["casualties"].is_null());
  EXPECT_EQ(json["cells"][1]["policy"]["band"], "above-3x");
  EXPECT_FALSE(to_json(small_result()).contains("bands"));
  EXPECT_FALSE(to_json(small_result())["cells"][0]["policy"].contains("band"));
}

TEST(Cohort, InCsv) {
  const std::string text = bands_csv(to_json(cohort_result()));
  EXPECT_THAT(text, HasSubstr("id,band,market,traders,liquidated.estimate,liquidated.low,"
                              "liquidated.high,casualties.estimate,"));
  EXPECT_THAT(text, HasSubstr("\nabove-3x,above-3x,market,1,0.5,"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_THAT(survival_csv(to_json(cohort_result())), HasSubstr("\nabove-3x,3600,0.5,"));
  EXPECT_EQ(bands_csv(to_json(small_result())), "");
}

TEST(Cohort, HasAFileOfItsOwn) {
  const test::TemporaryFolder folder;
  write_files(cohort_result(), folder.path());
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "small.bands.csv"));
}

}  // namespace
}  // namespace marginwalk::report::cohort_test
