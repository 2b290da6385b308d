#include "sim/report/paths_files.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <fstream>
#include <set>
#include <sstream>

#include "sim/report/paths_csv.hpp"
#include "sim/report/paths_npy.hpp"
#include "sim/report/paths_table.hpp"
#include "tests/sim/report/small_result.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::report::paths_files_test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t every = 1'200;
constexpr std::uint64_t paths = 3;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::set<std::string> names(const fs::path& folder) {
  std::set<std::string> result;
  for (const auto& entry : fs::directory_iterator(folder)) {
    result.insert(entry.path().filename().string());
  }
  return result;
}

/// Writes three paths of an hour at 0, 20, 40 and 60 minutes.
void write(const fs::path& folder, PathFormat format) {
  run::PathSampler sampler(small_study(), every);
  PathFiles files("small", sampler, paths, folder, format);
  const auto add = [&](const run::PathSampler& drawn) { files.add(drawn); };
  ASSERT_TRUE(run::sample_paths(sampler, paths, {add, {}, nullptr}));
  files.finish();
}

/// The doubles behind an npy header.
std::vector<double> values_of(const std::string& npy) {
  std::size_t at =
      10U + static_cast<unsigned char>(npy[8]) + 256U * static_cast<unsigned char>(npy[9]);
  std::vector<double> values;
  for (; at + 8 <= npy.size(); at += 8) {
    std::uint64_t bits = 0;
    for (std::size_t byte = 8; byte-- > 0;) {
      bits = bits << 8U | static_cast<unsigned char>(npy[at + byte]);
    }
    values.push_back(std::bit_cast<double>(bits));
  }
  return values;
}

TEST(PathsFiles, NpyHasPathsByMoments) {
  const test::TemporaryFolder folder;
  write(folder.path() / "made" / "here", PathFormat::npy);
  EXPECT_EQ(names(folder.path() / "made" / "here"),
            (std::set<std::string>{"small-BTC.npy", "small-ETH.npy"}));
  run::PathSampler sampler(small_study(), every);
  for (std::size_t asset = 0; asset < 2; ++asset) {
    const std::string npy =
        read(folder.path() / "made" / "here" / ("small-" + sampler.assets()[asset] + ".npy"));
    EXPECT_NE(npy.find("'shape': (3, 4), "), std::string::npos);
    const std::vector<double> values = values_of(npy);
    ASSERT_EQ(values.size(), paths * 4);
    for (std::uint64_t path = 0; path < paths; ++path) {
      sampler.draw(path);
      for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_EQ(values[path * 4 + k], sampler.prices(asset)[k]);
      }
    }
  }
}

TEST(PathsFiles, CsvReadsBackToTheSamePrices) {
  const test::TemporaryFolder folder;
  write(folder.path(), PathFormat::csv);
  EXPECT_EQ(names(folder.path()), std::set<std::string>{"small-paths.csv"});
  std::istringstream csv(read(folder.path() / "small-paths.csv"));
  std::string line;
  std::getline(csv, line);
  EXPECT_EQ(line, "path,seconds,BTC,ETH");
  run::PathSampler sampler(small_study(), every);
  for (std::uint64_t path = 0; path < paths; ++path) {
    sampler.draw(path);
    for (std::size_t k = 0; k < 4; ++k) {
      ASSERT_TRUE(std::getline(csv, line));
      std::istringstream fields(line);
      std::vector<double> values;
      for (std::string field; std::getline(fields, field, ',');) values.push_back(stod(field));
      EXPECT_EQ(values,
                (std::vector<double>{static_cast<double>(path), 1200.0 * static_cast<double>(k),
                                     sampler.prices(0)[k], sampler.prices(1)[k]}));
    }
  }
  EXPECT_FALSE(std::getline(csv, line));
}

TEST(PathsFiles, NothingIsLeftUnlessFinished) {
  const test::TemporaryFolder folder;
  run::PathSampler sampler(small_study(), every);
  for (const PathFormat format : {PathFormat::csv, PathFormat::npy}) {
    PathFiles files("small", sampler, paths, folder.path(), format);
    sampler.draw(0);
    files.add(sampler);
    for (const std::string& name : names(folder.path())) {
      EXPECT_TRUE(name.ends_with(".pending")) << name;
    }
  }
  EXPECT_TRUE(names(folder.path()).empty());
}

TEST(PathsFiles, FolderThatIsAFileIsAnError) {
  const test::TemporaryFolder folder;
  const fs::path file = folder.write("file", "text");
  EXPECT_THROW(write(file, PathFormat::npy), fs::filesystem_error);
  EXPECT_EQ(read(file), "text");
}

TEST(PathsFiles, SummaryTellsMissingNumbersByADash) {
  run::PathSampler sampler(small_study(), every);
  const auto statistics = run::sample_paths(sampler, paths);
  ASSERT_TRUE(statistics);
  const std::string text = paths_summary(small_study(), sampler, *statistics);
  for (const char* expected : {"4 prices each, every 20m", "BTC ETH", "–", " ± ", "ETH "}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
}

}  // namespace
}  // namespace marginwalk::report::paths_files_test
