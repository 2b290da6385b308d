#include "sim/report/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/report/format.hpp"

namespace marginwalk::report {

namespace {

/// What some say, each once, in order; several only where a matrix has several markets.
template <class TextOf>
std::string of_all(const scenario::Study& study, TextOf text_of) {
  std::vector<std::string> texts;
  for (const scenario::Marketplace& place : study.marketplaces) {
    const std::string text = text_of(place);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

std::string headline(const scenario::Study& study, std::string_view limit) {
  return fmt::format(
      "{}: {}{} paths over {} from {}, checked every {}; model {}; seed {}", study.name, limit,
      count(study.paths), horizons(study),
      of_all(study, [&](const auto& at) { return iso_time(study.clock_at(at).start); }),
      steps(study), of_all(study, [&](const auto& at) { return study.model_at(at).kind; }),
      study.seed);
}

std::string horizons(const scenario::Study& study) {
  return of_all(study, [&](const auto& at) { return duration(study.clock_at(at).horizon); });
}

std::string steps(const scenario::Study& study) {
  return of_all(study, [&](const auto& at) { return duration(study.clock_at(at).step); });
}

}  // namespace marginwalk::report
