#include <cmath>

#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::shocks_test {
namespace {

/// The good study with something more in its market.
std::string with_market(const std::string& more) {
  return replaced(good_study, "  liquidity: {slippage: 10bps}\n",
                  "  liquidity: {slippage: 10bps}\n" + more);
}

TEST(Shocks, AreReadWithTheirWindows) {
  const Study study = load_text(with_market(R"(  shocks:
    - at: 5d
      name: crash
      parts:
        - {over: 40m, price: {BTC: -14%, others: -31%}, outage: true}
        - {after: 1h, over: 2h, volatility: 3, half_life: 1d, towards_one: 60%, liquidity: 5%}
    - {between: [1d, 9d], probability: 25%, over: 5m, funding: -0.2%, maintenance: 2, settles: [ETH]}
)"));
  ASSERT_EQ(study.model.shocks.size(), 2U);
  const paths::Shock& crash = study.model.shocks[0];
  EXPECT_EQ(crash.earliest, 5U * 86'400);
  EXPECT_EQ(crash.latest, crash.earliest);
  ASSERT_EQ(crash.parts.size(), 2U);
  EXPECT_NEAR(crash.parts[0].move[0], std::log(.86), 1e-12);
  EXPECT_NEAR(crash.parts[0].move[1], std::log(.69), 1e-12);
  EXPECT_TRUE(crash.parts[0].outage);
  EXPECT_EQ(crash.parts[1].after, 3600U);
  EXPECT_EQ(crash.parts[1].half_life, 86'400U);
  EXPECT_EQ(crash.parts[1].liquidity, .05);
  const paths::Shock& other = study.model.shocks[1];
  EXPECT_EQ(other.latest, 9U * 86'400);
  EXPECT_EQ(other.probability, .25);
  EXPECT_EQ(other.parts[0].settles, (std::vector{false, true}));
}

TEST(Shocks, MistakesAreNamed) {
  const std::pair<const char*, const char*> rows[] = {
      {"{over: 5m, price: {BTC: -10%}}",
       "study.yaml:18:7: a shock needs a time: `at: 5d`, or `between: [1d, 20d]`"},
      {"{at: 90m, over: 5m, price: {BTC: -10%}}",
       "study.yaml:18:12: shocks begin at whole hours from the start"},
      {"{at: 1d, over: 5m, price: {BTX: -10%}}",
       "study.yaml:18:34: \"BTX\" is no asset of the study (BTC, ETH); did you mean BTC?"},
      {"{at: 1d, over: 5m, price: {BTC: -100%}}",
       "study.yaml:18:39: BTC: a price cannot fall by all of itself"},
      {"{at: 1d, over: 7m, outage: true}", "study.yaml:18:22: over: not a whole multiple of 5m"},
      {"{at: 1d, over: 5m, maintenance: 0.5}",
       "study.yaml:18:39: maintenance: shocks raise it (1 or more)"},
      {"{at: 1d, over: 5m, prise: {BTC: -10%}}",
       "study.yaml:18:26: unknown key \"prise\"; did you mean price?"},
  };
  for (const auto& [shock, message] : rows) {
    const std::string told =
        problems_of(with_market("  shocks:\n    - " + std::string(shock) + "\n"));
    EXPECT_EQ(told, message);
  }
}

TEST(Shocks, EveryShippedEpisodeIsOne) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(MARGINWALK_SOURCE_DIR "/scenarios/episodes")) {
    const Study study = load_text(
        with_market("  shocks:\n    - {at: 1d, episode: " + entry.path().string() + "}\n"));
    ASSERT_EQ(study.model.shocks.size(), 1U);
    EXPECT_FALSE(study.model.shocks[0].name.empty());
    double least = 0;  // BTC falls by a tenth at least on the way
    double sum = 0;
    for (const paths::ShockPart& part : study.model.shocks[0].parts) {
      if (!part.move.empty()) sum += part.move[0];
      least = std::min(least, sum);
    }
    EXPECT_LT(least, std::log(.9)) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 6);
}

TEST(MovingFunding, IsReadByAsset) {
  const Study study = load_text(replaced(
      good_study, "every: 8h}",
      "every: 8h, premium: {mean: 2bps, persistence: {BTC: 86%, ETH: 83%}, response: 0.2%, "
      "deviation: 3bps, common: 85%}}"));
  const auto& moving = study.home().market.moving_funding;
  ASSERT_TRUE(moving);
  EXPECT_EQ(moving->premium.law.persistence, (std::vector{.86, .83}));
  EXPECT_EQ(moving->premium.band, .0005);
  EXPECT_EQ(moving->interest, (std::vector{.0001, .0001}));
}

}  // namespace
}  // namespace marginwalk::scenario::shocks_test
