#include "sim/scenario/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace marginwalk::scenario {
namespace {

Problems sorted(Problems problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.location.file, a.location.line, a.location.column) <
           std::tie(b.location.file, b.location.line, b.location.column);
  });
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
