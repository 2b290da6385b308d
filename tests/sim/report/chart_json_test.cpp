#include "sim/report/chart_json.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "sim/report/fans_json.hpp"
#include "sim/report/path_chart.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::chart_json_test {
namespace {

using Json = nlohmann::ordered_json;

/// Prices of contracts, of which the k-th rises by k percent, and a margin level.
Chart chart_of(std::size_t contracts, std::size_t moments) {
  std::vector<std::uint32_t> seconds;
  for (std::size_t i = 0; i < moments; ++i) seconds.push_back(static_cast<std::uint32_t>(60 * i));
  Chart chart{"by hand", {}, {}};
  for (std::size_t k = 0; k < contracts; ++k) {
    ChartLine price{"price", "price", seconds, {}};
    for (std::size_t i = 0; i < moments; ++i) {
      price.values.emplace_back(100 + static_cast<double>(k * i) / static_cast<double>(moments));
    }
    chart.panels.push_back({fmt::format("C{}", k), {price}, false, {}, true});
  }
  chart.panels.push_back(
      {"level",
       {{"level", "first", seconds, std::vector<std::optional<double>>(moments, 2.5)}},
       true,
       1.0,
       false});
  return chart;
}

std::vector<std::string> titles(const Json& chart) {
  std::vector<std::string> names;
  for (const Json& panel : chart["panels"]) names.push_back(panel["title"]);
  return names;
}

TEST(ChartJson, HasAllOfAShortChartInSevenDigits) {
  Chart chart = chart_of(1, 3);
  chart.panels[0].lines.push_back(
      {"liquidation price, C0 long",
       "first dashed",
       {0, 60, 120},
       {1.0 / 3, std::nullopt, std::numeric_limits<double>::infinity()}});
  chart.marks = {{60, "liquidation"}};
  const Json json = chart_json(chart);
  EXPECT_EQ(json["seconds"], Json::parse("[0, 60, 120]"));
  EXPECT_EQ(json["panels"][0]["lines"][1],
            Json::parse(R"({"label": "liquidation price, C0 long", "style": "first dashed",
                            "values": [0.3333333, null, null]})"));
  EXPECT_EQ(json["panels"][1]["rule"], 1);
  EXPECT_EQ(json["panels"][1]["logarithmic"], true);
  EXPECT_LT(json["panels"][1]["low"], 1);
  EXPECT_GT(json["panels"][1]["high"], 2.5);
  EXPECT_EQ(json["marks"],
            Json::parse(R"([{"seconds": 60, "label": "liquidation", "own": false}])"));
  EXPECT_TRUE(json["left_out"].empty());
}

TEST(ChartJson, OfManyMomentsHasSomeAndThoseOfEvents) {
  Chart chart = chart_of(1, 501);
  chart.marks = {{60 * 123, "liquidation"}};
  const Json json = chart_json(chart);
  const auto seconds = json["seconds"].get<std::vector<std::uint32_t>>();
  EXPECT_EQ(seconds.front(), 0U);
  EXPECT_EQ(seconds.back(), 60U * 500);
  EXPECT_LE(seconds.size(), 122U);
  EXPECT_GE(seconds.size(), 100U);
  EXPECT_NE(std::find(seconds.begin(), seconds.end(), 60U * 123), seconds.end());
  EXPECT_EQ(json["panels"][1]["lines"][0]["values"].size(), seconds.size());
  EXPECT_EQ(
      json["left_out"][0],
      fmt::format("{} of 501 moments are drawn, every marked event among them.", seconds.size()));
}

TEST(ChartJson, OfManyLiquidationsAtOnceHasOneMarkWithWhatWasBeforeAndAfter) {
  Chart chart = chart_of(1, 100);
  for (ChartPanel& panel : chart.panels) {
    for (std::uint32_t& each : panel.lines[0].seconds) {
      if (each >= 60 * 10 && each < 60 * 20) each = 60 * 10;
    }
  }
  chart.panels[0].lines[0].values[19] = 99.5;
  chart.marks.assign(50, {60 * 10, "liquidation"});
  const Json json = chart_json(chart);
  EXPECT_EQ(json["marks"].size(), 1U);
  EXPECT_EQ(json["seconds"].size(), 92U);
  const Json& prices = json["panels"][0]["lines"][0]["values"];
  EXPECT_EQ(prices[10], 100);
  EXPECT_EQ(prices[11], 99.5);
}

TEST(ChartJson, OfManyContractsHasThoseWhosePricesRangeWidest) {
  const Json json = chart_json(chart_of(6, 10));
  EXPECT_EQ(titles(json), (std::vector<std::string>{"C2", "C3", "C4", "C5", "level"}));
  EXPECT_EQ(json["left_out"],
            Json::parse(R"(["4 of 6 contracts are drawn, whose prices range widest."])"));
}

TEST(ChartJson, OfManyEventsHasThoseThatBefellTheAccount) {
  Chart chart = chart_of(1, 100);
  for (std::uint32_t i = 0; i < 50; ++i) chart.marks.push_back({60 * i, "order", true});
  chart.marks.push_back({60 * 60, "liquidation"});
  const Json json = chart_json(chart);
  ASSERT_EQ(json["marks"].size(), 1U);
  EXPECT_EQ(json["marks"][0]["label"], "liquidation");
  EXPECT_EQ(json["left_out"], Json::parse(R"(["1 of 51 events are marked."])"));
}

/// Of a run, what `explain --svg` draws.
TEST(ChartJson, OfAWorstPathIsTheChartOfItsStory) {
  run::Result result = small_result();
  result.study.model.volatility = {20, 20};
  result.fans = {{1, 4, {}, {}, {{3, 500.0, 60}}}};
  const Json json = fans_json(result)[0]["worst"][0]["story"]["chart"];
  const PathStory story = path_story(result.study, run::BlockRunner(result.study), 1, 3);
  const Chart chart = path_chart(result.study, 3, {&story, 1});
  ASSERT_EQ(titles(json), (std::vector<std::string>{"BTC-PERP", "ETH-PERP", chart.panels[2].title,
                                                    chart.panels[3].title}));
  ASSERT_FALSE(chart.marks.empty());
  EXPECT_EQ(json["marks"].size(), chart.marks.size());
  EXPECT_EQ(json["marks"][0]["label"], "liquidation");
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    for (std::size_t k = 0; k < chart.panels[i].lines.size(); ++k) {
      const ChartLine& line = chart.panels[i].lines[k];
      const Json& told = json["panels"][i]["lines"][k];
      EXPECT_EQ(told["label"], line.label);
      ASSERT_EQ(told["values"].size(), line.values.size());
      for (std::size_t at = 0; at < line.values.size(); ++at) {
        ASSERT_EQ(told["values"][at].is_null(), !line.values[at]) << line.label << at;
        if (told["values"][at].is_null()) continue;
        EXPECT_NEAR(told["values"][at].get<double>(), *line.values[at], 1e-3);
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::report::chart_json_test
