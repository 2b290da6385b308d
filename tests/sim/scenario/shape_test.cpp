#include <gtest/gtest.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/study_shape.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario::shape_test {
namespace {

std::string joined(const std::vector<std::string>& places) {
  std::string text;
  for (const std::string& place : places) text += place + "\n";
  return text;
}

/// Where this fails, a reader has learnt of a map or a list that no file of the atlas in
/// study_shape.cpp holds: add it there.
TEST(StudyShape, AtlasLeadsReadersToEveryPlace) {
  EXPECT_EQ(joined(study_shape()->unknown()), "");
  EXPECT_EQ(joined(account_shape()->unknown()), "");
}

TEST(StudyShape, KnowsWhatAReaderAsks) {
  Shape shape;
  for (const char* text : {"{kept: {}, list: [a], gone: 1}", "{kept: {}}"}) {
    Node node = parse_document(text, "file");
    shape.attach(node);
    Problems problems;
    Fields fields(node, "file", problems);
    (void)fields.optional("rate", parse_rate);
    (void)fields.required("mode", parse_margin_mode);
    if (const Node* const kept = fields.required_child("kept", NodeKind::map)) {
      Fields inner(*kept, "kept", problems);
      (void)inner.optional("count", parse_count);
    }
    (void)fields.list("list", parse_name);
    if (node.find("list")) (void)fields.required("once", parse_truth);
  }
  ASSERT_TRUE(shape.has_keys());
  std::vector<std::string> asked, required;
  for (const Shape::Key& key : shape.keys()) {
    if (key.asked) asked.push_back(key.name);
    if (key.asked && shape.is_required(key)) required.push_back(key.name);
  }
  EXPECT_EQ(joined(asked), "kept\nlist\nrate\nmode\nonce\n");
  EXPECT_EQ(joined(required), "kept\nmode\n");
  EXPECT_TRUE(shape.find("rate")->scalar()->percent);
  EXPECT_FALSE(shape.find("rate")->scalar()->number);
  EXPECT_TRUE(shape.find("rate")->scalar()->zero);
  EXPECT_EQ(shape.find("mode")->scalar()->words, (std::vector<std::string>{"cross", "isolated"}));
  EXPECT_TRUE(shape.find("list")->item()->scalar()->name);
  EXPECT_TRUE(shape.find("kept")->find("count")->scalar()->multiple);
  EXPECT_FALSE(shape.find("kept")->find("count")->scalar()->fraction);
}

}  // namespace
}  // namespace marginwalk::scenario::shape_test
