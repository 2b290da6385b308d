#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "tests/sim/scenario/study_files.hpp"

/// Studies whose prices come from the user's own files.
namespace marginwalk::scenario::recorded_keys_test {
namespace {

/// The good study, over three hours on one path, with another model.
std::string with_model(const std::string& model) {
  std::string text(good_study);
  for (const auto& [old, replacement] : std::vector<std::pair<std::string, std::string>>{
           {"paths: 10k", "paths: 1"},
           {"horizon: 30d", "horizon: 3h"},
           {"kind: gbm\n    volatility: {BTC: 55%, ETH: 72%}\n    correlation: {BTC ETH: 0.82}",
            model}}) {
    text = replaced(text, old, replacement);
  }
  return text;
}

const std::string of_csv = with_model("kind: file\n    prices: prices.csv");
const std::string of_npy =
    with_model("kind: file\n    prices: {BTC: b.npy, ETH: e.npy}\n    every: 1h");

constexpr const char* good_csv = R"(seconds,BTC,ETH
0,100,10
3600,110,11
7200,99,10
10800,100,12
)";

std::string hours(const std::vector<std::string>& rows) {
  std::string text = "time,BTC,ETH\n";
  int hour = 0;
  for (const std::string& row : rows) text += fmt::format("2024-01-01T{:02}:00Z,{}\n", hour++, row);
  return text;
}

/// A file as numpy.save writes it.
std::string npy(const std::string& header, const std::vector<double>& values) {
  std::string text("\x93NUMPY\x01\0", 8);
  text += static_cast<char>(header.size());
  text += '\0';
  text += header;
  for (const double value : values) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int byte = 0; byte < 8; ++byte, bits >>= 8U) text += static_cast<char>(bits & 255U);
  }
  return text;
}

std::string npy(int rows, int columns, const std::vector<double>& values) {
  return npy(fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, {}), }}\n", rows,
                         columns),
             values);
}

struct Files {
  std::string study;
  std::vector<std::pair<std::string, std::string>> others;
  std::vector<Setting> settings{};
};

std::string problems_of_files(const Files& files) {
  const test::TemporaryFolder folder;
  for (const auto& [name, text] : files.others) folder.write(name, text);
  return problems_of(folder, folder.write("study.yaml", files.study), files.settings);
}

Study load(const Files& files) {
  const test::TemporaryFolder folder;
  for (const auto& [name, text] : files.others) folder.write(name, text);
  return load_study(folder.write("study.yaml", files.study), files.settings);
}

const paths::Recording& recording_of(const Study& study) {
  return *std::get<paths::Recorded>(study.model.variance).recording;
}

double growth(const Study& study, std::size_t bar, std::size_t asset) {
  return std::exp(recording_of(study).move(bar, 0)[asset]);
}

TEST(RecordedKeys, ReadsClosesInAnyColumnAndAnySpelling) {
  const std::vector<std::string> spellings{
      good_csv,
      "\xef\xbb\xbfvolume , \"ETH\",BTC,seconds\r\n1,10,100,7\r\n\r\n2,\"11\",110,3607\r\n"
      "x,1e1,99,7207\r\n,12,100.0,10807\r\n",
      hours({"100,10", "110,11", "99,10", "100,12"}),
      "path,time,BTC,ETH\n0,2024-02-28 22:00:00,100,10\n0,2024-02-28 23:00:00+00:00,110,11\n"
      "0,2024-02-29,99,10\n0,2024-02-29T01:00:00Z,100,12"};
  for (const std::string& csv : spellings) {
    const Study study = load({of_csv, {{"prices.csv", csv}}});
    EXPECT_EQ(study.model.kind, "file");
    EXPECT_EQ(study.model.period, 3600U);
    ASSERT_EQ(recording_of(study).bars(), 3U);
    EXPECT_NEAR(growth(study, 0, 0), 1.1, 1e-15);
    EXPECT_NEAR(growth(study, 1, 0), .9, 1e-15);
    EXPECT_NEAR(growth(study, 2, 1), 1.2, 1e-15);
  }
}

