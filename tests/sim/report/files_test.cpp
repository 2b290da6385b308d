#include "sim/report/files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>

#include "sim/report/attribution.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/frontier.hpp"
#include "sim/report/json.hpp"
#include "sim/report/page.hpp"
#include "tests/sim/report/small_result.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::report::files_test {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

class Files : public testing::Test {
 protected:
  [[nodiscard]] std::set<std::string> names(const fs::path& folder) const {
    std::set<std::string> result;
    for (const auto& entry : fs::directory_iterator(folder)) {
      result.insert(entry.path().filename().string());
    }
    return result;
  }

  const test::TemporaryFolder temporary_;
  const fs::path& folder_ = temporary_.path();
};

TEST_F(Files, SevenAreWrittenAndNothingElse) {
  const run::Result result = small_result();
  const fs::path target = folder_ / "made" / "here";
  write_files(result, target);
  EXPECT_EQ(names(target), (std::set<std::string>{"small.json", "small.csv", "small.survival.csv",
                                                  "small.differences.csv", "small.gates.csv",
                                                  "small.claims.csv", "small.report.html"}));
  EXPECT_EQ(read(target / "small.json"), json_text(result));
  EXPECT_EQ(read(target / "small.csv"), cells_csv(to_json(result)));
  EXPECT_EQ(read(target / "small.survival.csv"), survival_csv(to_json(result)));
  EXPECT_EQ(read(target / "small.differences.csv"), differences_csv(to_json(result)));
  EXPECT_EQ(read(target / "small.gates.csv"), gates_csv(to_json(result)));
  EXPECT_EQ(read(target / "small.claims.csv"), claims_csv(to_json(result)));
  EXPECT_EQ(read(target / "small.report.html"), page(result));
}

TEST_F(Files, OlderOnesAreReplaced) {
  run::Result result = small_result();
  write_files(result, folder_);
  result.study.seed = 8;
  write_files(result, folder_);
  EXPECT_EQ(read(folder_ / "small.json"), json_text(result));
  EXPECT_EQ(names(folder_).size(), 7U);
}

study::Frontier small_frontier() {
  study::Frontier frontier{{study::Variable::wallet, 0.01}, small_study(), {}, {}, 1};
  frontier.families = {{"cross", study::Verdict::refused, "too small"}};
  return frontier;
}

study::Attribution small_attribution() {
  const run::Result result = small_result();
  return {result.study, {{"cross", result.cells[0].summary}}, {1, 2}};
}

nlohmann::ordered_json answers_of(const std::string& page) {
  const std::string before = "id=\"answers\">";
  const std::size_t from = page.find(before) + before.size();
  return nlohmann::ordered_json::parse(page.substr(from, page.find("</script>", from) - from));
}

TEST_F(Files, PageHasWhatTheFolderHas) {
  write_files(small_frontier(), folder_);
  EXPECT_EQ(names(folder_),
            (std::set<std::string>{"small.frontier-wallet.json", "small.report.html"}));
  auto answers = answers_of(read(folder_ / "small.report.html"));
  EXPECT_TRUE(answers["run"].is_null());
  EXPECT_EQ(answers["frontiers"][0]["vary"], "wallet");

  write_files(small_result(), folder_);
  write_files(small_attribution(), folder_);
  EXPECT_EQ(names(folder_).size(), 9U);
  answers = answers_of(read(folder_ / "small.report.html"));
  EXPECT_EQ(answers["run"], to_json(small_result()));
  EXPECT_EQ(answers["frontiers"], (nlohmann::ordered_json{to_json(small_frontier())}));
  EXPECT_EQ(answers["attribution"], to_json(small_attribution()));
}

TEST_F(Files, WhatIsNoAnswerOfThisVersionIsLeftOut) {
  std::ofstream(folder_ / "small.frontier-wallet.json") << R"({"marginwalk": {"version": "0"}})";
  std::ofstream(folder_ / "small.attribution.json") << "{";
  write_files(small_result(), folder_);
  const auto answers = answers_of(read(folder_ / "small.report.html"));
  EXPECT_TRUE(answers["frontiers"].empty());
  EXPECT_TRUE(answers["attribution"].is_null());
  ASSERT_EQ(answers["left_out"].size(), 2U);
  EXPECT_EQ(answers["left_out"][0],
            "small.frontier-wallet.json, which is in the folder, is not of this version of "
            "marginwalk.");
}

TEST_F(Files, NameStaysInsideTheFolder) {
  run::Result result = small_result();
  result.study.name = "../outside";
  write_files(result, folder_ / "inside");
  EXPECT_EQ(names(folder_), std::set<std::string>{"inside"});
}

TEST_F(Files, FolderBelowAFileIsAnError) {
  std::ofstream(folder_ / "file") << "text";
  EXPECT_THROW(write_files(small_result(), folder_ / "file" / "below"), fs::filesystem_error);
  EXPECT_EQ(names(folder_), std::set<std::string>{"file"});
}

TEST_F(Files, PlaceThatIsTakenIsAnErrorAndLeavesNothing) {
  fs::create_directories(folder_ / "small.json" / "full");  // no file can be moved over it
  EXPECT_THROW(write_files(small_result(), folder_), fs::filesystem_error);
  EXPECT_EQ(names(folder_), std::set<std::string>{"small.json"});
}

TEST_F(Files, NameThatIsTooLongIsNamedInTheError) {
  run::Result result = small_result();
  result.study.name = std::string(300, 'x');
  try {
    write_files(result, folder_);
    FAIL() << "no error";
  } catch (const fs::filesystem_error& error) {
    EXPECT_NE(std::string(error.what()).find("xxx.json"), std::string::npos) << error.what();
    EXPECT_EQ(error.code(), std::errc::filename_too_long);
  }
  EXPECT_TRUE(names(folder_).empty());
}

}  // namespace
}  // namespace marginwalk::report::files_test
