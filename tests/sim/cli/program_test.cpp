#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

/// The program as its users meet it: arguments in; output, files and exit code out.
namespace marginwalk::program_test {
namespace {

namespace fs = std::filesystem;

const std::string program = MARGINWALK_PROGRAM;
const std::string scenarios = MARGINWALK_SOURCE_DIR "/scenarios/";

using test::Ran;

Ran marginwalk(const std::string& arguments) { return test::shell(program + " " + arguments); }

TEST(Program, RunPrintsATableAndWritesItsResult) {
  const test::TemporaryFolder folder;
  const Ran ran =
      marginwalk("run " + scenarios + "fifteen-thousand.yaml --paths 300 --set step=1h -o " +
                 (folder.path() / "out").string() + " 2>&1");
  EXPECT_EQ(ran.code, 0) << ran.output;
  for (const char* expected : {"cross-10x", "isolated-20x", "liquidat", "95", "30d",
                               "out/fifteen-thousand.report.html:"}) {
    EXPECT_NE(ran.output.find(expected), std::string::npos) << expected << "\n" << ran.output;
  }
  std::ifstream file(folder.path() / "out" / "fifteen-thousand.json");
  const auto json = nlohmann::json::parse(file);
  EXPECT_EQ(json["study"]["paths"], 300);
  EXPECT_EQ(json["cells"].size(), 12U);
  EXPECT_TRUE(fs::exists(folder.path() / "out" / "fifteen-thousand.csv"));
}

TEST(Program, SaysWhatAWrongWordMayHaveMeant) {
  const auto said = [](const std::string& arguments) {
    const Ran ran = marginwalk(arguments + " 2>&1");
    EXPECT_EQ(ran.code, 2) << ran.output;
    return ran.output.substr(0, ran.output.find('\n'));
  };
  EXPECT_EQ(said("rnu x"), "unknown verb \"rnu\"; did you mean run?");
  EXPECT_EQ(said("study statsu x"), "unknown verb \"statsu\"; did you mean status?");
  EXPECT_EQ(said("run x --pahts=3"), "unknown option \"--pahts\" of run; did you mean --paths?");
  EXPECT_EQ(said("--set a=b run x"),
            "unknown option \"--set\" of marginwalk, whose verb comes first");
  EXPECT_EQ(said("zzzz").substr(0, 38), "unknown verb \"zzzz\" (there are run, va");
}

TEST(Program, WithoutAVerbItTellsThemAll) {
  const Ran all = marginwalk("2>&1");
  EXPECT_EQ(all.code, 2);
  EXPECT_NE(all.output.find("Usage: marginwalk [OPTIONS] VERB\n"), std::string::npos) << all.output;
  EXPECT_NE(all.output.find("\n  assess "), std::string::npos) << all.output;
  const Ran study = marginwalk("study 2>&1");
  EXPECT_EQ(study.code, 2);
  EXPECT_NE(study.output.find("Usage: marginwalk study [OPTIONS] VERB\n"), std::string::npos)
      << study.output;
}

TEST(Program, FormatsGoToStandardOutputAlone) {
  const std::string study = "run " + scenarios + "hedged-pair.yaml --paths 64 --set step=1h ";
  const Ran json = marginwalk(study + "--format json 2>/dev/null");
  EXPECT_EQ(nlohmann::json::parse(json.output)["cells"].size(), 4U);
  const Ran csv = marginwalk(study + "--format csv 2>/dev/null");
  EXPECT_EQ(csv.output.substr(0, 3), "id,");
  const Ran markdown = marginwalk(study + "--format md 2>/dev/null");
  EXPECT_NE(markdown.output.find("| --"), std::string::npos) << markdown.output;
}

TEST(Program, ExplainedPathEndsAsInTheRun) {
  const std::string study = scenarios + "fifteen-thousand.yaml --set step=1h --paths 1 ";
  const Ran run = marginwalk("run " + study + "--format json 2>/dev/null");
  const auto json = nlohmann::json::parse(run.output);
  for (const auto& cell : json["cells"]) {
    const std::string id = cell["id"];
    const Ran explained = marginwalk("explain " + study + "--cell " + id + " --path 0 2>&1");
    EXPECT_EQ(explained.code, 0) << explained.output;
    EXPECT_NE(explained.output.find("2026-01-01"), std::string::npos);
    const bool liquidated = cell["liquidated"]["estimate"] == 1;
    EXPECT_EQ(explained.output.find("Not liquidated") == std::string::npos, liquidated)
        << explained.output;
  }
}

/// From the records of all paths or, without them, by walking them once more.
TEST(Program, ExplainTellsTheSameOfAStoreAsOfItsStudy) {
  const test::TemporaryFolder folder;
  const std::string study = scenarios + "fifteen-thousand.yaml --set step=1h --paths 700 ";
  for (const std::string records : {"", "--tallies-only "}) {
    const fs::path out = folder.path() / ("stores" + records);
    const std::string to = "-o '" + out.string() + "' ";
    EXPECT_EQ(marginwalk("study run " + study + records + to + ">/dev/null 2>&1").code, 0);
    const std::string store = "'" + (out / "fifteen-thousand.sqlite").string() + "' ";
    for (const std::string which : {"--worst", "--median", "--first-liquidated", "--path 699"}) {
      const std::string cells = " --cell isolated-10x --beside cross-10x " + which + " 2>&1";
      const Ran of_store = marginwalk("explain " + store + cells);
      EXPECT_EQ(of_store.code, 0) << of_store.output;
      EXPECT_EQ(of_store.output, marginwalk("explain " + study + cells).output) << records << which;
    }
    const Ran refused = marginwalk("explain " + store + "--cell cross-10x --path 0 --seed 2 2>&1");
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.output.find("a store has its settings"), std::string::npos) << refused.output;
    EXPECT_EQ(marginwalk("explain " + store + "--cell cross-10x --path 700 2>&1").code, 2);
  }
}

TEST(Program, ExplainChoosesAPathSaysSoAndDrawsIt) {
  const test::TemporaryFolder folder;
  const std::string svg = (folder.path() / "path.svg").string();
  const std::string study = "explain " + scenarios +
                            "fifteen-thousand.yaml --set step=1h --paths 600 --cell isolated-10x ";
  const Ran worst = marginwalk(study + "--worst --beside cross-10x --svg " + svg + " 2>&1");
  EXPECT_EQ(worst.code, 0) << worst.output;
  for (const char* expected : {"of 600, counted from 0: the least terminal equity of isolated-10x",
                               "What happened under cross-10x", "isolated-10x: Liquidated after"}) {
    EXPECT_NE(worst.output.find(expected), std::string::npos) << expected << "\n" << worst.output;
  }
  std::ifstream chart(svg);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(chart), {}).rfind("<svg ", 0), 0U);
  EXPECT_EQ(marginwalk(study + "--first-liquidated --format csv").output.rfind("cell,time,", 0),
            0U);
  for (const char* wrong : {"", "--worst --median", "--path 1 --first-liquidated"}) {
    EXPECT_EQ(marginwalk(study + wrong + " >/dev/null 2>&1").code, 2) << wrong;
  }
}

