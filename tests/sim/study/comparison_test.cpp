#include "sim/study/comparison.hpp"

#include <gtest/gtest.h>

#include "sim/run/digest.hpp"
#include "sim/run/run_stored.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/sim/study/documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::study::comparison_test {
namespace {

constexpr int paths = 600;

class ComparisonTest : public testing::Test {
 protected:
  static scenario::Study study_of(const std::string& rest) {
    return scenario::load_study(test::document_with(std::string(test::one_long) + rest, paths));
  }

  /// A complete store of a study.
  run::Store& stored(const scenario::Study& study, bool tallies_only = false) {
    const auto file = folder_.path() / (std::to_string(stores_.size()) + ".sqlite");
    const run::Manifest manifest{study.name, run::study_sha256(study.sources),
                                 study.seed, study.paths,
                                 {},         tallies_only,
                                 "0",        "test"};
    {
      run::Store store(file, manifest, study);
      EXPECT_TRUE(run::run_stored(study, store));
    }
    return *stores_.emplace_back(std::make_unique<run::Store>(file));
  }

  test::TemporaryFolder folder_;
  std::vector<std::unique_ptr<run::Store>> stores_;
};

constexpr const char* policies = "policies: {margin_mode: [cross, isolated], leverage: [10]}\n";

/// What two stores say of one cell each is what one run of both cells says of the pair.
TEST_F(ComparisonTest, IsPairedAsIfBothWereRunTogether) {
  const std::string gate = "gates: [{liquidated: {at_most: 99%}}]\n";
  const scenario::Study small = study_of(std::string(policies) + gate);
  scenario::Study large = small;
  scenario::Study both = study_of(std::string(policies) + R"(matrix:
  axes: {account.wallet: {small: 15000, large: 18000}}
baseline: {account.wallet: small}
)");
  large = scenario::load_study(test::document_with(
      std::string(test::one_long).replace(std::string(test::one_long).find("15000"), 5, "18000") +
          policies + "gates: [{where: {margin_mode: isolated}, liquidated: {at_most: 1%}}]\n",
      paths));
  const Comparison found = compare({stored(small), {}}, {stored(large), {}});
  const auto together = run::run_study(both, {});
  ASSERT_EQ(found.cells.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const run::DifferenceResult& pair = together->differences[i];
    EXPECT_EQ(together->cells[pair.a].policy.name,
              "large-" + found.after.cells[found.cells[i].after].policy.name);
    EXPECT_EQ(found.cells[i].paired_paths, std::uint64_t{paths});
    EXPECT_EQ(found.cells[i].only_after, pair.difference.only_a);
    EXPECT_EQ(found.cells[i].only_before, pair.difference.only_b);
    EXPECT_EQ(found.cells[i].liquidated.low, pair.difference.liquidated.low);
    EXPECT_EQ(found.cells[i].liquidated.high, pair.difference.liquidated.high);
    EXPECT_NEAR(*found.cells[i].terminal_equity->low, *pair.difference.terminal_equity->low, 1e-6);
  }
  EXPECT_GT(found.cells[0].only_before, 0U);

  ASSERT_EQ(found.inputs.size(), 3U);
  EXPECT_EQ(found.inputs[0].key, "account.wallet");
  EXPECT_EQ(found.inputs[0].before, "15000");
  EXPECT_EQ(found.inputs[0].after, "18000");
  EXPECT_EQ(found.inputs[2].key, "gates.0.where.margin_mode");
  EXPECT_FALSE(found.inputs[2].before);

  ASSERT_EQ(found.gates.size(), 1U) << "those of the later study";
  EXPECT_EQ(found.gates[0].after.verdict, estimate::Verdict::failed);
  EXPECT_EQ(found.gates[0].before->verdict, estimate::Verdict::failed);
  EXPECT_TRUE(found.breaks_a_gate());
}

TEST_F(ComparisonTest, CellsOfOneStoreAreComparedByName) {
  const scenario::Study study = study_of(policies);
  run::Store& store = stored(study);
  const Comparison found = compare({store, "isolated-10x"}, {store, "cross-10x"});
  const auto run = run::run_study(study, {});
  ASSERT_EQ(found.cells.size(), 1U);
  EXPECT_TRUE(found.inputs.empty());
  EXPECT_EQ(found.cells[0].liquidated.low, run->differences[0].difference.liquidated.low);
  EXPECT_FALSE(found.breaks_a_gate());
  EXPECT_THROW((void)compare({store, "isolated-9x"}, {store, "cross-10x"}), run::StoreError);
}

TEST_F(ComparisonTest, SaysWhyItIsUnpaired) {
  scenario::Study study = study_of(policies);
  run::Store& store = stored(study);
  const Comparison tallies = compare({store, {}}, {stored(study, true), {}});
  EXPECT_EQ(tallies.unpaired_because, "there are no records of every path");
  EXPECT_EQ(tallies.cells[0].paired_paths, 0U);
  EXPECT_GT(*tallies.cells[0].liquidated.high, 0) << "an interval, though nothing has changed";
  scenario::Study other = scenario::load_study(
      scenario::parse_study_document(study.sources[0].text, "small.yaml", {{"seed", "12"}}, {}));
  EXPECT_EQ(compare({store, {}}, {stored(other), {}}).unpaired_because, "the seeds differ");
}

}  // namespace
}  // namespace marginwalk::study::comparison_test
