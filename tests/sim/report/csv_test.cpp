#include "sim/report/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "sim/report/json.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::csv_test {
namespace {

using Json = nlohmann::ordered_json;
using Fields = std::vector<std::string>;

Fields lines(const std::string& text) {
  Fields result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) result.push_back(line);
  return result;
}

/// Fields of a line in which nothing is quoted.
Fields fields(const std::string& line) {
  Fields result{""};
  for (const char character : line) {
    if (character == ',') {
      result.emplace_back();
    } else {
      result.back() += character;
    }
  }
  return result;
}

/// The value under a name that is joined by dots. Names of levels hold dots themselves, so the
/// longest key is tried first.
const Json* find(const Json& json, const std::string& name) {
  if (name.empty()) return &json;
  if (!json.is_object()) return nullptr;
  for (std::size_t end = name.size(); end != std::string::npos && end > 0;
       end = name.rfind('.', end - 1)) {
    const auto entry = json.find(name.substr(0, end));
    if (entry == json.end()) continue;
    return entry->is_null() ? &*entry : find(*entry, end < name.size() ? name.substr(end + 1) : "");
  }
  return nullptr;
}

std::string text_of(const Json& value) {
  return value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
}

std::size_t leaves(const Json& json) {
  if (!json.is_object()) return json.is_array() ? 0 : 1;
  std::size_t sum = 0;
  for (const Json& value : json) sum += leaves(value);
  return sum;
}

TEST(Csv, NamesAndValuesAreThoseOfTheJson) {
  const run::Result result = small_result();
  const Json cells = to_json(result)["cells"];
  const Fields rows = lines(cells_csv(to_json(result)));
  ASSERT_EQ(rows.size(), 3U);
  const Fields names = fields(rows[0]);
  EXPECT_EQ(names.size(), leaves(cells[1]));  // the liquidated cell has every estimate
  EXPECT_NE(std::find(names.begin(), names.end(), "terminal_equity.quantiles.0.05.estimate"),
            names.end());
  for (std::size_t row = 0; row < 2; ++row) {
    const Fields values = fields(rows[row + 1]);
    ASSERT_EQ(values.size(), names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Json* value = find(cells[row], names[i]);
      ASSERT_NE(value, nullptr) << names[i];
      EXPECT_EQ(values[i], text_of(*value)) << names[i];
    }
  }
}

TEST(Csv, ColumnsDoNotDependOnWhatHappened) {
  run::Result quiet = small_result();
  quiet.cells.pop_back();
  quiet.differences.clear();
  EXPECT_EQ(lines(cells_csv(to_json(quiet)))[0], lines(cells_csv(to_json(small_result())))[0]);
  EXPECT_EQ(lines(differences_csv(to_json(quiet))),
            Fields{lines(differences_csv(to_json(small_result())))[0]});
}

TEST(Csv, DifferencesTable) {
  const Fields rows = lines(differences_csv(to_json(small_result())));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0],
            "a,b,liquidated.estimate,liquidated.low,liquidated.high,terminal_equity.estimate,"
            "terminal_equity.low,terminal_equity.high,terminal_equity_quantiles.0.05.estimate,"
            "terminal_equity_quantiles.0.05.low,terminal_equity_quantiles.0.05.high,"
            "terminal_equity_quantiles.0.5.estimate,terminal_equity_quantiles.0.5.low,"
            "terminal_equity_quantiles.0.5.high,only_a,only_b,p_value,adjusted_p_value,"
            "equivalent,unpaired_half_width,pairing_factor,narrowing,equity_unpaired_half_width,"
            "equity_pairing_factor");
  EXPECT_EQ(rows[1].substr(0, 20), "cross,isolated,-0.5,");
  EXPECT_NE(rows[1].find(",0,2,1.0,1.0,,0.0,,0.0,,"), std::string::npos) << rows[1];
}

TEST(Csv, SurvivalHasARowForEachMoment) {
  const Fields rows = lines(survival_csv(to_json(small_result())));
  ASSERT_EQ(rows.size(), 1U + 2 * 61);
  EXPECT_EQ(rows[0], "cell,seconds,estimate,low,high");
  EXPECT_EQ(rows[1], "cross,0,1.0,1.0,1.0");
  EXPECT_EQ(rows[62 + 20].substr(0, 18), "isolated,1200,0.5,");
}

TEST(Csv, CommasQuotesAndBreaksAreQuoted) {
  run::Result result = small_result();
  result.cells[0].policy.name = "a,\"b\"\nc";
  EXPECT_NE(survival_csv(to_json(result)).find("\n\"a,\"\"b\"\"\nc\",0,1.0"), std::string::npos);
}

}  // namespace
}  // namespace marginwalk::report::csv_test
