#include "sim/scenario/document.hpp"

#include <gtest/gtest.h>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/setting.hpp"

namespace marginwalk::scenario::document_test {
namespace {

std::string problem_of(const std::string& text) {
  try {
    (void)parse_document(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "(no problem)";
}

std::string problem_of_setting(Node root, std::string_view key, std::string_view value) {
  try {
    apply({std::string(key), std::string(value)}, root);
  } catch (const InputError& error) {
    return error.what();
  }
  return "(no problem)";
}

TEST(Document, KnowsWhereEverythingStands) {
  const Node root = parse_document("a: 1\nb:\n  - {x: 'no'}\n  - on\nc:\n", "f");
  ASSERT_EQ(root.kind, NodeKind::map);
  ASSERT_EQ(root.entries.size(), 3U);
  EXPECT_EQ(text_of(root.location), "f:1:1");
  EXPECT_EQ(text_of(root.find("a")->location), "f:1:4");
  const Node& list = *root.find("b");
  ASSERT_EQ(list.kind, NodeKind::sequence);
  EXPECT_EQ(text_of(list.items[0].entries[0].location), "f:3:6");
  EXPECT_TRUE(list.items[0].find("x")->quoted);
  EXPECT_EQ(list.items[1].text, "on");
  EXPECT_FALSE(list.items[1].quoted);
  EXPECT_EQ(root.find("c")->kind, NodeKind::null);
  EXPECT_EQ(text_of(root.find("c")->location), "f:5:1") << "a missing value lies at its key";
  EXPECT_EQ(root.find("d"), nullptr);
}

TEST(Document, RefusesWhatAStudyDoesNotNeed) {
  struct Row {
    std::string text;
    std::string problem;
  };
  for (const Row& row : std::vector<Row>{
           {"", "f:1:1: the file is empty"},
           {"# nothing\n", "f:1:1: the file is empty"},
           {"a: 1\nb: 2\na: 3\n", "f:3:1: the key \"a\" is given twice"},
           {"a: 1\n---\nb: 2\n", "f:2:1: a second document starts here (a file holds one)"},
           {"a: &x 1\n", "f:1:4: an anchor (anchors and aliases are not supported)"},
           {"a: !!int 3\n", "f:1:4: a tag, \"tag:yaml.org,2002:int\" (tags are not supported)"},
           {"? [x]\n: 1\n", "f:1:3: a key that is not plain text"},
           {"\"\\e[31m\": 1\n", "f:1:1: the key \"?[31m\" is too long or not printable"},
           {"a:\n\tb: 1\n", "f:2:1: a tab as indentation; use spaces"},
           {"a:\n  \tb: 1\n", "f:2:3: a tab as indentation; use spaces"},
           {std::string("a: 1\nb: \0", 9), "f:2:4: not a text file (byte 0x00; UTF-8 is expected)"},
           {"a: \xff\n", "f:1:4: not a text file (byte 0xff; UTF-8 is expected)"},
           {"\u00e9: \xc0\x80\n", "f:1:4: not a text file (byte 0xc0; UTF-8 is expected)"},
           {"a: \xed\xa0\x80\n", "f:1:4: not a text file (byte 0xed; UTF-8 is expected)"}}) {
    EXPECT_EQ(problem_of(row.text), row.problem);
  }
}

TEST(Document, TabsMayStandBehindValues) {
  EXPECT_EQ(problem_of("a: 1\nb: 2\t# comment\n"), "(no problem)");
  EXPECT_EQ(problem_of("a: 1\n\t\n"), "f:2:1: a tab as indentation; use spaces");
}

TEST(Document, AcceptsWindowsLinesAndByteOrderMarks) {
  const Node root = parse_document(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n",
      "f");
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(root.find("b")->text, "2");
}

TEST(Document, LimitsDepthAndSize) {
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "- ";
  EXPECT_EQ(problem_of(deep + "1\n"), "f:1:129: nested too deeply (at most 64 levels)");
  EXPECT_EQ(problem_of(std::string(10'000'000, '[')),
            "f:1:1: the file is too large (at most 1 MB)");
  std::string wide = "a: [";
  for (int i = 0; i < 100'001; ++i) wide += "1,";
  EXPECT_EQ(problem_of(wide + "]\n"), "f:1:200003: more than 100000 values");
}

TEST(Document, SettingsReplaceAndCreate) {
  Node root = parse_document("a: {b: 1}\nlist: [{x: 1}, {x: 2}]\n", "f");
  apply({"a.b", "80%"}, root);
  apply({"a.new-key.BTC ETH", "0.5"}, root);
  apply({"list.1.x", "[3, 4]"}, root);
  apply({"a.none", ""}, root);
  EXPECT_EQ(root.find("a")->find("b")->text, "80%");
  EXPECT_EQ(text_of(root.find("a")->find("b")->location), "--set a.b");
  EXPECT_EQ(root.find("a")->find("new-key")->find("BTC ETH")->text, "0.5");
  EXPECT_EQ(root.find("list")->items[0].find("x")->text, "1");
  const Node& list = *root.find("list")->items[1].find("x");
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(text_of(list.items[1].location), "--set list.1.x");
  EXPECT_EQ(root.find("a")->find("none")->kind, NodeKind::null);
}

TEST(Document, RefusesSettingsThatLeadNowhere) {
  const Node root = parse_document("a: {b: 1}\nlist: [1]\n", "f");
  struct Row {
    std::string key;
    std::string value;
    std::string problem;
  };
  for (const Row& row :
       std::vector<Row>{{"a.b.c", "1", "--set a.b.c: a.b has no keys (it is the value \"1\")"},
                        {"list.1", "1", "--set list.1: \"1\" is no item of the list (0 to 0)"},
                        {"list.x", "1", "--set list.x: \"x\" is no item of the list (0 to 0)"},
                        {"", "1", "--set : a key with an empty part"},
                        {"a..b", "1", "--set a..b: a key with an empty part"},
                        {"a.", "1", "--set a.: a key with an empty part"},
                        {"a.b", "[1", "--set a.b: this [ is not closed by a ]"},
                        {"a.b", "{x: 1, x: 2}", "--set a.b: the key \"x\" is given twice"}}) {
    EXPECT_EQ(problem_of_setting(root, row.key, row.value), row.problem);
  }
  EXPECT_NE(problem_of_setting(root, std::string(100'000, '.'), "1"), "(no problem)");
}

TEST(InputError, ListsProblemsInOrderAndOnce) {
  const InputError error({{{"b", 1, 1}, "third"},
                          {{"a", 10, 2}, "second"},
                          {{"a", 9, 30}, "first"},
                          {{"b", 1, 1}, "third"}});
  EXPECT_STREQ(error.what(), "a:9:30: first\na:10:2: second\nb:1:1: third");
  EXPECT_EQ(error.problems().size(), 3U);
}

}  // namespace
}  // namespace marginwalk::scenario::document_test