TEST(Program, InitWritesAStudyThatRunsAndNeverOverAnother) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "mine.yaml").string();
  EXPECT_EQ(marginwalk("init " + file + " 2>/dev/null").code, 0);
  EXPECT_EQ(marginwalk("validate " + file + " >/dev/null 2>&1").code, 0);
  EXPECT_EQ(marginwalk("run " + file + " --paths 64 --set step=1h >/dev/null 2>&1").code, 0);
  folder.write("mine.yaml", "mine");
  const Ran again = marginwalk("init " + file + " 2>&1");
  EXPECT_EQ(again.code, 2) << again.output;
  std::ifstream stream(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "mine");
}

TEST(Program, ColourIsForTerminalsThatWantIt) {
  if (test::shell("command -v script").code != 0) GTEST_SKIP() << "there is no script here";
  const std::string run = "run " + scenarios + "hedged-pair.yaml --paths 64 --set step=1h";
  const auto has_colour = [&](const std::string& environment) {
    return test::shell("env " + environment + " script -qec '" + program + " " + run +
                       "' /dev/null 2>&1")
               .output.find("\x1b[2m[") != std::string::npos;
  };
  EXPECT_TRUE(has_colour("-u NO_COLOR TERM=xterm"));
  EXPECT_FALSE(has_colour("NO_COLOR=1 TERM=xterm"));
  EXPECT_FALSE(has_colour("-u NO_COLOR TERM=dumb"));
  EXPECT_EQ(marginwalk(run + " 2>&1").output.find('\x1b'), std::string::npos);
}

