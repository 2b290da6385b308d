#include <gtest/gtest.h>

#include <filesystem>

#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

/// A study can be made of its kept sources, when its files are elsewhere or have changed.
namespace marginwalk::scenario::read_again_test {
namespace {

namespace fs = std::filesystem;

const fs::path scenarios = MARGINWALK_SOURCE_DIR "/scenarios";

void expect_equal(const Study& a, const Study& b) {
  ASSERT_EQ(a.cells.size(), b.cells.size());
  for (std::size_t i = 0; i < a.cells.size(); ++i) {
    EXPECT_EQ(a.cells[i].policy.name, b.cells[i].policy.name);
    EXPECT_EQ(a.cells[i].start_equity, b.cells[i].start_equity);
    EXPECT_EQ(a.venue_of(a.cells[i]).name, b.venue_of(b.cells[i]).name);
  }
  EXPECT_EQ(a.paths, b.paths);
  EXPECT_EQ(a.notes, b.notes);
  ASSERT_EQ(a.sources.size(), b.sources.size());
  for (std::size_t i = 0; i < a.sources.size(); ++i) {
    EXPECT_EQ(a.sources[i].name, b.sources[i].name);
    EXPECT_EQ(a.sources[i].text, b.sources[i].text);
    EXPECT_EQ(a.sources[i].is_setting, b.sources[i].is_setting);
  }
}

TEST(ReadAgain, GivesEveryShippedStudy) {
  int studies = 0;
  for (const auto& entry : fs::directory_iterator(scenarios)) {
    if (entry.path().extension() != ".yaml") continue;
    ++studies;
    const Study study = load_study(entry.path(), {{"paths", "7"}, {"step", "1h"}}, {scenarios});
    expect_equal(load_study(read_again(study.sources)), study);
  }
  EXPECT_GE(studies, 5);
}

TEST(ReadAgain, GivesAStudyWhoseModelASettingChose) {
  const Study study = load_study(scenarios / "fifteen-thousand.yaml",
                                 {{"market.model", "models/btc-eth-garch.yaml"}}, {scenarios});
  expect_equal(load_study(read_again(study.sources)), study);
}

TEST(ReadAgain, RefusesWhatDoesNotBelongTogether) {
  Study study = load_study(scenarios / "fifteen-thousand.yaml", {}, {scenarios});
  study.sources.pop_back();
  EXPECT_THROW(static_cast<void>(read_again(study.sources)), InputError);
  EXPECT_THROW(static_cast<void>(read_again({})), InputError);
}

}  // namespace
}  // namespace marginwalk::scenario::read_again_test
