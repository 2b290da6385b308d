#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

#include "tests/support/adapters.hpp"

/// Numbers of the venues themselves, through the functions of core.
namespace marginwalk::test::venue_cases_test {
namespace {

using nlohmann::json;

bool is_number(const json& value) {
  return value.is_number() ||
         (value.is_string() && !value.get<std::string>().empty() &&
          value.get<std::string>().find_first_not_of("-0123456789") == std::string::npos);
}

bool matches(const json& got, const json& expected, const Case& each) {
  if (expected.is_array()) {
    if (!got.is_array() || got.size() != expected.size()) return false;
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (!matches(got[i], expected[i], each)) return false;
    }
    return true;
  }
  if (!is_number(expected) || !is_number(got)) return got == expected;
  const double value = number_of(expected);
  // Of a count of quantums a double may miss one; else only its rounding is let pass.
  const bool is_count = expected.is_number_integer() || expected.is_string();
  const double quantum = each.venue == "dydx_v4" && is_count && std::abs(value) > 10 ? 1 : 0;
  const double room =
      std::max({each.absolute + each.relative * std::abs(value), 1e-12 * std::abs(value), quantum});
  return std::abs(number_of(got) - value) <= room;
}

/// What is wrong with the answer; empty where nothing is.
std::string mismatch(const Case& each) {
  const json got = answer(each);
  for (const auto& [key, expected] : each.expected.items()) {
    if (!got.contains(key)) throw NotApplicable("nothing here answers " + key);
    if (!matches(got[key], expected, each)) {
      return key + ": expected " + expected.dump() + ", got " + got[key].dump();
    }
  }
  return "";
}

class VenueCase : public testing::TestWithParam<Case> {};

TEST_P(VenueCase, IsReproduced) {
  try {
    EXPECT_EQ(mismatch(GetParam()), "");
  } catch (const NotApplicable& reason) {
    GTEST_SKIP() << reason.what();
  }
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.id;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Tables, VenueCase, testing::ValuesIn(all_cases()), name_of);

/// With MARGINWALK_CASES=FILE.json in the environment: all cases of that file, counted.
TEST(VenueCases, OfAnotherFileAreReproduced) {
  const char* const file = std::getenv("MARGINWALK_CASES");
  if (!file) GTEST_SKIP() << "MARGINWALK_CASES names no file";
  struct Count {
    int pass = 0, fail = 0, not_applicable = 0;
  };
  std::map<std::pair<std::string, std::string>, Count> counts;
  for (const Case& each : read_json(file)) {
    Count& count = counts[{each.venue, each.kind}];
    try {
      const std::string wrong = mismatch(each);
      ++(wrong.empty() ? count.pass : count.fail);
      if (!wrong.empty()) ADD_FAILURE() << each.id << ": " << wrong;
    } catch (const NotApplicable& reason) {
      ++count.not_applicable;
      std::printf("not applicable: %s (%s)\n", each.id.c_str(), reason.what());
    }
  }
  Count all;
  std::printf("\n%-16s %-28s %6s %6s %6s\n", "venue", "kind", "pass", "fail", "n/a");
  for (const auto& [key, count] : counts) {
    std::printf("%-16s %-28s %6d %6d %6d\n", key.first.c_str(), key.second.c_str(), count.pass,
                count.fail, count.not_applicable);
    all.pass += count.pass;
    all.fail += count.fail;
    all.not_applicable += count.not_applicable;
  }
  std::printf("%-45s %6d %6d %6d\n", "all", all.pass, all.fail, all.not_applicable);
  EXPECT_EQ(all.fail, 0);
}

}  // namespace
}  // namespace marginwalk::test::venue_cases_test
