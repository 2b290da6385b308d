#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/shell.hpp"

/// The pages, and what they tell a reader to type.
namespace marginwalk::test {

inline const std::filesystem::path source_dir = MARGINWALK_SOURCE_DIR;

inline std::vector<std::string> all_pages() {
  std::vector<std::string> pages{"README.md", "CONTRIBUTING.md", "scenarios/README.md"};
  for (const std::filesystem::directory_entry& entry :
       std::filesystem::directory_iterator(source_dir / "docs")) {
    if (entry.path().extension() != ".md") continue;
    pages.push_back("docs/" + entry.path().filename().string());
  }
  return pages;
}

inline const std::vector<std::string> pages = all_pages();

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The first group of every match in the text.
inline std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end;
       ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

/// The fenced blocks of a page in one language.
inline std::vector<std::string> blocks(const std::string& page, const std::string& language) {
  const std::string fence = "```" + language + "\n";
  const std::string text = text_of(source_dir / page);
  std::vector<std::string> found;
  for (std::size_t from = text.find(fence); from != std::string::npos;) {
    from += fence.size();
    const std::size_t to = text.find("```", from);
    found.push_back(text.substr(from, to - from));
    from = text.find(fence, to);
  }
  return found;
}

/// Runs the program in a folder of its own on the scenarios of the sources.
inline Ran marginwalk(const std::filesystem::path& folder, const std::string& arguments) {
  const std::string scenarios = (source_dir / "scenarios/").string();
  return shell("cd " + folder.string() + " && " MARGINWALK_PROGRAM " " +
               std::regex_replace(arguments, std::regex("scenarios/"), scenarios) + " 2>&1");
}

/// The same question, asked of few paths and seldom, where it walks any.
inline std::string cheaper(const std::string& arguments) {
  if (std::regex_match(
          arguments,
          std::regex(
              "(assess|init|schema|completion).*|study (status|merge|report|export|compare).*"))) {
    return arguments;
  }
  if (arguments.rfind("verify", 0) == 0) return "verify --help";  // takes a minute
  return std::regex_replace(arguments, std::regex(" --paths \\S+"), "") +
         " --paths 20 --set step=1h";
}

}  // namespace marginwalk::test
