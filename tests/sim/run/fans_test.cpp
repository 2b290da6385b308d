#include "sim/run/fans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/estimate/order_statistic.hpp"
#include "sim/replay/simple_walk.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/load_study.hpp"

namespace marginwalk::run::fans_test {
namespace {

/// By moment, the values of all paths of a cell.
using Values = std::map<std::uint32_t, estimate::Histogram>;

/// A path of a cell, stop by stop, looked at where its fans are.
void walk(const scenario::Study& study, std::size_t cell, std::uint64_t path, Values& equity,
          Values& level) {
  const scenario::Cell& of = study.cells[cell];
  const replay::World world(study.market_of(of), study.clock, study.model, study.seed);
  const replay::Terms terms = replay::make_terms(study.venue_of(of), study.market_of(of), {},
                                                 study.wiped_out_share, study.seed);
  const replay::Trader trader = replay::make_trader(of.account, of.conduct);
  replay::Day day(world);
  replay::Trial trial(terms, trader);
  trial.begin(path);
  replay::simple_walk(
      world, path, day, [&](std::uint32_t seconds, const replay::Stamp& stamp, core::Marks marks) {
        trial.visit(seconds, stamp, marks);
        if (!equity.contains(seconds)) return;
        const core::Exposure at = core::assess(trial.venue(), trial.account(), marks);
        equity[seconds].add(at.worth.value());
        if (!std::isfinite(at.least_level)) return;
        level[seconds].add(std::clamp(at.least_level, 0.0, 1e6));
      });
}

void expect_equal(const std::vector<FanPoint>& fan, const Values& values) {
  for (const FanPoint& point : fan) {
    if (point.seconds == 0) continue;
    const estimate::Histogram& all = values.at(point.seconds);
    EXPECT_EQ(point.paths, all.count()) << point.seconds;
    for (const estimate::AtLevel& at : point.quantiles) {
      const auto quantile = estimate::quantile(all, at.level);
      ASSERT_EQ(at.value.has_value(), quantile.has_value());
      if (!quantile) continue;
      EXPECT_EQ(at.value->estimate, quantile->estimate) << point.seconds << " " << at.level;
      EXPECT_EQ(at.value->low, quantile->low);
    }
  }
}

std::vector<std::size_t> all_cells(const scenario::Study& study) {
  std::vector<std::size_t> cells(study.cells.size());
  std::iota(cells.begin(), cells.end(), 0);
  return cells;
}

/// With funding, a mixed account and a leverage cap.
TEST(Fans, AreWhatTheSimpleWalkFinds) {
  scenario::Study study =
      scenario::load_study(MARGINWALK_SOURCE_DIR "/tests/golden/hedged-pair.yaml");
  study.paths = 40;
  const std::vector<CellFans> fans = measure_fans(study, all_cells(study));
  ASSERT_EQ(fans.size(), study.cells.size());
  for (std::size_t cell = 0; cell < fans.size(); ++cell) {
    EXPECT_EQ(fans[cell].paths, 40U);
    EXPECT_EQ(fans[cell].equity.size(), 31U);
    EXPECT_EQ(fans[cell].equity.back().seconds, study.clock.horizon);
    Values equity;
    Values level;
    for (const FanPoint& point : fans[cell].equity) {
      equity[point.seconds];
      level[point.seconds];
    }
    for (std::uint64_t path = 0; path < 40; ++path) walk(study, cell, path, equity, level);
    expect_equal(fans[cell].equity, equity);
    expect_equal(fans[cell].margin_level, level);
  }
}

TEST(Fans, WorstPathsAreThoseOfLeastTerminalEquity) {
  scenario::Study study =
      scenario::load_study(MARGINWALK_SOURCE_DIR "/tests/golden/hedged-pair.yaml");
  study.paths = 40;
  const BlockRunner runner(study);
  PathRecords records;
  ASSERT_TRUE(runner(0, 40, nullptr, &records));
  const std::vector<CellFans> fans = measure_fans(study, all_cells(study));
  for (std::size_t cell = 0; cell < fans.size(); ++cell) {
    std::vector<double> ends;
    for (const PathRecord& record : records[cell]) ends.push_back(record.terminal_equity);
    ASSERT_EQ(fans[cell].worst.size(), 3U);
    for (std::size_t k = 0; k < 3; ++k) {
      const WorstPath& worst = fans[cell].worst[k];
      EXPECT_EQ(worst.terminal_equity, records[cell][worst.path].terminal_equity);
      EXPECT_EQ(worst.liquidation_time, records[cell][worst.path].liquidation_time);
    }
    std::sort(ends.begin(), ends.end());
    EXPECT_EQ(fans[cell].worst[2].terminal_equity, ends[2]);
  }
}

TEST(Fans, AreOfTheCellsThatAreAskedFor) {
  scenario::Study study =
      scenario::load_study(MARGINWALK_SOURCE_DIR "/tests/golden/hedged-pair.yaml");
  study.paths = 40;
  const std::vector<CellFans> all = measure_fans(study, all_cells(study));
  const std::size_t last = study.cells.size() - 1;
  const std::vector<CellFans> some = measure_fans(study, {last, 0});
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].cell, last);
  EXPECT_EQ(some[1].cell, 0U);
  for (const CellFans& each : some) {
    EXPECT_EQ(each.worst.front().path, all[each.cell].worst.front().path);
    EXPECT_EQ(each.equity.back().quantiles[2].value->estimate,
              all[each.cell].equity.back().quantiles[2].value->estimate);
  }
}

}  // namespace
}  // namespace marginwalk::run::fans_test
