#include "sim/scenario/grammar_mistake.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

/// What people do to a file who have never read the grammar of YAML, and what they are told.
namespace marginwalk::scenario::grammar_mistake_test {
namespace {

std::string told(const std::string& text) {
  try {
    (void)parse_document(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "(no problem)";
}

struct Row {
  std::string text;
  std::string told;
};

void expect_told(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(GrammarMistake, Quotes) {
  expect_told({
      {"a: \"b\nc: 1\n", "f:1:4: this quote is not closed"},
      {"a: 'b\nc: 1\n", "f:1:4: this quote is not closed"},
      {"a: \"b\nc: \"d\"\n", "f:1:4: this quote is not closed in its line"},
      {"a: 'it's mine'\n", "f:1:8: text behind a quote that is closed (within '...' write '')"},
      {"a: \"b\n  c\"\n", "(no problem)"},
      {"a: 'it''s mine'  # 'b\n", "(no problem)"},
      {"a: it's mine\nb: |\n  'c\n", "(no problem)"},
  });
}

TEST(GrammarMistake, Brackets) {
  expect_told({
      {"a: [1\n", "f:1:4: this [ is not closed by a ]"},
      {"a: [1, 2\nb: {c: 1}\n", "f:1:4: this [ is not closed by a ]"},
      {"a:\n  - {b: 1, c: 2\nd: 3\n", "f:2:5: this { is not closed by a }"},
      {"a: {b: 1]\n", "f:1:4: this { is not closed by a } before the ] of line 1, column 9"},
      {"a: {b: 1 c: 2}\n",
       "f:1:11: not understood within the brackets; is a comma or a colon missing? (written like "
       "{key: value, key: value} or [value, value])"},
      {"a: {b: %1}\n",
       "f:1:8: no value may begin with this sign (text that does stands in quotes)"},
  });
}

TEST(GrammarMistake, Colons) {
  expect_told({
      {"a: 1\nb 2\nc: 3\n", "f:2:1: \"b 2\" has no colon (a line is written like key: value)"},
      {"a: 1\nb:2\nc: 3\n",
       "f:2:1: \"b:2\" has no space behind its colon (a line is written like key: value)"},
      {"a 1\nb: 2\n", "f:1:1: \"a 1\" has no colon (a line is written like key: value)"},
      {"a:\n  b\n    c: 1\n", "f:2:3: \"b\" has no colon (a line is written like key: value)"},
      {"a: b: c\n",
       "f:1:5: a second colon in this line (a value with \": \" in it stands in quotes)"},
  });
}

TEST(GrammarMistake, Indentation) {
  const std::string one_column = "keys of one map begin in the same column";
  expect_told({
      {"a: 1\n  b: 2\n",
       "f:2:3: indented deeper than the line above, which has its value (" + one_column + ")"},
      {"a:\n  b: 1\n c: 2\n",
       "f:3:2: the indentation fits no line above (" + one_column + ", items of one list, too)"},
      {"a: - 1\n", "f:1:4: a list begins on a line of its own (or is written like [value, value])"},
      {"a: %1\n", "f:1:4: no value may begin with this sign (text that does stands in quotes)"},
  });
}

TEST(GrammarMistake, LongTextsTakeNoLongTime) {
  EXPECT_NE(told("a: b: c" + std::string(900'000, '\n')), "(no problem)");
  EXPECT_EQ(told("a: " + std::string(900'001, '\'')), "f:1:4: this quote is not closed");
}

}  // namespace
}  // namespace marginwalk::scenario::grammar_mistake_test
