#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/house/pages.hpp"
#include "tests/support/temporary_folder.hpp"

/// The schemas leave no key out, and neither does their page.
namespace marginwalk::schema_test {
namespace {

using test::marginwalk;
using test::matches;
using test::source_dir;
using test::text_of;

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

TEST(Schema, NamesTheKeysOfTheLoaderAndThePageHasThemAll) {
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

TEST(Schema, IsKeptByShippedFiles) {
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

}  // namespace
}  // namespace marginwalk::schema_test
