#include "sim/estimate/tally_bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/estimate/bytes.hpp"
#include "tests/sim/estimate/samples.hpp"

/// What was stored merges as if it had never been stored.
namespace marginwalk::estimate::tally_bytes_test {
namespace {

constexpr std::size_t contracts = 3;
constexpr std::uint32_t horizon = 86'400;

replay::Outcome any_outcome() {
  const auto money = [] { return core::Money(*any_value()); };
  const auto maybe = [] { return *rc::gen::arbitrary<bool>(); };
  replay::Outcome outcome;
  if (maybe()) outcome.liquidation_time = *rc::gen::inRange<std::uint32_t>(1, horizon + 1);
  outcome.liquidated_first = *rc::gen::inRange<std::size_t>(0, contracts);
  outcome.wiped_out = maybe();
  outcome.bankrupt = maybe();
  outcome.deleveraged = maybe();
  outcome.closed_too_early = maybe();
  outcome.refills = *rc::gen::inRange(0u, 4u);
  outcome.start_equity = core::Money(15'000);
  outcome.terminal_equity = money();
  outcome.loss_at_liquidation = money();
  if (maybe()) outcome.extremes = replay::PathExtremes{0.5, 17};
  outcome.ledger.fees = money();
  outcome.ledger.funding = money();
  if (outcome.refills > 0) outcome.ledger.deposits = money();
  outcome.pnl_at_mark = money();
  if (maybe()) {
    outcome.acts.emplace();
    outcome.acts->turnover = *any_value();
    outcome.acts->stops = maybe() ? 1 : 0;
  }
  return outcome;
}

Tally any_tally() {
  Tally tally(SurvivalGrid(60, horizon), contracts);
  const int paths = *rc::gen::inRange(0, 20);
  for (int i = 0; i < paths; ++i) tally.add(any_outcome());
  return tally;
}

RC_GTEST_PROP(TallyBytes, ComeBackAsTheyWentIn, ()) {
  const std::string bytes = to_bytes(any_tally());
  RC_ASSERT(to_bytes(tally_from_bytes(bytes)) == bytes);
}

/// Bytes hold every bit of a tally, so equal bytes are equal tallies.
RC_GTEST_PROP(TallyBytes, MergeAsTheTalliesDo, ()) {
  Tally direct = any_tally();
  Tally stored = tally_from_bytes(to_bytes(direct));
  for (int i = 0; i < 3; ++i) {
    const Tally next = any_tally();
    direct.merge(next);
    stored.merge(tally_from_bytes(to_bytes(next)));
    stored = tally_from_bytes(to_bytes(stored));
  }
  RC_ASSERT(to_bytes(stored) == to_bytes(direct));
  RC_ASSERT(stored.paths == direct.paths);
  RC_ASSERT(stored.terminal_equity.histogram == direct.terminal_equity.histogram);
  RC_ASSERT(stored.net_equity == direct.net_equity);
  RC_ASSERT(stored.pnl_at_mark.squared_deviations == direct.pnl_at_mark.squared_deviations);
  RC_ASSERT(stored.liquidated_first == direct.liquidated_first);
}

RC_GTEST_PROP(TallyBytes, PairsMergeToo, ()) {
  const std::vector<PathValue> claimed{
      [](const replay::Outcome& outcome) { return std::optional(outcome.pnl_at_mark.value()); },
      [](const replay::Outcome& outcome) {
        return outcome.acts ? std::optional(outcome.acts->turnover) : std::nullopt;
      }};
  PairTally direct;
  PairTally stored;
  for (int i = 0; i < 3; ++i) {
    PairTally next;
    const int paths = *rc::gen::inRange(0, 5);
    for (int path = 0; path < paths; ++path) {
      next.add(any_outcome(), any_outcome(), claimed);
    }
    direct.merge(next);
    stored.merge(pairs_from_bytes(to_bytes(std::vector{next})).front());
  }
  RC_ASSERT(to_bytes(std::vector{stored}) == to_bytes(std::vector{direct}));
}

/// Damage is told or does no harm: it never crashes and never asks for endless memory.
RC_GTEST_PROP(TallyBytes, DamageIsNoCrash, ()) {
  std::string bytes = to_bytes(any_tally());
  const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[place] = static_cast<char>(*rc::gen::inRange(0, 256));
  try {
    static_cast<void>(tally_from_bytes(bytes));
  } catch (const MalformedBytes&) {
  }
  RC_ASSERT_THROWS_AS(static_cast<void>(tally_from_bytes(to_bytes(any_tally()) + "x")),
                      MalformedBytes);
  RC_ASSERT_THROWS_AS(static_cast<void>(tally_from_bytes(bytes.substr(0, place))), MalformedBytes);
}

/// The format is a promise to files that exist.
TEST(TallyBytes, AreTheSameOnEveryMachine) {
  ByteWriter writer;
  writer.count(1);
  writer.count(300);
  writer.integer(-2);
  writer.real(1.5);
  EXPECT_EQ(writer.take(), std::string("\x01\xac\x02\x03\0\0\0\0\0\0\xf8\x3f", 12));
}

TEST(TallyBytes, AnUnknownVersionIsRefused) {
  std::string bytes = to_bytes(Tally(SurvivalGrid(60, horizon), contracts));
  bytes[0] = static_cast<char>(bytes[0] + 1);
  EXPECT_THROW(static_cast<void>(tally_from_bytes(bytes)), MalformedBytes);
}

}  // namespace
}  // namespace marginwalk::estimate::tally_bytes_test
