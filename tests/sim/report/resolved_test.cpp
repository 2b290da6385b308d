#include "sim/report/resolved.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report {
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

}  // namespace
}  // namespace marginwalk::report
