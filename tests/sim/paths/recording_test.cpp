#include "sim/paths/recording.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::paths::recording_test {
namespace {

constexpr std::uint32_t hour = 3600;

/// ln of quotients, one for each move of a bar and each asset in it.
void expect_moves(const Recording& recording, std::size_t bar,
                  const std::vector<std::vector<double>>& quotients) {
  ASSERT_EQ(recording.moves_per_bar(), quotients.size());
  for (std::size_t part = 0; part < quotients.size(); ++part) {
    for (std::size_t i = 0; i < recording.assets(); ++i) {
      EXPECT_NEAR(recording.move(bar, part)[i], std::log(quotients[part][i]), 1e-15)
          << "bar " << bar << " move " << part << " asset " << i;
    }
  }
}

TEST(Recording, ClosesAreStepsFromRowToRow) {
  const Recording recording({2, 1, hour, false, {100, 5, 110, 4, 99, 4}});
  EXPECT_EQ(recording.bars(), 2U);
  EXPECT_EQ(recording.period(), hour);
  EXPECT_FALSE(recording.has_lines());
  expect_moves(recording, 0, {{110. / 100, 4. / 5}});
  expect_moves(recording, 1, {{99. / 110, 1}});
}

TEST(Recording, PathsFollowEachOther) {
  const Recording recording({1, 2, hour, false, {100, 101, 105, 50, 40, 60}});
  EXPECT_EQ(recording.paths(), 2U);
  EXPECT_EQ(recording.bars(), 2U);
  expect_moves(recording, 1, {{105. / 101}});
  expect_moves(recording, 2, {{40. / 50}});
}

TEST(Recording, BarsGoLowFirstWhereTheyRiseAndHighFirstElse) {
  // The second bar opens above the close before: the first line takes that up.
  const Recording recording({1,
                             1,
                             hour,
                             true,
                             {100, 108, 97, 105,  //
                              106, 107, 90, 95,   //
                              95, 96, 94, 95}});
  EXPECT_EQ(recording.bars(), 3U);
  EXPECT_EQ(recording.period(), hour / 3);
  expect_moves(recording, 0, {{97. / 100}, {108. / 97}, {105. / 108}});
  expect_moves(recording, 1, {{107. / 105}, {90. / 107}, {95. / 90}});
  expect_moves(recording, 2, {{96. / 95}, {94. / 96}, {95. / 94}});  // as it was: not above
}

TEST(Recording, AllAssetsHaveOneOrder) {
  // The first rises by 1%, the second falls by 5%: together they fall, so both go high first.
  const Recording fall({2,
                        1,
                        hour,
                        true,
                        {100, 102, 99, 101, 20, 20.5, 18, 19,  //
                         101, 101, 101, 101, 19, 19, 19, 19}});
  expect_moves(fall, 0, {{1.02, 20.5 / 20}, {99. / 102, 18 / 20.5}, {101. / 99, 19. / 18}});
  const Recording rise({2,
                        1,
                        hour,
                        true,
                        {100, 109, 99, 108, 20, 20.5, 18, 19,  //
                         101, 101, 101, 101, 19, 19, 19, 19}});
  expect_moves(rise, 0, {{.99, 18. / 20}, {109. / 99, 20.5 / 18}, {108. / 109, 19 / 20.5}});
}

TEST(Recording, ThirdsAreWholeMinutesOrBarsAreSteps) {
  const std::vector<double> bars{100, 108, 97, 105, 106, 107, 90, 95};
  for (const std::uint32_t minutes : {3U, 15U, 30U, 60U, 240U, 1440U}) {
    const Recording recording({1, 1, 60 * minutes, true, bars});
    EXPECT_EQ(recording.period(), 20 * minutes) << minutes;
    EXPECT_TRUE(recording.has_lines()) << minutes;
  }
  for (const std::uint32_t minutes : {1U, 2U, 5U, 10U, 20U}) {
    const Recording recording({1, 1, 60 * minutes, true, bars});
    EXPECT_EQ(recording.period(), 60 * minutes) << minutes;
    expect_moves(recording, 0, {{1.05}});
    expect_moves(recording, 1, {{95. / 105}});
  }
}

TEST(Recording, MomentsAreThoseOfTheBars) {
  // Returns of ln 1.1 and -ln 1.1, and of twice that.
  const Recording recording({2, 1, 86'400, false, {100, 100, 110, 121, 100, 100}});
  const Recording::Moments moments = recording.moments();
  EXPECT_NEAR(moments.drift[0], std::log((1.1 + 1 / 1.1) / 2) * 365, 1e-12);
  EXPECT_NEAR(moments.volatility[0], std::log(1.1) * std::sqrt(365), 1e-12);
  EXPECT_NEAR(moments.volatility[1], 2 * std::log(1.1) * std::sqrt(365), 1e-12);
  EXPECT_NEAR(moments.correlation(0, 1), 1, 1e-12);
  const Recording still({2, 1, 86'400, false, {100, 7, 110, 7, 100, 7}});
  EXPECT_EQ(still.moments().volatility[1], 0);
  EXPECT_EQ(still.moments().correlation(1, 0), 0);
}

TEST(Recording, RecentringSetsTheMeanGrowthOfABarAndNothingElse) {
  const std::vector<double> values{100, 108, 97, 105, 5, 6, 5, 5.5,  //
                                   106, 107, 90, 95,  5, 6, 4, 5};
  const Recording before({2, 1, hour, true, values});
  for (const double drift : {0., .5, -2.}) {
    Recording recording({2, 1, hour, true, values});
    recording.recentre(1, drift);
    double growth = 0;
    for (std::size_t bar = 0; bar < 2; ++bar) {
      double sum = 0;
      for (std::size_t part = 0; part < 3; ++part) {
        sum += recording.move(bar, part)[1];
        EXPECT_EQ(recording.move(bar, part)[0], before.move(bar, part)[0]);
      }
      growth += std::exp(sum) / 2;
    }
    EXPECT_NEAR(growth, std::exp(drift / 8760), 1e-14) << drift;
    EXPECT_NEAR(recording.moments().drift[1], drift, 1e-10) << drift;
    EXPECT_NEAR(recording.moments().volatility[1], before.moments().volatility[1], 1e-12);
  }
}

TEST(Recording, NeedsABar) {
  EXPECT_THROW(Recording({1, 1, hour, false, {100}}), core::Defect);
  EXPECT_THROW(Recording({1, 1, 7 * 60, false, {100, 101}}), core::Defect);
}

}  // namespace
}  // namespace marginwalk::paths::recording_test
