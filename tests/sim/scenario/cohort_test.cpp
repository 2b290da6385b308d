#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/scenario/document_builder.hpp"
#include "sim/scenario/read_cohort.hpp"
#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::cohort_test {
namespace {

std::vector<PolicySpec> draw(const std::string& cohort, std::uint64_t seed = 7) {
  Problems problems;
  const std::vector<PolicySpec> traders =
      read_cohort(parse_document(cohort, "cohort.yaml"), seed, problems);
  throw_if_any(problems);
  return traders;
}

/// A study whose policies are a cohort.
std::string with_cohort(const std::string& cohort, const std::string& rest = "") {
  return replaced(good_study, "policies:\n  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n",
                  "policies:\n  cohort: " + cohort + "\n" + rest);
}

constexpr const char* everything = R"(
    traders: 12
    leverage: {law: log uniform, from: 1x, to: 20x}
    margin_mode: [cross, isolated]
    conduct: [{name: holds, weight: 3}, {name: stops, stop_loss: 90%}]
    bands: [3, 5, 10])";

TEST(Cohort, TradersAreCells) {
  const Study study = load_text(with_cohort(everything));
  ASSERT_EQ(study.cells.size(), 12U);
  EXPECT_EQ(study.cells[0].policy.name, "trader-01");
  EXPECT_EQ(study.cells[11].policy.name, "trader-12");
  for (const Cell& cell : study.cells) {
    const Policy& policy = cell.policy;
    ASSERT_TRUE(policy.leverage && policy.margin_mode && policy.conduct && policy.band);
    EXPECT_EQ(*policy.band, band_of(*policy.leverage, {3, 5, 10}));
    EXPECT_EQ(cell.conduct.rules.empty(), *policy.conduct == "holds");
    for (const core::Position& position : cell.account.positions) {
      EXPECT_EQ(position.mode, *policy.margin_mode);
      EXPECT_EQ(position.leverage, *policy.leverage);
    }
  }
  // Bands rise, hold each trader once, and leave nobody out.
  std::size_t members = 0;
  double before = 0;
  for (const CellGroup& band : study.groups) {
    members += band.cells.size();
    double least = 1e9;
    double most = 0;
    for (const std::size_t cell : band.cells) {
      EXPECT_EQ(study.cells[cell].policy.band, band.band);
      least = std::min(least, *study.cells[cell].policy.leverage);
      most = std::max(most, *study.cells[cell].policy.leverage);
    }
    EXPECT_GT(least, before);
    before = most;
  }
  EXPECT_EQ(members, study.cells.size());
}

/// What a trader is like depends on the seed and on the number alone.
TEST(Cohort, ATraderStaysTheSame) {
  const auto traits = [](const std::vector<PolicySpec>& traders, std::size_t count) {
    std::vector<std::tuple<double, bool>> all;
    for (std::size_t i = 0; i < count; ++i) {
      const Policy& policy = traders[i].policy;
      all.emplace_back(*policy.leverage, policy.margin_mode == core::MarginMode::cross);
    }
    return all;
  };
  const std::string law = "leverage: {from: 1, to: 20}, margin_mode: [cross, isolated]";
  const auto ten = traits(draw("{traders: 10, " + law + "}"), 10);
  EXPECT_EQ(traits(draw("{traders: 200, " + law + "}"), 10), ten);
  EXPECT_EQ(
      traits(draw("{traders: 10, conduct: [{name: a}, {name: b}], bands: [4], " + law + "}"), 10),
      ten);
  EXPECT_NE(traits(draw("{traders: 10, " + law + "}", 8), 10), ten);
}