TEST(RecordedKeys, ReadsBars) {
  const Study study =
      load({of_csv,
            {{"prices.csv",
              "time,BTC open,BTC high,BTC low,BTC close,ETH open,ETH high,ETH low,ETH close\n"
              "2024-01-01,100,104,96,102,10,12,9,11\n2024-01-02,102,102,90,91,11,11,10,10\n"}}});
  EXPECT_EQ(recording_of(study).bar(), 86'400U);
  EXPECT_EQ(study.model.period, 28'800U);
  EXPECT_NEAR(growth(study, 0, 0), .96, 1e-15);
}

TEST(RecordedKeys, ReadsNpy) {
  for (const bool one_dimension : {false, true}) {
    const std::vector<double> bitcoin{100, 110, 99, 100};
    const std::string array =
        one_dimension ? npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }\n", bitcoin)
                      : npy(1, 4, bitcoin);
    const Study study = load({of_npy, {{"b.npy", array}, {"e.npy", npy(1, 4, {10, 11, 10, 12})}}});
    EXPECT_EQ(recording_of(study).bar(), 3600U);
    EXPECT_NEAR(growth(study, 1, 0), .9, 1e-15);
    EXPECT_NEAR(growth(study, 2, 1), 1.2, 1e-15);
  }
}

TEST(RecordedKeys, ReadsABootstrap) {
  const std::string text = with_model(
      "kind: bootstrap\n    prices: prices.csv\n    block: 2h\n    drift: {BTC: 0, ETH: 50%}");
  const Study study = load({text, {{"prices.csv", good_csv}}});
  EXPECT_EQ(study.model.kind, "bootstrap");
  EXPECT_EQ(std::get<paths::Recorded>(study.model.variance).mean_block, 2);
  EXPECT_EQ(study.model.drift, (std::vector{0, .5}));
  EXPECT_NEAR(recording_of(study).moments().drift[1], .5, 1e-9);
  const Study as_recorded =
      load({replaced(text, "\n    drift: {BTC: 0, ETH: 50%}", ""), {{"prices.csv", good_csv}}});
  EXPECT_NEAR(growth(as_recorded, 0, 0), 1.1, 1e-15);
  EXPECT_NEAR(as_recorded.model.drift[0], std::log((1.1 + .9 + 100 / 99.) / 3) * 8760, 1e-9);
}

/// In a file of its own, the model's paths start at that file's folder; settings' at the study's.
TEST(RecordedKeys, FindsFilesFromTheFileThatNamesThem) {
  const std::string study =
      replaced(of_csv, "\n    kind: file\n    prices: prices.csv", " models/recorded.yaml");
  const std::string model = "kind: file\nprices: data/prices.csv\n";
  const Study loaded =
      load({study, {{"models/recorded.yaml", model}, {"models/data/prices.csv", good_csv}}});
  ASSERT_EQ(loaded.sources.size(), 3U);
  EXPECT_EQ(loaded.sources[2].name, "prices.csv");
  EXPECT_EQ(loaded.sources[2].text, good_csv);
  const std::vector<Setting> settings{{"market.model.prices", "other.csv"}};
  EXPECT_EQ(problems_of_files(
                {study, {{"models/recorded.yaml", model}, {"other.csv", good_csv}}, settings}),
            "(no problem)");
  const std::vector<Setting> whole{{"market.model", "{kind: file, prices: other.csv}"}};
  EXPECT_EQ(problems_of_files({std::string(good_study),
                               {{"other.csv", good_csv}},
                               {whole[0], {"paths", "1"}, {"horizon", "3h"}}}),
            "(no problem)");
}

TEST(RecordedKeys, NeitherPathsNorHorizonGoBeyondTheRecording) {
  const std::vector<std::pair<std::string, std::string>> files{{"prices.csv", good_csv}};
  EXPECT_EQ(problems_of_files({of_csv, files, {{"paths", "5"}, {"horizon", "4h"}}}),
            "--set horizon: horizon: 4h (the recording has 3h)\n"
            "--set paths: paths: 5 (the recording has 1)");
  const std::string bootstrap =
      with_model("kind: bootstrap\n    prices: prices.csv\n    block: 2h");
  EXPECT_EQ(problems_of_files({replaced(bootstrap, "paths: 1", "paths: 10k"), files}),
            "(no problem)");
}

TEST(RecordedKeys, Keys) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"prices.csv", good_csv},
      {"two.csv", "path,seconds,BTC,ETH\n0,0,1,1\n0,60,1,1\n1,0,1,1\n1,60,1,1\n"}};
  struct Case {
    std::string model, message;
  };
  for (const Case& each : std::vector<Case>{
           {"kind: file", "study.yaml:12:5: prices is missing (it is required here)"},
           {"kind: file\n    prices: price.csv",
            "study.yaml:13:13: prices: there is no file \"price.csv\" (paths start at the folder "
            "of "
            "study.yaml)"},
           {"kind: file\n    prices: prices.csv\n    block: 2h",
            "study.yaml:14:5: unknown key \"block\" (known here: kind, prices)"},
           {"kind: file\n    prices: [prices.csv]",
            "study.yaml:13:13: prices: a list is given (a single value is expected)"},
           {"kind: bootstrap\n    prices: prices.csv",
            "study.yaml:12:5: block is missing (it is required here)"},
           {"kind: bootstrap\n    prices: prices.csv\n    block: 30m",
            "study.yaml:14:12: block: shorter than a bar (1h)"},
           {"kind: bootstrap\n    prices: prices.csv\n    block: 4h",
            "study.yaml:14:12: block: longer than all 3 bars of 1h"},
           {"kind: bootstrap\n    prices: two.csv\n    block: 1m",
            "two.csv: prices: 2 paths (blocks are drawn from one)"},
           {"kind: bootstrap\n    prices: prices.csv\n    block: 1h\n    volatility: 50%",
            "study.yaml:15:5: unknown key \"volatility\" (known here: block, drift, kind, prices)"},
       }) {
    EXPECT_EQ(problems_of_files({with_model(each.model), files}), each.message);
  }
}

