#include "sim/study/path_choice.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/run/block.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/sim/study/documents.hpp"

namespace marginwalk::study::path_choice_test {
namespace {

constexpr std::uint64_t paths = 700;  // the last of three blocks is cut short

/// Every path replayed alone, in the order of terminal equity and then of number.
std::vector<std::pair<double, std::uint64_t>> endings(const scenario::Study& study,
                                                      std::optional<std::uint64_t>& liquidated) {
  const run::BlockRunner runner(study);
  std::vector<std::pair<double, std::uint64_t>> all;
  for (std::uint64_t path = 0; path < paths; ++path) {
    replay::EventLog log;
    const replay::Outcome outcome = runner.replay_one(1, path, log);
    if (outcome.liquidated() && !liquidated) liquidated = path;
    all.emplace_back(outcome.terminal_equity.value(), path);
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::optional<std::uint64_t> chosen(const scenario::Study& study, std::size_t cell,
                                    PathChoice choice, unsigned threads) {
  run::RunOptions options;
  options.threads = threads;
  return choose_path(study, cell, choice, options)->path;
}

TEST(PathChoice, IsThatOfAllPathsReplayedAloneOnAnyNumberOfThreads) {
  const std::string policies =
      "policies: {margin_mode: [cross, isolated], leverage: [4]}\n"
      "claim: {says: A, measure: liquidated, contradicted_by: more, cases: [{cell: {margin_mode: "
      "cross}, against: {margin_mode: isolated}}]}\n";
  const auto study =
      scenario::load_study(test::document_with(test::one_long + policies, static_cast<int>(paths)));
  std::optional<std::uint64_t> first;
  const auto all = endings(study, first);
  ASSERT_TRUE(first && *first > 0);
  for (const unsigned threads : {1U, 3U}) {
    EXPECT_EQ(chosen(study, 1, PathChoice::worst, threads), all.front().second);
    EXPECT_EQ(chosen(study, 1, PathChoice::median, threads), all[(paths - 1) / 2].second);
    EXPECT_EQ(chosen(study, 1, PathChoice::first_liquidated, threads), first);
  }
}

TEST(PathChoice, OfEqualsIsTheLowestNumberAndWithoutLiquidationsThereIsNone) {
  // Too little to change the last bit of the wallet: every path ends with the same equity.
  const std::string account =
      "account:\n  wallet: 1e14\n  positions: "
      "[{contract: BTC-PERP, side: long, size: 1e-9, leverage: 1}]\n";
  const auto study = scenario::load_study(test::document_with(account, 300));
  EXPECT_EQ(chosen(study, 0, PathChoice::worst, 2), 0U);
  EXPECT_EQ(chosen(study, 0, PathChoice::median, 2), 0U);
  const ChosenPath none = *choose_path(study, 0, PathChoice::first_liquidated, {});
  EXPECT_FALSE(none.path.has_value());
  EXPECT_EQ(none.looked_at, 300U);
}

}  // namespace
}  // namespace marginwalk::study::path_choice_test
