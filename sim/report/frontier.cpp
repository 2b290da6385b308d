#include "sim/report/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

using study::FamilyFrontier;
using study::Frontier;
using study::Point;
using study::Variable;
using study::Verdict;

/// `the largest leverage`, `the least wallet`.
std::string goal(Variable variable) {
  switch (variable) {
    case Variable::leverage:
      return "the largest leverage";
    case Variable::leverage_cap:
      return "the largest leverage cap";
    case Variable::notional:
      return "the largest total notional";
    case Variable::wallet:
      return "the least wallet";
  }
  return "";
}

/// A value as it would be typed: 8.432x, 45,210.
std::string shown(Variable variable, double value) {
  const bool is_leverage = variable == Variable::leverage || variable == Variable::leverage_cap;
  return is_leverage ? leverage(value) : size(value);
}

std::string value_at(const Frontier& frontier, const FamilyFrontier& family,
                     std::optional<std::size_t> point) {
  if (!point) return missing;
  return shown(frontier.question.variable, family.points[*point].value);
}

std::string answer(const Frontier& frontier, const FamilyFrontier& family) {
  const auto low = study::protects(frontier.question.variable) ? family.hopeful : family.cautious;
  const auto high = study::protects(frontier.question.variable) ? family.cautious : family.hopeful;
  return fmt::format("{}\n[{}, {}]", value_at(frontier, family, family.answer),
                     value_at(frontier, family, low), value_at(frontier, family, high));
}

std::string at_most(const Frontier& frontier) { return percent(frontier.question.at_most); }

/// Why the range ends where it does, on the side that protects less or more.
std::string range_end(const Frontier& frontier, const FamilyFrontier& family, bool protecting) {
  const Variable variable = frontier.question.variable;
  const bool below = study::protects(variable) != protecting;
  const std::string& refusal = below ? family.refusal_below : family.refusal_above;
  const std::size_t last = protecting ? 0 : family.points.size() - 1;
  const std::string end = value_at(frontier, family, last);
  if (!refusal.empty()) {
    return fmt::format("beyond {} the venue refuses: {}", end, refusal);
  }
  if (variable == Variable::leverage_cap && !protecting) {
    return fmt::format("a cap above {} does not bind", end);
  }
  return fmt::format("nothing was looked for beyond {}", end);
}

/// What a reader must know about the answer of a family; empty where it speaks for itself.
std::string remark(const Frontier& frontier, const FamilyFrontier& family) {
  switch (family.verdict) {
    case Verdict::refused:
      return "the venue refuses every setting (" + family.reason + ")";
    case Verdict::no_effect:
      return family.reason;
    case Verdict::none_within:
      return fmt::format("no setting is within {}: {}; {}", at_most(frontier),
                         percent_interval(family.points.front().liquidated),
                         range_end(frontier, family, true));
    case Verdict::all_within:
      return fmt::format("every setting is within {}; {}", at_most(frontier),
                         range_end(frontier, family, false));
    case Verdict::found:
      break;
  }
  return "";
}

std::string warning(const Frontier& frontier, const FamilyFrontier& family) {
  if (!family.exceeding.empty()) {
    const std::size_t first = family.exceeding.front();
    const std::size_t last = family.exceeding.back();
    return fmt::format(
        "not monotone: settings from {} to {} are above {} too, on the other side "
        "of the answer",
        value_at(frontier, family, first), value_at(frontier, family, last), at_most(frontier));
  }
  return family.falls ? "not monotone: somewhere the probability falls where less protects" : "";
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

/// `bears 2.957 times the leverage of`, with its interval.
std::string bears(Variable variable, const estimate::Estimate& ratio) {
  const std::string word = variable == Variable::leverage_cap ? "leverage cap"
                           : variable == Variable::notional   ? "total notional"
                                                              : study::word_of(variable);
  return fmt::format("{} {:.4g} times [{:.4g}, {:.4g}] the {} of",
                     study::protects(variable) ? "needs" : "bears", ratio.estimate, *ratio.low,
                     *ratio.high, word);
}

/// What cross margin is worth at one probability, in a sentence.
std::string mode_sentence(const Frontier& frontier, const study::ModeRatio& each) {
  const Variable variable = frontier.question.variable;
  const FamilyFrontier& cross = frontier.families[each.cross];
  const FamilyFrontier& isolated = frontier.families[each.isolated];
  const Point& a = cross.points[*cross.answer];
  const Point& b = isolated.points[*isolated.answer];
  std::string text = fmt::format("Liquidated with probability {} over {}, {} {} {}: {} against {}",
                                 at_most(frontier), duration(frontier.study.clock.horizon),
                                 cross.name, bears(variable, each.ratio), isolated.name,
                                 shown(variable, a.value), shown(variable, b.value));
  if (variable != Variable::notional && a.notional != b.notional) {
    text += fmt::format(", positions of {} against {}", size(a.notional), size(b.notional));
  }
  return text + ".\n";
}

std::string mode_sentences(const Frontier& frontier) {
  std::string text;
  for (const study::ModeRatio& each : frontier.ratios) text += mode_sentence(frontier, each);
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
      table.rows.push_back({family.name, shown(frontier.question.variable, point.value),
                            percent_interval(point.liquidated), percent_interval(point.growth),
                            mark});
    }
  }
  return table;
}

}  // namespace

std::string frontier_text(const Frontier& frontier) {
  const Variable variable = frontier.question.variable;
  return fmt::format("{}; 95% intervals\n\n{} at which at most {} of the paths are liquidated\n\n",
                     headline(frontier.study), goal(variable), at_most(frontier)) +
         render(answer_table(frontier), Style::terminal) + remarks(frontier) +
         "\nGrowth against survival\n\n" + render(growth_table(frontier), Style::terminal) +
         "\nAn answer was itself run, on the paths of the study. Its interval goes from the last "
         "setting whose upper bound\nis within the probability to the first whose lower bound is "
         "above it. Median growth is the median of\nln(equity at the end / at the start).\n" +
         mode_sentences(frontier);
}

}  // namespace marginwalk::report
