#include "sim/scenario/csv_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/load_account.hpp"
#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::csv_table_test {
namespace {

/// A table as `key=value@line:column` for each cell, with a bar between rows.
std::string shape_of(const Node& table) {
  std::string shape;
  for (const Node& row : table.items) {
    if (!shape.empty()) shape += " |";
    for (const Entry& entry : row.entries) {
      const Location& place = entry.value.location;
      shape += ' ' + entry.key + '=' + entry.value.text + '@' + std::to_string(place.line) + ':' +
               std::to_string(place.column);
    }
  }
  return shape;
}

std::string problem_of(const std::string& text) {
  try {
    (void)parse_csv_table(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "(no problem)";
}

TEST(CsvTable, ReadsWhatProgramsWrite) {
  struct Row {
    const char* what;
    std::string text;
    std::string shape;
  };
  for (const Row& row : std::vector<Row>{
           {"plain", "a,b\n1,2\n3,4\n", " a=1@2:1 b=2@2:3 | a=3@3:1 b=4@3:3"},
           {"no end of the last line", "a,b\n1,2", " a=1@2:1 b=2@2:3"},
           {"CR LF", "a,b\r\n1,2\r\n", " a=1@2:1 b=2@2:3"},
           {"byte order mark",
            "\xef\xbb\xbf"
            "a,b\n1,2\n",
            " a=1@2:1 b=2@2:3"},
           {"blank lines", "\na,b\n\n1,2\n \n,\n3,4\n\n", " a=1@4:1 b=2@4:3 | a=3@7:1 b=4@7:3"},
           {"empty cells", "a,b,c\n,2,\n1,,\"\"\n", " b=2@2:2 | a=1@3:1"},
           {"spaces around cells", " a ,\tb\n 1 ,  2\t\n", " a=1@2:2 b=2@2:7"},
           {"quotation marks", "\"a\",b\n\"1,5\",\"say \"\"2\"\"\"\n",
            " a=1,5@2:1 b=say \"2\"@2:7"},
           {"a line end in a cell", "a,b\n\"1\n2\",3\n4,5\n",
            " a=1\n2@2:1 b=3@3:4 | a=4@4:1 b=5@4:3"},
           {"columns are characters", "a,b\n\xc3\xa9\xe2\x82\xac,2\n",
            " a=\xc3\xa9\xe2\x82\xac@2:1 b=2@2:4"},
           {"names alone", "a,b\n", ""},
       }) {
    EXPECT_EQ(shape_of(parse_csv_table(row.text, "f")), row.shape) << row.what;
  }
}

TEST(CsvTable, KeysLieAtTheirColumnAndRowsAtTheirFirstCell) {
  const Node table = parse_csv_table("a, b\n\n1, 2\n", "f");
  EXPECT_EQ(text_of(table.location), "f:1:1");
  EXPECT_EQ(text_of(table.items[0].location), "f:3:1");
  EXPECT_EQ(text_of(table.items[0].entries[1].location), "f:1:4");
}

TEST(CsvTable, BrokenTables) {
  struct Row {
    std::string text;
    std::string problem;
  };
  for (const Row& row : std::vector<Row>{
           {"", "f:1:1: the file is empty"},
           {"\xef\xbb\xbf\r\n \n", "f:1:1: the file is empty"},
           {"a,b\n1,2,3\n4,5\n6\n",
            "f:2:1: the row has 3 cells (there are 2 columns)\n"
            "f:4:1: the row has 1 cells (there are 2 columns)"},
           {"a,b,a\n1,2,3\n", "f:1:5: the column \"a\" is given twice"},
           {"a,,b\n1,2,3\n", "f:1:3: a column without a name"},
           {"a;b\n1;2\n",
            "f:1:1: \"a;b\" names one column (commas separate columns, not semicolons or tabs)"},
           {"a,b\n1,\"2\n3,4\n", "f:2:3: a quotation mark that is not closed"},
           {"a,b\n\"1\"2,3\n", "f:2:4: text behind a closing quotation mark"},
           {"a,b\n1,6\"\n",
            "f:2:4: a quotation mark inside a cell (such a cell stands in quotation marks, with "
            "those inside doubled)"},
           {std::string("a\n1\0\n", 5), "f:2:2: not a text file (byte 0x00; UTF-8 is expected)"},
           {"a\n\xff\n", "f:2:1: not a text file (byte 0xff; UTF-8 is expected)"},
           {"a\n" + std::string(1'000'000, '1'), "f:1:1: the file is too large (at most 1 MB)"},
           {"\xef\xbb\xbf"
            "a\n" +
                std::string(999'996, '1'),
            "f:1:1: the file is too large (at most 1 MB)"},
           {std::string(100'000, ','), "f:1:100001: more than 100000 values"},
       }) {
    EXPECT_EQ(problem_of(row.text), row.problem) << row.text.substr(0, 40);
  }
}

// The good study with its positions in a file beside it.

const std::string study_with_table = replaced(good_study, R"(positions:
    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}
    - {contract: BTC-PERP, side: long, margin: 5000}
)",
                                              "positions: books/mine.csv\n");

constexpr std::string_view good_table =
    "contract,side,margin,notional,leverage\n"
    "ETH-PERP,short,,2000,2\n"
    "BTC-PERP,long,5000,,\n";

std::string problems_of_table(std::string_view table, const std::vector<Setting>& settings = {}) {
  const test::TemporaryFolder folder;
  folder.write("books/mine.csv", table);
  return problems_of(folder, folder.write("study.yaml", study_with_table), settings);
}

TEST(PositionsFromCsv, AreThoseOfTheSameList) {
  const test::TemporaryFolder folder;
  folder.write("books/mine.csv", good_table);
  const Study read = load_study(folder.write("study.yaml", study_with_table), {});
  const Study written = load_text(good_study);
  ASSERT_EQ(read.cells.size(), written.cells.size());
  for (std::size_t cell = 0; cell < read.cells.size(); ++cell) {
    const core::Account& account = read.cells[cell].account;
    const core::Account& expected = written.cells[cell].account;
    EXPECT_EQ(account.wallet, expected.wallet);
    ASSERT_EQ(account.positions.size(), expected.positions.size());
    for (std::size_t i = 0; i < account.positions.size(); ++i) {
      EXPECT_EQ(account.positions[i].contract, expected.positions[i].contract);
      EXPECT_EQ(account.positions[i].size, expected.positions[i].size);
      EXPECT_EQ(account.positions[i].entry, expected.positions[i].entry);
      EXPECT_EQ(account.positions[i].margin, expected.positions[i].margin);
    }
  }
  ASSERT_EQ(read.sources.size(), 2U) << "what is in the table is part of the input";
  EXPECT_EQ(read.sources[1].name, "mine.csv");
  EXPECT_EQ(read.sources[1].text, good_table);
}

TEST(PositionsFromCsv, SettingsChooseTheFileAndChangeWhatIsInIt) {
  const test::TemporaryFolder folder;
  folder.write("books/other.csv", "contract,side,size,leverage\nBTC-PERP,short,0.5,4\n");
  const auto file = folder.write("study.yaml", good_study);
  const std::vector<Setting> chosen{{"account.positions", "books/other.csv"},
                                    {"account.positions.0.size", "0.25"},
                                    {"account.positions.0.entry", "61000"}};
  const std::vector<core::Position> positions = load_study(file, chosen).cells[0].account.positions;
  ASSERT_EQ(positions.size(), 1U);
  EXPECT_EQ(positions[0].size, core::Size(-0.25));
  EXPECT_EQ(positions[0].entry, core::Price(61000));
  // A list in the place of a file.
  const auto with_file = folder.write("with-file.yaml", study_with_table);
  const std::vector<Setting> list{
      {"account.positions", "[{contract: BTC-PERP, side: long, size: 0.5}]"}};
  EXPECT_EQ(load_study(with_file, list).cells[0].account.positions[0].size, core::Size(0.5));
}

TEST(PositionsFromCsv, StandInAccountFilesToo) {
  const test::TemporaryFolder folder;
  folder.write("mine.csv",
               "contract,side,size,entry,margin_mode,leverage\n"
               "BTC-PERP,long,1,60000,isolated,10\n");
  const auto file = folder.write("account.yaml", R"(schema: 1
market: {assets: {BTC: {price: 58000}}}
venue: {maintenance_margin_rate: 1%, max_leverage: 50}
account: {wallet: 9000, positions: mine.csv}
)");
  const core::Account account = load_account(read_study_document(file, {}, {})).cells[0].account;
  ASSERT_EQ(account.positions.size(), 1U);
  EXPECT_EQ(account.positions[0].mode, core::MarginMode::isolated);
  EXPECT_EQ(account.positions[0].entry, core::Price(60000));
  EXPECT_EQ(account.positions[0].margin, core::Money(6000));
  EXPECT_EQ(account.wallet, core::Money(3000));
}

TEST(PositionsFromCsv, MistakesHaveTheirPlace) {
  struct Row {
    std::string old;
    std::string replacement;
    std::string message;
  };
  for (const Row& row : std::vector<Row>{
           {"side", "site",
            "books/mine.csv:1:10: unknown key \"site\"; did you mean side?\n"
            "books/mine.csv:2:1: side is missing (it is required here)\n"
            "books/mine.csv:3:1: side is missing (it is required here)"},
           {"long,", "lnog,",
            "books/mine.csv:3:10: side: \"lnog\" is not a side (long or short); did you mean "
            "long?"},
           {",5000,", ",-5000,",
            "books/mine.csv:3:15: margin: \"-5000\" is out of range (it must be above 0 and at "
            "most 1e15)"},
           {",5000,", ",5000,7",
            "books/mine.csv:3:1: a position has two sizes (give one of margin, notional, size, "
            "risk, equity_share, target_volatility, kelly_fraction)"},
           {",5000,", ",,",
            "books/mine.csv:3:1: the position has no size (give one of margin, notional, size, "
            "risk, equity_share, target_volatility, kelly_fraction)"},
           {"BTC-PERP", "SOL-PERP",
            "books/mine.csv:3:1: contract: SOL-PERP follows SOL, which has no price "
            "(market.assets has BTC, ETH)"},
           {"BTC-PERP,long", "ETH-PERP,short",
            "books/mine.csv:3:1: ETH-PERP is given twice on one side"},
           {"BTC-PERP,long,5000,,\n", "BTC-PERP,long,5000\n",
            "books/mine.csv:3:1: the row has 3 cells (there are 5 columns)"},
       }) {
    EXPECT_EQ(problems_of_table(replaced(good_table, row.old, row.replacement)), row.message);
  }
  EXPECT_EQ(problems_of_table("contract,side,margin\n"), "books/mine.csv:1:1: positions is empty");
  EXPECT_EQ(problems_of_table(good_table, {{"account.positions.2.margin", "1"}}),
            "--set account.positions.2.margin: \"2\" is no item of the list (0 to 1)");
}

TEST(PositionsFromCsv, TheFileMustBeThere) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(problems_of(folder, folder.write("study.yaml", study_with_table)),
            "study.yaml:24:14: positions: there is no file \"books/mine.csv\" (paths start at the "
            "folder of the study file)");
}

}  // namespace
}  // namespace marginwalk::scenario::csv_table_test
