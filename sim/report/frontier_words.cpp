#include "sim/report/frontier_words.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

using study::FamilyFrontier;
using study::Frontier;
using study::Point;
using study::Variable;
using study::Verdict;

std::string at_most(const Frontier& frontier) { return percent(frontier.question.at_most); }

/// Why the range ends where it does, on the side that protects less or more.
std::string range_end(const Frontier& frontier, const FamilyFrontier& family, bool protecting) {
  const Variable variable = frontier.question.variable;
  const bool below = study::protects(variable) != protecting;
  const std::string& refusal = below ? family.refusal_below : family.refusal_above;
  const std::size_t last = protecting ? 0 : family.points.size() - 1;
  const std::string end = setting_text(frontier, family, last);
  if (!refusal.empty()) {
    return fmt::format("beyond {} the venue refuses: {}", end, refusal);
  }
  if (variable == Variable::leverage_cap && !protecting) {
    return fmt::format("a cap above {} does not bind", end);
  }
  return fmt::format("nothing was looked for beyond {}", end);
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

}  // namespace

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

std::string setting_text(Variable variable, double value) {
  const bool is_leverage = variable == Variable::leverage || variable == Variable::leverage_cap;
  return is_leverage ? leverage(value) : size(value);
}

std::string setting_text(const Frontier& frontier, const FamilyFrontier& family,
                         std::optional<std::size_t> point) {
  if (!point) return missing;
  return setting_text(frontier.question.variable, family.points[*point].value);
}

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
        setting_text(frontier, family, first), setting_text(frontier, family, last),
        at_most(frontier));
  }
  return family.falls ? "not monotone: somewhere the probability falls where less protects" : "";
}

std::string mode_sentence(const Frontier& frontier, const study::ModeRatio& each) {
  const Variable variable = frontier.question.variable;
  const FamilyFrontier& cross = frontier.families[each.cross];
  const FamilyFrontier& isolated = frontier.families[each.isolated];
  const Point& a = cross.points[*cross.answer];
  const Point& b = isolated.points[*isolated.answer];
  std::string text = fmt::format("Liquidated with probability {} over {}, {} {} {}: {} against {}",
                                 at_most(frontier), duration(frontier.study.clock.horizon),
                                 cross.name, bears(variable, each.ratio), isolated.name,
                                 setting_text(variable, a.value), setting_text(variable, b.value));
  if (variable != Variable::notional && a.notional != b.notional) {
    text += fmt::format(", positions of {} against {}", size(a.notional), size(b.notional));
  }
  return text + ".";
}

}  // namespace marginwalk::report
