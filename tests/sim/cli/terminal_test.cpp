#include <gtest/gtest.h>

#include <regex>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

/// What somebody at a terminal sees of a long run, and what ends up in a log.
namespace marginwalk::terminal_test {
namespace {

using test::Ran;

class TerminalSlow : public testing::Test {
 protected:
  std::string run(const std::string& arguments) const {
    return MARGINWALK_PROGRAM " study run " MARGINWALK_SOURCE_DIR
                              "/scenarios/hedged-pair.yaml --set step=1h --tallies-only -o " +
           (folder_.path() / "out").string() + " " + arguments;
  }

  /// A command at a pseudo-terminal, where something is typed after a second.
  Ran at_terminal(const std::string& command, const std::string& typed = "") const {
    const std::string file = folder_.write("command", command).string();
    return test::shell("(sleep 1; printf '" + typed + "'; sleep 1) | timeout 60 script -qec 'sh " +
                       file + "' /dev/null");
  }

  void SetUp() override {
    if (test::shell("command -v script").code != 0) GTEST_SKIP() << "there is no script(1) here";
  }

  test::TemporaryFolder folder_;
};

TEST_F(TerminalSlow, ProgressFitsIntoALineOfTheTerminal) {
  const Ran ran = at_terminal("stty cols 70; exec " + run("--paths 120000 --format csv"));
  EXPECT_EQ(ran.code, 0) << ran.output;
  const std::regex drawn(R"(\r\x1b\[K(hedged-pair: \d+ %[^\r\n]*))");
  bool shows_blocks = false;
  for (std::sregex_iterator line(ran.output.begin(), ran.output.end(), drawn), end; line != end;
       ++line) {
    EXPECT_LT((*line)[1].length(), 70) << (*line)[1];
    shows_blocks =
        shows_blocks ||
        std::regex_search((*line)[1].str(),
                          std::regex(R"(^hedged-pair: \d+ %, .+ left, block \d+ of 469,)"));
  }
  EXPECT_TRUE(shows_blocks) << ran.output;
}

TEST_F(TerminalSlow, ControlCEndsItCleanly) {
  const Ran ran = at_terminal("exec " + run("--paths 10M"), "\\003");
  EXPECT_EQ(ran.code, 130) << ran.output;
  EXPECT_NE(ran.output.find("the same command goes on"), std::string::npos) << ran.output;
}

TEST_F(TerminalSlow, ALogHasLines) {
  const Ran ran = test::shell(run("--paths 2000 --format csv") + " 2>&1 >/dev/null");
  EXPECT_EQ(ran.output,
            "hedged-pair: 0 %, block 0 of 8, 0 of 2,000 paths of 4 cells\n"
            "hedged-pair: 2,000 of 2,000 paths are in " +
                (folder_.path() / "out" / "hedged-pair.sqlite").string() + "\n");
}

}  // namespace
}  // namespace marginwalk::terminal_test
