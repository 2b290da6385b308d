#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "tests/house/pages.hpp"
#include "tests/support/temporary_folder.hpp"

/// What the program tells a reader to type works.
namespace marginwalk::help_test {
namespace {

namespace fs = std::filesystem;

using test::cheaper;
using test::marginwalk;
using test::matches;

/// Each verb as completion spells it; the program itself is left out.
std::vector<std::string> all_verbs(const fs::path& folder) {
  return matches(marginwalk(folder, "completion bash").output,
                 R"re(\n {4}"([a-z ]+)"\) offered)re");
}

TEST(Help, HasExamplesThatWork) {
  const test::TemporaryFolder folder;
  const std::vector<std::string> verbs = all_verbs(folder.path());
  EXPECT_GE(verbs.size(), 17U);
  for (const std::string& verb : verbs) {
    const test::Ran help = marginwalk(folder.path(), verb + " --help");
    const std::vector<std::string> examples = matches(help.output, R"(\n  marginwalk ([^\n]+))");
    const bool has_example = help.output.find("\nExamples:\n") != std::string::npos;
    EXPECT_TRUE(has_example || verb == "study") << help.output;
    for (const std::string& example : examples) {
      EXPECT_EQ(example.rfind(verb, 0), 0U) << example;
      if (verb == "study merge") continue;  // the shards of other examples are no whole
      const test::Ran ran = marginwalk(folder.path(), cheaper(example));
      EXPECT_EQ(ran.code, 0) << example << "\n" << ran.output;
    }
  }
}

/// What a shell offers after some words, one a line, by the script for it.
std::string offered_by(const std::string& shell, const std::string& words, const fs::path& folder) {
  const std::string program = MARGINWALK_PROGRAM;
  const std::map<std::string, std::string> scripts{
      {"bash", "source <(" + program + " completion bash)\nCOMP_WORDS=(" + words +
                   ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_marginwalk\n"
                   "printf '%s\\n' \"${COMPREPLY[@]}\"\n"},
      {"zsh", "compdef() { }\n_files() { }\ncompadd() { shift; print -l -- $@ }\nsource <(" +
                  program + " completion zsh)\nwords=(" + words +
                  ")\nCURRENT=${#words}\n_marginwalk\n"},
      {"fish", program + " completion fish | source\ncomplete -C '" + words + "'\n"}};
  std::ofstream(folder / "try") << scripts.at(shell);
  return "\n" + test::shell("cd " + folder.string() + " && " + shell + " try 2>&1").output;
}

TEST(Help, CompletionOffersWhatItTells) {
  const test::TemporaryFolder folder;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    if (test::shell("command -v " + shell).code != 0) continue;
    for (const std::string& verb : all_verbs(folder.path())) {
      const std::string help = marginwalk(folder.path(), verb + " --help").output;
      const std::string offered = offered_by(shell, "marginwalk " + verb + " -", folder.path());
      for (const std::string& option : matches(help, R"((?:\n  |,)(--?[a-z][-a-z]*))")) {
        EXPECT_NE(offered.find("\n" + option + "\n"), std::string::npos)
            << shell << " " << verb << " " << option << offered;
      }
    }
    const std::string formats =
        offered_by(shell, "marginwalk frontier --format \"\"", folder.path());
    EXPECT_NE(formats.find("\nmd\n"), std::string::npos) << shell << formats;
    EXPECT_EQ(formats.find("--vary"), std::string::npos) << shell << formats;
  }
}

}  // namespace
}  // namespace marginwalk::help_test
