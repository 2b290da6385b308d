#include "sim/report/page.hpp"

#include <gtest/gtest.h>

#include "sim/report/json.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report {
namespace {

/// What stands between two texts.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t from = text.find(before) + before.size();
  return text.substr(from, text.find(after, from) - from);
}

nlohmann::ordered_json embedded(const std::string& page) {
  return nlohmann::ordered_json::parse(
      between(page, R"(<script type="application/json" id="result">)", "</script>"));
}

TEST(Page, HoldsTheJsonOfTheResult) {
  const run::Result result = small_result();
  EXPECT_EQ(embedded(page(result)), to_json(result));
}

TEST(Page, NeedsNothingBesides) {
  const std::string text = page(small_result());
  EXPECT_EQ(text.find("{{title}}"), std::string::npos);
  EXPECT_EQ(text.find(" src="), std::string::npos);
  EXPECT_NE(text.find("Chart.js v3"), std::string::npos);
  EXPECT_NE(text.find("default-src 'none'"), std::string::npos);
  EXPECT_LT(text.size(), 500'000U);
}

TEST(Page, NoNameOfAStudyIsMarkup) {
  run::Result result = small_result();
  result.study.name = "</script><b>&\xff";
  const std::string text = page(result);
  EXPECT_EQ(embedded(text)["study"]["name"], "</script><b>&\uFFFD");
  EXPECT_EQ(text.find("<b>"), std::string::npos);
  EXPECT_EQ(between(text, "<h1>", "</h1>"), "&lt;/script>&lt;b>&amp;\uFFFD");
}

}  // namespace
}  // namespace marginwalk::report
