#include "sim/report/resolved.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/paths/recorded_law.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::resolved_test {
namespace {

using testing::HasSubstr;

TEST(Resolved, TellsTheStudyAndItsCost) {
  scenario::Study study = small_study();
  study.cells = {small_cell("cross", core::MarginMode::cross)};
  study.refused = {{{"cross-200x", core::MarginMode::cross, 200, {}}, "200x is above 100x"}};
  study.home().market.funding[0] = {core::Rate(0.0001), 28'800};
  const std::string text = describe(study);
  for (const char* words :
       {"small: 4 paths over 1h", "ETH     10.00         72%    10%", "BTC ETH", "0.82",
        "0.01% / 8h", "slippage 0%", "liquidates at or below", "BTC-PERP long",
        "200x is above 100x",
        "Cost: 60 stops of 1 cells, on 4 paths 240 checks; 480 asset-step-paths"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(Resolved, CountsTheStopsOfAPartDay) {
  scenario::Study study = small_study();
  study.clock.horizon = 86'400 + 3'600;
  study.clock.step = 3'600;
  EXPECT_THAT(describe(study), HasSubstr("Cost: 25 stops of 0 cells, on 4 paths 0 checks"));
}

TEST(Resolved, TellsWhatWasRecorded) {
  scenario::Study study = small_study();
  const paths::RecordedPrices prices{2,
                                     1,
                                     3'600,
                                     true,
                                     {10, 12, 9, 11, 5, 5, 5, 5,  //
                                      11, 11, 9, 10, 5, 6, 4, 5}};
  study.model = paths::recorded_law({std::make_shared<paths::Recording>(prices), 1.5});
  const std::string text = describe(study);
  EXPECT_THAT(text, HasSubstr("one path of 2 bars of 1h, drawn as three lines each"));
  EXPECT_THAT(text, HasSubstr("of 1.5 bars in the mean, geometric"));
}

}  // namespace
}  // namespace marginwalk::report::resolved_test