TEST(Program, PathsPrintsStatisticsAndWritesPrices) {
  const test::TemporaryFolder folder;
  const std::string study = "paths " + scenarios + "hedged-pair.yaml --every 1d ";
  const Ran table = marginwalk(study + "2>&1");
  EXPECT_EQ(table.code, 0) << table.output;
  EXPECT_NE(table.output.find("1,000 paths"), std::string::npos) << table.output;
  EXPECT_NE(marginwalk(study + "--set paths=30 2>&1").output.find(": 30 paths"), std::string::npos);

  const std::string out = " -o " + (folder.path() / "out").string() + " 2>&1";
  EXPECT_EQ(marginwalk(study + "--paths 20" + out).code, 0);
  EXPECT_EQ(marginwalk(study + "--paths 20 --format npy" + out).code, 0);
  EXPECT_TRUE(fs::exists(folder.path() / "out" / "hedged-pair-paths.csv"));
  EXPECT_EQ(fs::file_size(folder.path() / "out" / "hedged-pair-BTC.npy"), 128U + 20 * 31 * 8);
  EXPECT_EQ(fs::file_size(folder.path() / "out" / "hedged-pair-ETH.npy"), 128U + 20 * 31 * 8);
}

TEST(Program, PathsRefusesWhatItCannotSample) {
  const test::TemporaryFolder folder;
  const std::string out = " -o " + (folder.path() / "out").string() + " 2>&1 >/dev/null";
  const std::string study = "paths " + scenarios + "hedged-pair.yaml ";
  const auto expect_refused = [&](const std::string& options, const char* reason) {
    const Ran ran = marginwalk(study + options + out);
    EXPECT_EQ(ran.code, 2) << options;
    EXPECT_NE(ran.output.find(reason), std::string::npos) << options << "\n" << ran.output;
  };
  expect_refused("--every 7m", "--every 7m: \"7m\" is out of range");
  expect_refused("--every 90s", "whole minutes that divide 24 hours, or whole days");
  expect_refused("--every 36h", "whole minutes that divide 24 hours, or whole days");
  expect_refused("--every 60d", "longer than the horizon (hedged-pair has 30d)");
  expect_refused("--every hour", "is not a duration");
  expect_refused("--paths 1M", "too many prices");
  expect_refused("--paths 1e15 --every 30d", "too many prices");
  EXPECT_FALSE(fs::exists(folder.path() / "out"));

  const fs::path file = folder.write("file", "text");
  const Ran ran = marginwalk(study + "--paths 5 -o " + file.string() + " 2>&1 >/dev/null");
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.output.find(file.string()), std::string::npos) << ran.output;
  EXPECT_EQ(marginwalk(study + "--format npy >/dev/null 2>&1").code, 2);
}

TEST(Program, FrontierAnswersWithASettingThatARunConfirms) {
  const std::string study = scenarios + "fifteen-thousand.yaml --paths 2000 --set step=1d ";
  const Ran text = marginwalk("frontier " + study + "--vary leverage --at-most 5% 2>&1");
  EXPECT_EQ(text.code, 0) << text.output;
  for (const char* expected : {"the largest leverage", "at most 5%", "isolated", "answer"}) {
    EXPECT_NE(text.output.find(expected), std::string::npos) << expected << "\n" << text.output;
  }
  const Ran json =
      marginwalk("frontier " + study + "--vary leverage --at-most 5% --format json 2>/dev/null");
  const auto cross = nlohmann::json::parse(json.output)["frontier"][0];
  EXPECT_EQ(cross["id"], "cross");
  EXPECT_EQ(cross["verdict"], "found");
  EXPECT_LT(cross["cautious"], cross["answer"]);
  EXPECT_LT(cross["answer"], cross["hopeful"]);
  const Ran run = marginwalk("run " + study + "--set policies.leverage=[" + cross["answer"].dump() +
                             "] --format json 2>/dev/null");
  const auto cell = nlohmann::json::parse(run.output)["cells"][0];
  EXPECT_LE(cell["liquidated"]["estimate"], 0.05);
  EXPECT_GT(cell["liquidated"]["estimate"], 0.045);
}

