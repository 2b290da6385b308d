#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

/// What the pages tell a reader to type works, and they leave no key out.
namespace marginwalk {
namespace {

namespace fs = std::filesystem;

const fs::path source_dir = MARGINWALK_SOURCE_DIR;
const std::vector<std::string> pages{
    "README.md",       "CONTRIBUTING.md",      "scenarios/README.md", "docs/model-risk.md",
    "docs/studies.md", "docs/verification.md", "docs/claims.md"};

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The first group of every match in the text.
std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end;
       ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

/// The fenced blocks of a page in one language.
std::vector<std::string> blocks(const std::string& page, const std::string& language) {
  const std::string fence = "```" + language + "\n";
  const std::string text = text_of(source_dir / page);
  std::vector<std::string> found;
  for (std::size_t from = text.find(fence); from != std::string::npos;) {
    from += fence.size();
    const std::size_t to = text.find("```", from);
    found.push_back(text.substr(from, to - from));
    from = text.find(fence, to);
  }
  return found;
}

/// Runs the program in a folder of its own on the scenarios of the sources.
test::Ran marginwalk(const fs::path& folder, const std::string& arguments) {
  const std::string scenarios = (source_dir / "scenarios/").string();
  return test::shell("cd " + folder.string() + " && " MARGINWALK_PROGRAM " " +
                     std::regex_replace(arguments, std::regex("scenarios/"), scenarios) + " 2>&1");
}

/// The same question, asked of few paths and seldom, where it walks any.
std::string cheaper(const std::string& arguments) {
  if (std::regex_match(arguments, std::regex("assess.*|study (status|merge|report|export).*"))) {
    return arguments;
  }
  if (arguments.rfind("verify", 0) == 0) return "verify --help";  // takes a minute
  return std::regex_replace(arguments, std::regex(" --paths \\S+"), "") +
         " --paths 20 --set step=1h";
}

TEST(Documentation, CommandsWork) {
  const test::TemporaryFolder folder;
  std::set<std::string> verbs;
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

/// Queries of a store, in a folder where the commands of their page have been run.
TEST(Documentation, QueriesWork) {
  if (test::shell("command -v sqlite3 && command -v python3").code != 0) {
    GTEST_SKIP() << "there is no sqlite3 or no python3 here";
  }
  const test::TemporaryFolder folder;
  const std::string study = "study run scenarios/fifteen-thousand.yaml -o studies";
  EXPECT_EQ(marginwalk(folder.path(), cheaper(study)).code, 0);
  const std::string in_folder = "cd " + folder.path().string() + " && ";
  for (const std::string& block : blocks("docs/studies.md", "sql")) {
    folder.write("query.sql", block);
    const test::Ran ran =
        test::shell(in_folder + "sqlite3 -bail studies/fifteen-thousand.sqlite <query.sql 2>&1");
    EXPECT_EQ(ran.code, 0) << ran.output;
    EXPECT_NE(ran.output.find("cross-10x|20|"), std::string::npos) << ran.output;
  }
  for (const std::string& block : blocks("docs/studies.md", "python")) {
    folder.write("query.py", block);
    const test::Ran ran = test::shell(in_folder + "python3 query.py 2>&1");
    EXPECT_EQ(ran.code, 0) << ran.output;
    EXPECT_NE(ran.output.find("cross-10x 20 paths, "), std::string::npos) << ran.output;
  }
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

/// A study with a key that nobody knows in every map: the answer lists the keys that are known.
constexpr const char* curious_study = R"(zzzz: 1
market:
  zzzz: 1
  assets: {BTC: {zzzz: 1}}
  model: {zzzz: 1}
  funding: {zzzz: 1}
  liquidity: {zzzz: 1}
  pull: {BTC: {zzzz: 1}}
venue:
  zzzz: 1
  maintenance: {zzzz: 1}
  liquidation: {procedure: book then backstop, zzzz: 1}
  tiers: [{zzzz: 1}]
  contracts: {BTC-PERP: {zzzz: 1}}
account:
  zzzz: 1
  positions: [{zzzz: 1}]
policies:
  zzzz: 1
  named: [{zzzz: 1}]
baseline: {zzzz: 1}
claim: {zzzz: 1, cases: [{zzzz: 1}], null_case: {zzzz: 1}}
precision: {zzzz: 1, liquidated: {zzzz: 1}}
gates: [{zzzz: 1, where: {zzzz: 1}, terminal_equity: {zzzz: 1}, value_at_risk: {zzzz: 1}}]
)";

TEST(Documentation, SchemaNamesEveryKey) {
  const test::TemporaryFolder folder;
  const test::Ran ran =
      marginwalk(folder.path(), "validate " + folder.write("study.yaml", curious_study).string());
  const std::vector<std::string> lists = matches(ran.output, R"(known here: ([^)]*)\))");
  EXPECT_GE(lists.size(), 14U) << ran.output;
  const std::string schema = text_of(source_dir / "scenarios/README.md");
  for (const std::string& list : lists) {
    for (const std::string& key : matches(list, "([a-z_]+)")) {
      EXPECT_NE(schema.find("`" + key + "`"), std::string::npos) << key;
    }
  }
}

}  // namespace
}  // namespace marginwalk