TEST(RecordedKeys, Csv) {
  struct Case {
    std::string csv, message;
  };
  const std::string bars =
      "seconds,BTC open,BTC high,BTC low,BTC close,ETH open,ETH high,ETH low,ETH close\n"
      "0,100,104,96,102,10,12,9,11\n";
  for (
      const Case& each : std::vector<Case>{
          {"", "prices.csv: the file is empty"},
          {"BTC,ETH\n1,2\n",
           "prices.csv:1:1: no column time or seconds (the first row names the columns, with "
           "commas "
           "between)"},
          {"time,seconds,BTC,ETH\n",
           "prices.csv:1:1: the columns time and seconds (one of them is enough)"},
          {"seconds,BTC,BTC,ETH\n", "prices.csv:1:13: the column \"BTC\" is given twice"},
          {"seconds,BTC,eth\n0,1,1\n",
           "prices.csv:1:1: no column ETH (or, for every asset, columns like ETH open, ETH high, "
           "ETH low and ETH close); did you mean eth?"},
          {"seconds,BTC,ETH\n0,1,1\n", "prices.csv: path 0 has too few rows (1; two at least)"},
          {"seconds,BTC,ETH\n", "prices.csv: path 0 has too few rows (0; two at least)"},
          {hours({"100,10", "ten,10", "0,10", "100,-3", "100", "100,nan"}),
           "prices.csv:3:19: BTC: \"ten\" is not a number (digits with a point, as in 15000 or 0.5 "
           "or 20e9)\n"
           "prices.csv:4:19: BTC: \"0\" is out of range (it must be above 0 and at most 1e15)\n"
           "prices.csv:5:23: ETH: \"-3\" is out of range (it must be above 0 and at most 1e15)\n"
           "prices.csv:6:1: the row has 2 cells (there are 3 columns)\n"
           "prices.csv:7:23: ETH: \"nan\" is not a number (digits with a point, as in 15000 or 0.5 "
           "or 20e9)"},
          {"seconds,BTC,ETH\n0,1,1\n3600,1,1\n10800,1,1\n10860,1,1\n",
           "prices.csv:4:1: the row is 2h after the one before (those above are 1h apart; gaps are "
           "not filled)\n"
           "prices.csv:5:1: the row is 1m after the one before (those above are 1h apart; gaps are "
           "not filled)"},
          {"seconds,BTC,ETH\n0,1,1\n25200,1,1\n",
           "prices.csv:3:1: rows are 7h apart (whole minutes that divide 24 hours are needed)"},
          {"seconds,BTC,ETH\n0,1,1\n90,1,1\n",
           "prices.csv:3:1: rows are 90s apart (whole minutes that divide 24 hours are needed)"},
          {"seconds,BTC,ETH\n60,1,1\n60,1,1\n",
           "prices.csv:3:1: rows are 0s apart (whole minutes that divide 24 hours are needed)"},
          {"seconds,BTC,ETH\n3600,1,1\n0,1,1\n",
           "prices.csv:3:1: rows are -1h apart (whole minutes that divide 24 hours are needed)"},
          {"seconds,BTC,ETH\nx,1,1\n", "prices.csv:2:1: seconds: \"x\" is not a whole number"},
          {"time,BTC,ETH\n1/2/2024,1,1\n",
           "prices.csv:2:1: time: \"1/2/2024\" is not a time (in UTC, as in 2026-01-01T00:00Z or "
           "2026-01-01 00:00:00)"},
          {"path,seconds,BTC,ETH\n1,0,1,1\n",
           "prices.csv:2:1: path 1 follows path none (paths count from 0, one behind the other)"},
          {"path,seconds,BTC,ETH\n0,0,1,1\n0,60,1,1\n2,0,1,1\n",
           "prices.csv:4:1: path 2 follows path 0 (paths count from 0, one behind the other)"},
          {"path,seconds,BTC,ETH\n0,0,1,1\n0,60,1,1\n1,0,1,1\n",
           "prices.csv: path 1 has too few rows (1; two at least)"},
          {"path,seconds,BTC,ETH\n0,0,1,1\n0,60,1,1\n0,120,1,1\n1,0,1,1\n1,60,1,1\n",
           "prices.csv: path 1 has 2 rows (the first has 3)"},
          {bars + "3600,102,101,103,102,11,12,10,13\n",
           "prices.csv:3:10: BTC: the high, 101, is below the low, 103\n"
           "prices.csv:3:22: ETH: open 11 and close 13 are not both from the low, 10, to the high, "
           "12"},
          {bars + "3600,102,103,101,102,13,12,10,11\n",
           "prices.csv:3:22: ETH: open 13 and close 11 are not both from the low, 10, to the high, "
           "12"},
      }) {
    EXPECT_EQ(problems_of_files({of_csv, {{"prices.csv", each.csv}}}), each.message);
  }
}

