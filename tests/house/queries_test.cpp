#include <gtest/gtest.h>

#include "tests/house/pages.hpp"
#include "tests/support/temporary_folder.hpp"

/// What the pages tell a reader to ask of a store.
namespace marginwalk::queries_test {
namespace {

using test::blocks;
using test::cheaper;
using test::marginwalk;
using test::matches;
using test::source_dir;
using test::text_of;

/// Queries of a store, in a folder where the commands of their page have been run.
TEST(Queries, Work) {
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
  const auto told = [&](const std::string& query) {
    folder.write("query.sql", query);
    const test::Ran ran =
        test::shell(in_folder + "sqlite3 studies/fifteen-thousand.sqlite <query.sql 2>&1");
    return ran.output.substr(0, ran.output.find('\n'));
  };
  EXPECT_EQ(matches(text_of(source_dir / "docs/studies.md"), "`user_version` (\\d+)").front(),
            told("PRAGMA user_version"));
  // Ten digits: sums in another order agree in more.
  const std::string mean = told(
      "SELECT substr(printf('cross-10x 20 paths, mean %.9f', mean_terminal_equity), 1, 35)"
      " FROM cell_summary WHERE name = 'cross-10x'");
  int missing = 0;
  for (const std::string& block : blocks("docs/studies.md", "python")) {
    folder.write("query.py", block);
    const test::Ran ran = test::shell(in_folder + "python3 query.py 2>&1");
    const bool is_plain = block.find("import array, sqlite3, zlib\n") != std::string::npos;
    if (!is_plain && ran.output.find("ModuleNotFoundError") != std::string::npos) {
      ++missing;
      continue;
    }
    EXPECT_EQ(ran.code, 0) << ran.output;
    const bool is_table = block.find("pandas") != std::string::npos;
    EXPECT_NE(ran.output.find(is_table ? "cross-10x" : mean), std::string::npos)
        << ran.output << mean;
  }
  if (missing > 0) GTEST_SKIP() << "there is no NumPy or no pandas here";
}

}  // namespace
}  // namespace marginwalk::queries_test
