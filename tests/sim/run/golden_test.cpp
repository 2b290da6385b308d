#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/report/json.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"

/// Whole results, byte by byte, under every compiler. Statistical tests would not see a change in
/// the seventh digit; these files do. MARGINWALK_REWRITE_GOLDEN=1 rewrites them.
namespace marginwalk::golden_test {
namespace {

namespace fs = std::filesystem;

/// The result without what may differ, who computed it and how fast, and without the many numbers
/// of curves, which hold no arithmetic of their own; nor with what the study assumes.
std::string lasting_json(const fs::path& study) {
  auto json = report::to_json(*run::run_study(scenario::load_study(study)));
  json.erase("marginwalk");
  json.erase("timing");
  json.erase("assumptions");
  json.erase("fans");
  for (auto& cell : json["cells"]) {
    cell.erase("survival");
    cell.erase("terminal_equity_below");
  }
  return json.dump(1) + "\n";
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Golden, ResultsAreTheSameToTheByte) {
  int studies = 0;
  for (const auto& entry : fs::directory_iterator(MARGINWALK_SOURCE_DIR "/tests/golden")) {
    if (entry.path().extension() != ".yaml") continue;
    ++studies;
    const std::string now = lasting_json(entry.path());
    const fs::path golden = fs::path(entry.path()).replace_extension(".json");
    if (std::getenv("MARGINWALK_REWRITE_GOLDEN")) std::ofstream(golden) << now;
    EXPECT_EQ(text_of(golden), now) << golden;
  }
  EXPECT_EQ(studies, 2);
}

}  // namespace
}  // namespace marginwalk::golden_test