TEST(RecordedKeys, AWrongColumnIsNotToldAThousandTimes) {
  const std::vector<std::string> rows(23, "1,x");
  const std::string message = problems_of_files({of_csv, {{"prices.csv", hours(rows)}}});
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 9);
}

TEST(RecordedKeys, Npy) {
  const std::string good = npy(1, 4, {10, 11, 10, 12});
  const auto header = [](const std::string& type, const std::string& order,
                         const std::string& shape) {
    return fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': ({}), }}\n", type, order,
                       shape);
  };
  const std::vector<double> four{1, 2, 3, 4};
  struct Case {
    std::string array, message;
  };
  for (const Case& each : std::vector<Case>{
           {"BTC,ETH\n", "b.npy: not a .npy file (it does not begin like one)"},
           {good.substr(0, 30), "b.npy: not a .npy file (it does not begin like one)"},
           {npy(header("<f4", "False", "1, 4"), four),
            "b.npy: values of type \"<f4\" (doubles, '<f8', are read)"},
           {npy(header("<f8", "True", "1, 4"), four),
            "b.npy: an array column by column (numpy.ascontiguousarray makes it row by row)"},
           {npy(header("<f8", "False", "1, 2, 2"), four),
            "b.npy: an array of shape (1, 2, 2) (paths x moments, or moments, are read)"},
           {npy(header("<f8", "False", "2, 4"), four),
            "b.npy: 32 bytes of values do not make an array of shape (2, 4)"},
           {good.substr(0, good.size() - 3),
            "b.npy: 29 bytes of values do not make an array of shape (1, 4)"},
           {npy(4, 1, four), "b.npy: 4 paths of 1 moments (one and two at least)"},
           {npy(2, 4, {1, 2, 3, 4, 5, -6, 7, 8}),
            "b.npy: path 1, moment 1: -6 is no price (it must be from 1e-12 to 1e15)"},
           {npy(1, 2, {1, std::numeric_limits<double>::quiet_NaN()}),
            "b.npy: path 0, moment 1: nan is no price (it must be from 1e-12 to 1e15)"},
           {npy(2, 2, four),
            "study.yaml:13:13: prices: ETH has 1 paths of 4 moments, BTC has 2 of 2"},
       }) {
    EXPECT_EQ(problems_of_files({of_npy, {{"b.npy", each.array}, {"e.npy", good}}}), each.message);
  }
  EXPECT_EQ(problems_of_files(
                {replaced(of_npy, "\n    every: 1h", ""), {{"b.npy", good}, {"e.npy", good}}}),
            "study.yaml:12:5: every is missing (it is required here)");
  EXPECT_EQ(problems_of_files({replaced(of_npy, ", ETH: e.npy", ""), {{"b.npy", good}}}),
            "study.yaml:13:13: prices: ETH is missing (every asset of the study needs a file)");
}

TEST(RecordedKeys, NotesSayWhatIsAssumedInsideBars) {
  const std::string bars =
      "time,BTC open,BTC high,BTC low,BTC close,ETH open,ETH high,ETH low,ETH close\n"
      "2024-01-01,100,104,96,102,10,12,9,11\n2024-01-02,102,102,90,91,11,11,10,10\n";
  const auto last_note = [](const std::string& csv) {
    return load({of_csv, {{"prices.csv", csv}}}).notes.back();
  };
  EXPECT_EQ(last_note(bars),
            "Prices are those of a recording. Inside a bar they are assumed to go "
            "open-low-high-close where it closes above its open, all assets taken together, else "
            "open-high-low-close: each move a line over a third of the bar.");
  EXPECT_EQ(last_note(good_csv),
            "Prices are those of a recording. What happened inside its bars of 1h is left out: "
            "prices stay, and step at the end.");
}

}  // namespace
}  // namespace marginwalk::scenario::recorded_keys_test
