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
  study.market.funding = {core::Rate(0.0001), 28'800};
  const std::string text = describe(study);
  for (const char* words :
       {"small: 4 paths over 1h", "ETH     10.00         72%    10%", "BTC ETH", "0.82",
        "funding 0.01% every 8h; slippage 0%", "liquidates at or below", "BTC-PERP long",
        "200x is above 100x",
        "stops x cells x paths = 60 x 1 x 4 = 240 checks; 480 asset-step-paths"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(Resolved, CountsTheStopsOfAPartDay) {
  scenario::Study study = small_study();
  study.clock.horizon = 86'400 + 3'600;
  study.clock.step = 3'600;
  EXPECT_THAT(describe(study), HasSubstr("= 25 x 0 x 4 = 0 checks"));
}

}  // namespace
}  // namespace marginwalk::report
