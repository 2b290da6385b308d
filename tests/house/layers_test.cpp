#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

namespace marginwalk::layers_test {
namespace {

const std::filesystem::path source_dir = MARGINWALK_SOURCE_DIR;

/// The house, from the ground up: a folder includes itself and folders before it.
const std::vector<std::string> layers{"core",       "sim/random",   "sim/paths",    "sim/conduct",
                                      "sim/replay", "sim/estimate", "sim/scenario", "sim/run",
                                      "sim/study",  "sim/verify",   "sim/report",   "sim/cli"};

/// Third-party headers, by their first folder or their name, and the layers that may use them.
const std::map<std::string, std::vector<std::string>> packages{
    {"Random123", {"sim/random"}},
    {"hwy", {"sim/random", "sim/paths", "sim/replay"}},
    {"boost", {"sim/random", "sim/paths", "sim/estimate", "sim/verify"}},
    {"Eigen", {"sim/paths"}},
    {"yaml-cpp", {"sim/scenario"}},
    {"tbb", {"sim/run"}},
    {"openssl", {"sim/run"}},
    {"sqlite3.h", {"sim/run"}},
    {"zlib.h", {"sim/run"}},
    {"nlohmann", {"sim/report"}},
    {"CLI", {"sim/cli"}},
    {"fmt",
     {"sim/replay", "sim/scenario", "sim/run", "sim/study", "sim/verify", "sim/report", "sim/cli"}},
};

struct Include {
  std::string file;
  std::string layer;
  std::string header;
};

std::vector<Include> includes() {
  const std::regex line_with_include(R"(\s*#include\s*[<"]([^>"]+)[>"].*)");
  std::vector<Include> found;
  for (const std::string& layer : layers) {
    if (!std::filesystem::is_directory(source_dir / layer)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir / layer)) {
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        std::smatch match;
        if (std::regex_match(line, match, line_with_include)) {
          found.push_back({entry.path().filename(), layer, match[1]});
        }
      }
    }
  }
  return found;
}

/// Position of the layer that a header of ours is in.
std::size_t level_of(const std::string& header) {
  const std::string folder = std::filesystem::path(header).parent_path();
  return static_cast<std::size_t>(std::find(layers.begin(), layers.end(), folder) - layers.begin());
}

TEST(Layers, IncludesPointDownwardsOnly) {
  int ours = 0;
  for (const Include& include : includes()) {
    if (include.header.rfind("core/", 0) != 0 && include.header.rfind("sim/", 0) != 0) continue;
    ++ours;
    EXPECT_LE(level_of(include.header), level_of(include.layer + "/x"))
        << include.layer << "/" << include.file << " includes " << include.header;
  }
  EXPECT_GT(ours, 100);
}

TEST(Layers, PackagesStayWhereTheyBelong) {
  for (const Include& include : includes()) {
    const auto package = packages.find(include.header.substr(0, include.header.find('/')));
    if (package == packages.end()) continue;
    const auto& allowed = package->second;
    EXPECT_NE(std::find(allowed.begin(), allowed.end(), include.layer), allowed.end())
        << include.layer << "/" << include.file << " includes " << include.header;
  }
}

TEST(Layers, CoreIsPure) {
  const std::regex impure(
      "(iostream|fstream|cstdio|thread|mutex|atomic|random|chrono|ctime|filesystem)");
  for (const Include& include : includes()) {
    if (include.layer == "core") {
      EXPECT_FALSE(std::regex_match(include.header, impure))
          << include.file << " " << include.header;
    }
  }
}

TEST(Layers, NothingButTheStandardOfTheHouseDecidesOutcomes) {
  const std::regex library_function(R"(.*std::(exp|log|pow|expm1|log1p|erf|tgamma|fma)\(.*)");
  for (const std::string layer : {"core", "sim/random", "sim/paths", "sim/replay"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source_dir / layer)) {
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        EXPECT_FALSE(std::regex_match(line, library_function)) << entry.path() << ": " << line;
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::layers_test
