#include "sim/report/path_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/path_chart.hpp"
#include "sim/report/story_csv.hpp"
#include "sim/report/svg_chart.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::path_story_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// The isolated cell under volatility that closes both of its positions within the hour.
class PathStoryOf : public testing::Test {
 protected:
  PathStoryOf() {
    study_.cells = {small_cell("isolated", core::MarginMode::isolated),
                    small_cell("cross", core::MarginMode::cross)};
    study_.model.volatility = {20, 20};
    study_.model.drift = {0, 0};
    const run::BlockRunner runner(study_);
    stories_ = {path_story(study_, runner, 0, 3), path_story(study_, runner, 1, 3)};
  }

  scenario::Study study_ = small_study();
  std::vector<PathStory> stories_;
};

TEST_F(PathStoryOf, CourseGoesFromTheStartToTheHorizonThroughEveryLiquidation) {
  const PathStory& story = stories_.front();
  ASSERT_TRUE(story.outcome.liquidated());
  ASSERT_EQ(story.course.front().seconds, 0U);
  EXPECT_EQ(story.course.back().seconds, 3'600U);
  EXPECT_EQ(story.course.back().equity, story.outcome.terminal_equity.value());
  for (const replay::Event& event : story.log) {
    if (!event.liquidation) continue;
    const auto before =
        std::find_if(story.course.begin(), story.course.end(),
                     [&](const PathPoint& point) { return point.seconds == event.seconds; });
    ASSERT_NE(before, story.course.end());
    EXPECT_LE(before->nearest()->state.level(), 1);
  }
}

TEST_F(PathStoryOf, PointsAreWhatTheAccountIsWorthAndMustKeep) {
  const PathPoint& start = stories_.front().course.front();
  EXPECT_EQ(start.prices, (std::vector<double>{100, 10}));
  EXPECT_NEAR(*start.liquidation[0], (50 * 100 - 500) / (50 * 0.995), 1e-9);
  EXPECT_NEAR(*start.liquidation[1], (500 * 10 + 500) / (500 * 1.005), 1e-9);
  ASSERT_EQ(start.scopes.size(), 2U);
  EXPECT_EQ(start.nearest()->state.equity.value(), 500);
  EXPECT_EQ(start.nearest()->state.maintenance.value(), 25);
  EXPECT_EQ(start.equity, 1'000);
}

TEST_F(PathStoryOf, CsvHasARowForEachEventAndPosition) {
  const std::string csv = story_csv(study_, stories_);
  std::size_t events = 0;
  for (const PathStory& story : stories_) events += story.log.size();
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')), 1 + 2 * events);
  EXPECT_THAT(csv, StartsWith("cell,time,seconds,event,position,size,price,liquidation_price,"));
  EXPECT_THAT(csv, HasSubstr("isolated,2026-01-01T00:00Z,0,start,BTC-PERP long,50,100,90.45"));
  EXPECT_THAT(csv, HasSubstr(",500,25,20,1000,0,0\n"));
  EXPECT_THAT(csv, HasSubstr("cross,2026-01-01T00:00Z,0,start,ETH-PERP short,-500,10,"));
}

TEST_F(PathStoryOf, ChartHasALineForEachThingAndAMarkForEachEvent) {
  const Chart chart = path_chart(study_, 3, stories_);
  ASSERT_EQ(chart.panels.size(), 4U);  // two contracts, margin level, equity
  EXPECT_EQ(chart.panels[0].lines.size(), 3U);
  EXPECT_EQ(chart.panels[2].lines.size(), 2U);
  EXPECT_FALSE(chart.marks.empty());
  const std::string text = svg(chart, study_.clock);
  EXPECT_THAT(text, StartsWith("<svg xmlns="));
  EXPECT_THAT(text, HasSubstr("liquidation, isolated"));
  EXPECT_THAT(text, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(text, testing::Not(HasSubstr("nan")));
  std::size_t lines = 0;
  for (std::size_t at = text.find("<polyline"); at != std::string::npos;
       at = text.find("<polyline", at + 1)) {
    ++lines;
  }
  EXPECT_GE(lines, 10U);
}

}  // namespace
}  // namespace marginwalk::report::path_story_test
