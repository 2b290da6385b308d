#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "tests/house/pages.hpp"
#include "tests/support/temporary_folder.hpp"

/// What the pages tell a reader to type works, and leads somewhere.
namespace marginwalk::documentation_test {
namespace {

namespace fs = std::filesystem;

using test::blocks;
using test::cheaper;
using test::marginwalk;
using test::matches;
using test::pages;
using test::source_dir;
using test::text_of;

TEST(Documentation, CommandsWork) {
  const test::TemporaryFolder folder;
  std::set<std::string> verbs;
  EXPECT_EQ(marginwalk(folder.path(), "init my-account.yaml").code, 0);  // as docs/start.md says
  for (const std::string& page : pages) {
    for (const std::string& block : blocks(page, "sh")) {
      for (const std::string& arguments : matches(block, R"(\bmarginwalk ([a-z][^\n#&|]*))")) {
        verbs.insert(arguments.substr(0, arguments.find(' ')));
        const test::Ran ran = marginwalk(folder.path(), cheaper(arguments));
        EXPECT_EQ(ran.code, 0) << page << ": " << arguments << "\n" << ran.output;
      }
    }
  }
  EXPECT_EQ(verbs, (std::set<std::string>{"assess", "attribute", "explain", "frontier", "paths",
                                          "run", "study", "validate", "verify"}));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Whether output is as a page shows it, where `...` stands for any number of lines.
bool is_shown(const std::vector<std::string>& output, const std::vector<std::string>& page) {
  std::size_t at = 0;
  bool any = false;
  for (const std::string& line : page) {
    if (line == "...") {
      any = true;
      continue;
    }
    while (any && at < output.size() && output[at] != line) ++at;
    if (at == output.size() || output[at] != line) return false;
    ++at;
    any = false;
  }
  return any || at == output.size();
}

/// Commands after `$ `, each with its output, page by page in a folder of its own.
TEST(DocumentationSlow, OutputsAreTrue) {
  int commands = 0;
  for (const std::string& page : pages) {
    const test::TemporaryFolder folder;
    for (const std::string& block : blocks(page, "console")) {
      const std::vector<std::string> lines = lines_of(block);
      for (std::size_t i = 0; i < lines.size();) {
        ASSERT_EQ(lines[i].rfind("$ ", 0), 0U) << page << ": " << lines[i];
        const std::string command = lines[i].substr(2);
        std::vector<std::string> shown;
        for (++i; i < lines.size() && lines[i].rfind("$ ", 0) != 0; ++i) shown.push_back(lines[i]);
        const bool own = command.rfind("marginwalk ", 0) == 0;
        const test::Ran ran =
            own ? marginwalk(folder.path(), command.substr(11))
                : test::shell("cd " + folder.path().string() + " && " + command + " 2>&1");
        EXPECT_TRUE(is_shown(lines_of(ran.output), shown)) << page << ": " << command << "\n"
                                                           << ran.output;
        ++commands;
      }
    }
  }
  EXPECT_GE(commands, 8);
}

TEST(Documentation, StudiesAreValid) {
  const test::TemporaryFolder folder;
  int studies = 0;
  for (const std::string& page : pages) {
    for (const std::string& block : blocks(page, "yaml")) {
      if (block.rfind("schema: 1\n", 0) != 0) continue;
      ++studies;
      const test::Ran ran =
          marginwalk(folder.path(), "validate " + folder.write("study.yaml", block).string());
      EXPECT_EQ(ran.code, 0) << page << "\n" << ran.output;
    }
  }
  EXPECT_GE(studies, 1);
}

TEST(Documentation, LinksLeadSomewhere) {
  int links = 0;
  for (const std::string& page : pages) {
    for (const std::string& link : matches(text_of(source_dir / page), R"(\]\(([^)#:]+)\))")) {
      ++links;
      EXPECT_TRUE(fs::exists((source_dir / page).parent_path() / link)) << page << ": " << link;
    }
  }
  EXPECT_GE(links, 3);
}

/// Cards name every file, and the day of its rules.
TEST(Documentation, CardsHaveEveryVenueAndModel) {
  const auto expect_on = [&](const std::string& page, const std::string& folder) {
    const std::string text = text_of(source_dir / page);
    for (const auto& entry : fs::directory_iterator(source_dir / "scenarios" / folder)) {
      const std::string name = entry.path().stem().string();
      const std::size_t row = text.find("[" + name + "]");
      EXPECT_NE(row, std::string::npos) << name;
      for (const std::string& date : matches(text_of(entry.path()), R"(\ndate: ([-0-9]+))")) {
        EXPECT_NE(text.substr(row, text.find('\n', row) - row).find(date), std::string::npos)
            << name << " " << date;
      }
    }
  };
  expect_on("docs/venues.md", "venues");
  expect_on("docs/models.md", "models");
}

}  // namespace
}  // namespace marginwalk::documentation_test
