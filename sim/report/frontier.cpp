#include "sim/report/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/frontier_words.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

using study::FamilyFrontier;
using study::Frontier;
using study::Point;

/// The answer above its interval.
std::string answer(const Frontier& frontier, const FamilyFrontier& family) {
  const auto low = study::protects(frontier.question.variable) ? family.hopeful : family.cautious;
  const auto high = study::protects(frontier.question.variable) ? family.cautious : family.hopeful;
  return fmt::format("{}\n[{}, {}]", setting_text(frontier, family, family.answer),
                     setting_text(frontier, family, low), setting_text(frontier, family, high));
}

Table answer_table(const Frontier& frontier) {
  Table table{{{"cell", Align::left},
               {study::word_of(frontier.question.variable)},
               {"liquidated"},
               {"median growth"}},
              {}};
  for (const FamilyFrontier& family : frontier.families) {
    if (!family.answer) {
      table.rows.push_back({family.name, missing, missing, missing});
      continue;
    }
    const Point& point = family.points[*family.answer];
    table.rows.push_back({family.name, answer(frontier, family),
                          stacked(percent_interval(point.liquidated)),
                          stacked(percent_interval(point.growth))});
  }
  return table;
}

std::string remarks(const Frontier& frontier) {
  std::string text;
  for (const FamilyFrontier& family : frontier.families) {
    for (const std::string& line : {remark(frontier, family), warning(frontier, family)}) {
      if (!line.empty()) text += fmt::format("{}: {}.\n", family.name, line);
    }
  }
  return text.empty() ? text : "\n" + text;
}

std::string mode_sentences(const Frontier& frontier) {
  std::string text;
  for (const study::ModeRatio& each : frontier.ratios) {
    text += mode_sentence(frontier, each) + "\n";
  }
  if (text.empty()) return text;
  return "\n" + text + "The interval is of the ratio, for answers on the same paths.\n";
}

/// A dozen settings of each family, with the answer and the one that grows most.
Table growth_table(const Frontier& frontier) {
  Table table{{{"cell", Align::left},
               {study::word_of(frontier.question.variable)},
               {"liquidated"},
               {"median growth"},
               {"", Align::left}},
              {}};
  constexpr double closest = 1.15;
  for (const FamilyFrontier& family : frontier.families) {
    double last = 0;
    for (std::size_t i = 0; i < family.points.size(); ++i) {
      const Point& point = family.points[i];
      const bool is_answer = family.answer == i;
      const bool is_best = family.growth_optimal == i;
      const double ratio = std::max(last / point.setting, point.setting / last);
      if (!is_answer && !is_best && ratio < closest) continue;
      last = point.setting;
      std::string mark = is_answer ? "answer" : "";
      if (is_best) mark += is_answer ? ", grows most" : "grows most";
      table.rows.push_back({family.name, setting_text(frontier.question.variable, point.value),
                            percent_interval(point.liquidated), percent_interval(point.growth),
                            mark});
    }
  }
  return table;
}

}  // namespace

std::string frontier_text(const Frontier& frontier, Style style) {
  return heading(headline(frontier.study) + "; 95% intervals", style, 2) +
         heading(fmt::format("{} at which at most {} of the paths are liquidated",
                             goal(frontier.question.variable), percent(frontier.question.at_most)),
                 style) +
         render(answer_table(frontier), style) + remarks(frontier) + "\n" +
         heading("Growth against survival", style) + render(growth_table(frontier), style) +
         "\nAn answer was itself run, on the paths of the study. Its interval goes from the last "
         "setting whose upper bound\nis within the probability to the first whose lower bound is "
         "above it. Median growth is the median of\nln(equity at the end / at the start).\n" +
         mode_sentences(frontier);
}

}  // namespace marginwalk::report
