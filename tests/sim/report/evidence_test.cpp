#include "sim/report/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marginwalk::report::evidence_test {
namespace {

using testing::HasSubstr;

const verify::Page page{
    verify::estimated(verify::Kind::closed_form, "passage", 0.5, 0.51, 0.005),
    verify::identical("walks", 1'233, 1'234),
    verify::rounded(verify::Kind::oracle, "prices", 40, 40, 3e-16, 1e-9),
    {verify::Kind::coverage, "mean", 0.9432, 0.95, -0.0068, verify::Unit::points, "-1 to 1", true}};

TEST(EvidenceTable, HasARowForEachPiece) {
  const std::string text = render(evidence_table(page), Style::markdown);
  EXPECT_THAT(text, HasSubstr("| passage | 0.5 | 0.51 | -2.00 se | 4 at most | passed |"));
  EXPECT_THAT(text, HasSubstr("| walks | 1,233 | 1,234 | 1 bits differ | none | FAILED |"));
  EXPECT_THAT(text, HasSubstr("| prices | 40 | 40 | 3.0e-16 | rounding | passed |"));
  EXPECT_THAT(text, HasSubstr("| mean | 94.32% | 95% | -0.68 points | -1 to 1 | passed |"));
}

TEST(EvidenceJson, SaysTheSame) {
  const auto json = evidence_json(page);
  ASSERT_EQ(json.size(), 4U);
  EXPECT_EQ(json[0]["kind"], "closed form");
  EXPECT_EQ(json[0]["unit"], "standard errors");
  EXPECT_EQ(json[1]["passed"], false);
  EXPECT_EQ(json[3]["computed"], 0.9432);
}

}  // namespace
}  // namespace marginwalk::report::evidence_test
