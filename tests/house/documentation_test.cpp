#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

/// What the pages tell a reader to type works, and they leave no key out.
namespace marginwalk::documentation_test {
namespace {

namespace fs = std::filesystem;

const fs::path source_dir = MARGINWALK_SOURCE_DIR;

std::vector<std::string> all_pages() {
  std::vector<std::string> pages{"README.md", "CONTRIBUTING.md", "scenarios/README.md"};
  for (const fs::directory_entry& entry : fs::directory_iterator(source_dir / "docs")) {
    if (entry.path().extension() != ".md") continue;
    pages.push_back("docs/" + entry.path().filename().string());
  }
  return pages;
}

const std::vector<std::string> pages = all_pages();

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
  if (std::regex_match(
          arguments,
          std::regex(
              "(assess|init|schema|completion).*|study (status|merge|report|export|compare).*"))) {
    return arguments;
  }
  if (arguments.rfind("verify", 0) == 0) return "verify --help";  // takes a minute
  return std::regex_replace(arguments, std::regex(" --paths \\S+"), "") +
         " --paths 20 --set step=1h";
}

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

/// Each verb as completion spells it; the program itself is left out.
std::vector<std::string> all_verbs(const fs::path& folder) {
  return matches(marginwalk(folder, "completion bash").output,
                 R"re(\n {4}"([a-z ]+)"\) offered)re");
}

TEST(Documentation, HelpHasExamplesThatWork) {
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

TEST(Documentation, CompletionOffersWhatHelpTells) {
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

using Keys = std::set<std::string>;

/// The keys of every map of a JSON Schema.
void collect_maps(const nlohmann::json& schema, std::vector<Keys>& maps) {
  if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object()) {
    Keys keys;
    for (const auto& [key, value] : schema["properties"].items()) keys.insert(key);
    maps.push_back(keys);
  }
  for (const auto& below : schema) {
    if (below.is_structured()) collect_maps(below, maps);
  }
}

TEST(Documentation, SchemaNamesTheKeysOfTheLoaderAndThePageHasThemAll) {
  const test::TemporaryFolder folder;
  std::vector<Keys> maps;
  for (const char* kind : {"study", "account"}) {
    const test::Ran ran = marginwalk(folder.path(), std::string("schema ") + kind);
    collect_maps(nlohmann::json::parse(ran.output), maps);
  }
  const test::Ran ran =
      marginwalk(folder.path(), "validate " + folder.write("study.yaml", curious_study).string());
  const std::string matrix = "matrix: {zzzz: 1}\n" + std::string(curious_study);
  const test::Ran of_matrix =
      marginwalk(folder.path(), "validate " + folder.write("matrix.yaml", matrix).string());
  const std::vector<std::string> lists =
      matches(ran.output + of_matrix.output, R"(known here: ([^)]*)\))");
  EXPECT_GE(lists.size(), 15U) << ran.output;
  for (const std::string& list : lists) {
    const std::vector<std::string> known = matches(list, "([a-z_]+)");
    Keys keys(known.begin(), known.end());
    keys.erase("and");
    // Some keys are asked for only beside others: of claims, those of the number.
    Keys with_those = keys;
    with_those.insert({"level", "quantile"});
    EXPECT_TRUE(std::any_of(maps.begin(), maps.end(), [&](const Keys& map) {
      return map == keys || map == with_those;
    })) << list;
  }
  const std::string page = text_of(source_dir / "scenarios/README.md");
  for (const Keys& keys : maps) {
    for (const std::string& key : keys) {
      EXPECT_NE(page.find("`" + key + "`"), std::string::npos) << key;
    }
  }
}

/// Every shipped file, by another's implementation of JSON Schema; and none with one key more.
constexpr const char* validate_files = R"(
import glob, json, subprocess, sys
try:
    import jsonschema, yaml
except ImportError:
    sys.exit(77)
program, scenarios = sys.argv[1:3]
yaml.SafeLoader.yaml_implicit_resolvers = {
    letter: [each for each in resolvers if not each[0].endswith(':timestamp')]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
def maps(value):
    if isinstance(value, dict):
        yield value
        value = [below for key, below in value.items() if key != 'matrix']
    for below in value if isinstance(value, list) else ():
        yield from maps(below)
files = 0
for kind, folder in (('study', ''), ('study', 'studies/'), ('model', 'models/'),
                     ('venue', 'venues/'), ('episode', 'episodes/')):
    schema = json.loads(subprocess.check_output([program, 'schema', kind]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in sorted(glob.glob(scenarios + folder + '*.yaml')):
        study = yaml.safe_load(open(file))
        files += 1
        for error in validator.iter_errors(study):
            print(file, list(error.absolute_path), error.message[:300])
        for each in maps(study):
            if not any(key[0].isupper() or ' ' in key for key in each) and 'calm' not in each:
                each['zzzz'] = 1
                if validator.is_valid(study): print(file, 'takes zzzz in', each)
                del each['zzzz']
print(files, 'files')
)";

TEST(Documentation, ShippedFilesAreOfTheirSchemas) {
  const test::TemporaryFolder folder;
  const std::string script = folder.write("validate.py", validate_files).string();
  const test::Ran ran = test::shell("python3 " + script + " " MARGINWALK_PROGRAM " " +
                                    (source_dir / "scenarios/").string() + " 2>&1");
  if (ran.code == 77 || ran.code == 127) {
    GTEST_SKIP() << "there is no python3 with jsonschema and yaml here";
  }
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(std::regex_match(ran.output, std::regex("[0-9]{2} files\n"))) << ran.output;
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
