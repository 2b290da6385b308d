#include "sim/scenario/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace marginwalk::scenario {
namespace {

/// By location, each problem once: several cells may find the same.
Problems sorted(Problems problems) {
  const auto place = [](const Problem& problem) {
    return std::tie(problem.location.file, problem.location.line, problem.location.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
  const auto is_same = [&](const Problem& a, const Problem& b) {
    return place(a) == place(b) && a.message == b.message;
  };
  problems.erase(std::unique(problems.begin(), problems.end(), is_same), problems.end());
  return problems;
}

std::string text_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}: {}", text_of(problem.location), problem.message);
  }
  return text;
}

}  // namespace

std::string text_of(const Location& location) {
  if (location.line == 0) return location.file;
  return fmt::format("{}:{}:{}", location.file, location.line, location.column);
}

InputError::InputError(Problems problems)
    : std::runtime_error(text_of(sorted(problems))), problems_(sorted(std::move(problems))) {}

void throw_if_any(const Problems& problems) {
  if (!problems.empty()) throw InputError(problems);
}

}  // namespace marginwalk::scenario