/// The distance of Kolmogorov and Smirnov of 1,000 draws is above 1.95 / sqrt(1000) in one sample
/// of a thousand; a hundredth of rounding adds at most 0.005 / (to - from) here.
TEST(Cohort, LeverageHasItsLaw) {
  struct Row {
    const char* law;
    double (*probability)(double leverage);
  };
  for (const Row& row : {
           Row{"uniform", [](double l) { return (l - 1) / 24; }},
           Row{"log uniform", [](double l) { return std::log(l) / std::log(25.); }},
       }) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      std::vector<double> drawn;
      for (const PolicySpec& trader :
           draw(fmt::format("{{traders: 1000, leverage: {{law: {}, from: 1, to: 25}}}}", row.law),
                seed)) {
        drawn.push_back(*trader.policy.leverage);
      }
      std::sort(drawn.begin(), drawn.end());
      double distance = 0;
      for (std::size_t i = 0; i < drawn.size(); ++i) {
        const double p = row.probability(drawn[i]);
        distance = std::max({distance, std::abs(p - static_cast<double>(i) / 1'000),
                             std::abs(p - static_cast<double>(i + 1) / 1'000)});
        EXPECT_NEAR(std::round(100 * drawn[i]), 100 * drawn[i], 1e-9);
      }
      EXPECT_LT(distance, 1.95 / std::sqrt(1'000.) + .002) << row.law << " " << seed;
    }
  }
}

/// Counts of 1,000 within four standard errors of what was asked.
TEST(Cohort, ChoicesHaveTheirWeights) {
  std::map<std::string, double> counts;
  for (const PolicySpec& trader :
       draw("{traders: 1000, leverage: {of: [3, 5, 10, 20]}, "
            "margin_mode: [cross, cross, isolated], conduct: "
            "[{name: a, weight: 5}, {name: b}, {name: c, weight: 4}]}")) {
    ++counts[fmt::format("{}x", *trader.policy.leverage)];
    ++counts[*trader.policy.margin_mode == core::MarginMode::cross ? "cross" : "isolated"];
    ++counts[*trader.policy.conduct];
    EXPECT_EQ(*trader.policy.band, "all");
  }
  for (const auto& [what, share] : std::map<std::string, double>{{"3x", .25},
                                                                 {"5x", .25},
                                                                 {"10x", .25},
                                                                 {"20x", .25},
                                                                 {"cross", 2. / 3},
                                                                 {"isolated", 1. / 3},
                                                                 {"a", .5},
                                                                 {"b", .1},
                                                                 {"c", .4}}) {
    EXPECT_NEAR(counts[what], 1'000 * share, 4 * std::sqrt(1'000 * share * (1 - share))) << what;
  }
}

TEST(Cohort, Bands) {
  struct Row {
    double leverage;
    std::vector<double> bounds;
    const char* band;
  };
  for (const Row& row : {
           Row{1, {3, 5, 10}, "up-to-3x"},
           Row{3, {3, 5, 10}, "up-to-3x"},
           Row{3.01, {3, 5, 10}, "3x-5x"},
           Row{10, {3, 5, 10}, "5x-10x"},
           Row{25, {3, 5, 10}, "above-10x"},
           Row{7, {2.5}, "above-2.5x"},
           Row{7, {}, "all"},
       }) {
    EXPECT_EQ(band_of(row.leverage, row.bounds), row.band);
  }
}

/// In another market of a matrix the same traders meet another account.
TEST(Cohort, IsTheSameInEveryMarket) {
  const std::string matrix =
      "matrix: {axes: {account.wallet: {small: 15000, large: 30000}}, exclude: [{account.wallet: "
      "large, band: up-to-2x}]}\n";
  const Study study =
      load_text(with_cohort("{traders: 8, leverage: {of: [2, 3]}, bands: [2]}", matrix), {});
  std::size_t low = 0;
  for (const CellGroup& group : study.groups) {
    if (group.name == "small-up-to-2x") low = group.cells.size();
    EXPECT_NE(group.name, "large-up-to-2x");
  }
  ASSERT_GT(low, 0U);
  ASSERT_LT(low, 8U);
  EXPECT_EQ(study.cells.size(), 16 - low);
  for (std::size_t i = 8; i < study.cells.size(); ++i) {
    const Policy& there = study.cells[i].policy;
    EXPECT_EQ(there.leverage, study.cells[*there.trader - 1].policy.leverage);
  }
}

constexpr const char* two_kinds =
    "{traders: 8, leverage: {of: [2, 3]}, bands: [2], conduct: [{name: a}, {name: b}]}";

std::string claim(const std::string& of_case) {
  return "claim: {says: S, measure: liquidated, contradicted_by: more, cases: [" + of_case + "]}\n";
}

TEST(Cohort, ClaimsTakeCellsTogether) {
  const Study study = load_text(with_cohort(
      two_kinds,
      claim("{cells: {band: up-to-2x}, against: {band: above-2x}}, {cells: {conduct: a}, "
            "against: 10%}, {cells: {name: trader-1}, against: {name: trader-2}}")));
  const std::vector<ClaimCase>& cases = study.claims.front().cases;
  ASSERT_EQ(cases.size(), 3U);
  EXPECT_TRUE(cases[0].of_groups);
  EXPECT_EQ(study.groups[cases[0].cell].name, "up-to-2x");
  EXPECT_EQ(study.groups[std::get<std::size_t>(cases[0].against)].name, "above-2x");
  EXPECT_TRUE(cases[1].of_groups);
  EXPECT_EQ(study.groups.size(), 3U);
  EXPECT_EQ(study.groups[cases[1].cell].name, "a");
  EXPECT_FALSE(study.groups[cases[1].cell].band);
  for (const std::size_t cell : study.groups[cases[1].cell].cells) {
    EXPECT_EQ(study.cells[cell].policy.conduct, "a");
  }
  EXPECT_FALSE(cases[2].of_groups);
}

TEST(Cohort, Mistakes) {
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row : {
           Row{with_cohort("{leverage: {of: [3]}}"),
               "study.yaml:28:11: traders is missing (it is required here)"},
           Row{with_cohort("{traders: 4, levrage: 3}"),
               "study.yaml:28:24: unknown key \"levrage\"; did you mean leverage?"},
           Row{with_cohort("{traders: 0}"), "study.yaml:28:21: traders: \"0\" is out of range"},
           Row{with_cohort("{traders: 2000}"),
               "study.yaml:28:21: traders: \"2000\" is out of range (a study has at most 1000 "
               "cells)"},
           Row{with_cohort("{traders: 4, leverage: {from: 3}}"),
               "study.yaml:28:34: leverage: give from and to, or a list of what to choose from"},
           Row{with_cohort("{traders: 4, leverage: {from: 3, to: 5, of: [3]}}"),
               "study.yaml:28:34: leverage: give from and to, or a list of what to choose from"},
           Row{with_cohort("{traders: 4, leverage: {from: 3, to: 2}}"),
               "study.yaml:28:48: leverage: to is below from"},
           Row{with_cohort("{traders: 4, leverage: {law: loguniform, from: 1, to: 2}}"),
               "law: \"loguniform\" is not a law of leverage (uniform or log uniform); did you "
               "mean "
               "log uniform?"},
           Row{with_cohort("{traders: 4, bands: [3]}"),
               "study.yaml:28:31: bands: no leverage is drawn (give a leverage)"},
           Row{with_cohort("{traders: 4, leverage: {of: [3]}, bands: [5, 5]}"),
               "study.yaml:28:52: bands: 5x is not above 5x (each bound must be above the one "
               "before)"},
           Row{with_cohort("{traders: 4, leverage: {of: [3]}, conduct: [{weight: 2}]}"),
               "name is missing"},
           Row{with_cohort("{traders: 4, leverage: {of: [3]}, conduct: [{name: a, weight: 0}]}"),
               "weight: \"0\" is out of range"},
           Row{with_cohort(two_kinds, claim("{cells: {band: 2x}, against: 5%}")),
               "study.yaml:29:78: cells: no trader is in a band \"2x\" (there are up-to-2x, "
               "above-2x)"},
           Row{replaced(good_study,
                        "account:", claim("{cells: {band: 2x}, against: 5%}") + "account:"),
               "cells: no trader is in a band \"2x\" (policies have no cohort)"},
           Row{with_cohort(two_kinds, claim("{cells: {band: above-2x}, cell: {conduct: a}, "
                                            "against: 5%}")),
               "cell: cells are given, too (one of the two)"},
           Row{with_cohort(two_kinds, claim("{cells: {conduct: a}, against: 5, measure: refills}")),
               "cells: several together are compared by liquidated alone, not by refills"},
           Row{with_cohort(two_kinds, claim("{cells: {conduct: a}, against: {conduct: a}}")),
               "claim: cells and against are the same cells"},
       }) {
    const std::string found = problems_of(row.text);
    EXPECT_NE(found.find(row.message), std::string::npos) << found << "\nnot: " << row.message;
  }
}

}  // namespace
}  // namespace marginwalk::scenario::cohort_test