TEST(Program, FrontierAndAttributionJoinThePageOfTheirStudy) {
  const test::TemporaryFolder folder;
  const std::string study = scenarios + "fifteen-thousand.yaml --paths 400 --set step=1d ";
  const std::string out = "-o " + folder.path().string() + " --format md 2>&1";
  const Ran frontier = marginwalk("frontier " + study + "--vary leverage --at-most 5% " + out);
  EXPECT_EQ(frontier.code, 0);
  EXPECT_NE(frontier.output.find("### Growth against survival"), std::string::npos)
      << frontier.output;
  const Ran attribution = marginwalk("attribute " + study + "--cell cross-10x " + out);
  EXPECT_EQ(attribution.code, 0);
  EXPECT_NE(attribution.output.find("### What a change of the model does"), std::string::npos)
      << attribution.output;
  EXPECT_EQ(marginwalk("run " + study + out).code, 0);
  std::ifstream page(folder.path() / "fifteen-thousand.report.html");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  for (const char* part : {R"("goal":"the largest leverage")", R"("change":"volatility x 1.01")",
                           R"("id":"isolated-10x")"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(marginwalk("frontier " + study + "--vary wallet --at-most 5% -o /dev/null/x 2>&1").code,
            2);
}

TEST(Program, FrontierRefusesWhatHasNoAnswer) {
  const auto expect_refused = [&](const std::string& arguments, const char* reason) {
    const Ran ran = marginwalk("frontier " + scenarios + arguments + " 2>&1 >/dev/null");
    EXPECT_EQ(ran.code, 2) << arguments;
    EXPECT_NE(ran.output.find(reason), std::string::npos) << arguments << "\n" << ran.output;
  };
  const std::string pair = "hedged-pair.yaml --paths 1000 --set step=1d --at-most 1% ";
  expect_refused(pair + "--vary leverage --set policies.margin_mode=[cross]",
                 "--vary leverage: cross: leverage has no effect");
  expect_refused(pair + "--vary levrage", "did you mean leverage?");
  expect_refused("hedged-pair.yaml --vary wallet --at-most 1", "--at-most 1");
  expect_refused("hedged-pair.yaml --vary wallet --at-most 100%", "--at-most 100%");
}

TEST(Program, AttributeTellsPositionsAndSensitivities) {
  const std::string study = scenarios + "hedged-pair.yaml --paths 1000 --set step=1h ";
  const Ran text = marginwalk("attribute " + study + "--cell isolated-10x 2>&1");
  EXPECT_EQ(text.code, 0) << text.output;
  for (const char* expected : {"ETH-PERP long", "volatility x 1.01", "correlation + 0.01"}) {
    EXPECT_NE(text.output.find(expected), std::string::npos) << expected << "\n" << text.output;
  }
  const Ran json = marginwalk("attribute " + study + "--format json 2>/dev/null");
  const auto cells = nlohmann::json::parse(json.output)["cells"];
  EXPECT_EQ(cells.size(), 4U);
  EXPECT_EQ(cells[0]["positions"][0]["contract"], "BTC-PERP");
  EXPECT_LT(cells[0]["positions"][0]["effect"]["liquidated"]["estimate"], 0);
  EXPECT_GT(cells[2]["positions"][0]["effect"]["liquidated"]["estimate"], 0);
  EXPECT_EQ(marginwalk("attribute " + study + "--cell isolated-9x >/dev/null 2>&1").code, 2);
}

TEST(Program, ValidateRunsNothing) {
  const Ran ran = marginwalk("validate " + scenarios + "*.yaml 2>&1");
  EXPECT_EQ(ran.code, 0) << ran.output;
  for (const char* name :
       {"fifteen-thousand", "leverage-caps", "btc-crash-eth-rally", "hedged-pair"}) {
    EXPECT_NE(ran.output.find(name), std::string::npos) << name;
  }
}

TEST(Program, BadInputIsExitCodeTwoWithPlaceAndSuggestionAndWritesNothing) {
  const test::TemporaryFolder folder;
  const fs::path study = folder.write("broken.yaml",
                                      "schema: 1\nname: broken\nseed: 1\npahts: 10\npaths: 10\n"
                                      "horizon: 30\nstep: 1m\n");
  const Ran ran = marginwalk("run " + study.string() + " -o " + (folder.path() / "out").string() +
                             " 2>&1 >/dev/null");
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.output.find("broken.yaml:4:1: "), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("did you mean paths?"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("broken.yaml:6:10: "), std::string::npos) << ran.output;
  EXPECT_FALSE(fs::exists(folder.path() / "out"));
}

TEST(Program, WrongUseIsExitCodeTwo) {
  const std::string study = scenarios + "fifteen-thousand.yaml ";
  for (const std::string& arguments :
       {std::string("run"), std::string("walk"), "run " + study + "--format xml",
        "run " + study + "--threads 0", "run " + study + "--set nothing",
        "run " + study + "--paths many", std::string("run no-such-file.yaml"),
        "run " + study + study + "--paths 10 -o /tmp",
        "explain " + study + "--cell cross-10x --path -1",
        "explain " + study + "--cell cross-10x --paths 10 --path 10",
        "explain " + study + "--cell cross-11x --path 0",
        "run " + study + "--paths 10 -o /dev/null/folder"}) {
    EXPECT_EQ(marginwalk(arguments + " >/dev/null 2>&1").code, 2) << arguments;
  }
  const Ran cell = marginwalk("explain " + study + "--cell cross-11x --path 0 2>&1");
  EXPECT_NE(cell.output.find("did you mean cross-10x?"), std::string::npos) << cell.output;
  EXPECT_EQ(marginwalk("--help >/dev/null").code, 0);
  EXPECT_EQ(marginwalk("--version >/dev/null").code, 0);
}

TEST(Program, FailedGateIsExitCodeOneAndAnUndecidedOneOnlyWhereStrict) {
  const test::TemporaryFolder folder;
  const std::string out = (folder.path() / "out").string();
  const auto run = [&](const std::string& gate, const std::string& options) {
    return marginwalk("run " + scenarios +
                      "hedged-pair.yaml --paths 64 --set step=1h --set 'gates=[" + gate + "]' -o " +
                      out + " " + options + " 2>&1");
  };
  EXPECT_EQ(run("{liquidated: {at_least: 0}}", "--strict").code, 0);
  const std::string undecided = "{terminal_equity: {quantile: 1%, at_least: 0}}";  // 64 are too few
  EXPECT_EQ(run(undecided, "").code, 0);
  EXPECT_EQ(run(undecided, "--strict").code, 1);
  const Ran failed = run("{terminal_equity: {at_least: 1e9}}", "");
  EXPECT_EQ(failed.code, 1) << failed.output;
  EXPECT_NE(failed.output.find("failed"), std::string::npos) << failed.output;
  EXPECT_TRUE(fs::exists(folder.path() / "out" / "hedged-pair.gates.csv"));
  EXPECT_EQ(run("{where: {leverage: 77}, liquidated: {at_most: 5%}}", "").code, 2);
}

TEST(Program, InterruptEndsWithinASecondAndLeavesNoFile) {
  const test::TemporaryFolder folder;
  const std::string out = (folder.path() / "out").string();
  const std::string file = scenarios + "btc-crash-eth-rally.yaml";
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(STDOUT_FILENO);
    ::close(STDERR_FILENO);
    ::execl(program.c_str(), program.c_str(), "run", file.c_str(), "--paths", "100000000", "-o",
            out.c_str(), nullptr);
    ::_exit(127);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  ::kill(child, SIGINT);
  const auto sent = std::chrono::steady_clock::now();
  int status = 0;
  ::waitpid(child, &status, 0);
  const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - sent;
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_LT(waited.count(), 10);  // a second on an idle machine; sanitizers are slower
  EXPECT_TRUE(!fs::exists(out) || fs::is_empty(out));
}

TEST(ProgramLong, VerifyPasses) {
  const Ran ran = marginwalk("verify --format json");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.output.find("\"passed\": false"), std::string::npos) << ran.output;
  for (const char* kind : {"closed form", "oracle", "invariance", "coverage"}) {
    EXPECT_NE(ran.output.find(std::string("\"kind\": \"") + kind), std::string::npos) << kind;
  }
}

}  // namespace
}  // namespace marginwalk::program_test
