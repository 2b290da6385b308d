#include "sim/report/precision_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "sim/report/figure_text.hpp"
#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

using Of = scenario::PrecisionTarget::Of;
using End = run::PrecisionResult::End;

std::string width_text(const estimate::Tolerance& tolerance, estimate::Unit unit) {
  if (tolerance.relative) return percent(tolerance.width) + " of itself";
  if (unit != estimate::Unit::share) return value_text(unit, tolerance.width);
  return fmt::format("{:.6g} percentage points", 100 * tolerance.width);
}

std::string target_text(const scenario::PrecisionTarget& target) {
  return fmt::format("{} within {} {}", figure_text(target.figure),
                     width_text(target.tolerance, target.figure.measure->unit),
                     target.of == Of::pairs ? "for every pair" : "in every cell");
}

std::string found_text(const run::Result& result, const run::Imprecise& found) {
  const scenario::PrecisionTarget& target = result.study.precision->targets[found.target];
  const std::string value = target.of == Of::pairs
                                ? points_interval(found.value)
                                : interval_text(target.figure.measure->unit, found.value);
  return fmt::format("{} of {}, {}{}", figure_text(target.figure), place_text(result, found), value,
                     std::isfinite(found.imprecision)
                         ? fmt::format(", {:.3g} times the tolerance", found.imprecision)
                         : "");
}

}  // namespace

std::string targets_text(const scenario::Precision& precision) {
  std::vector<std::string> texts;
  for (const auto& target : precision.targets) texts.push_back(target_text(target));
  std::string text = fmt::format("{}", fmt::join(texts, "; "));
  if (precision.at_most_seconds) {
    text += fmt::format("; in {} at most", duration(*precision.at_most_seconds));
  }
  return text;
}

const char* word_of(End end) {
  switch (end) {
    case End::precise:
      return "precision";
    case End::paths:
      return "at_most_paths";
    case End::time:
      break;
  }
  return "at_most_time";
}

std::string place_text(const run::Result& result, const run::Imprecise& found) {
  const auto name = [&](std::size_t cell) { return result.cells[cell].policy.name; };
  if (result.study.precision->targets[found.target].of == Of::cells) return name(found.place);
  const run::DifferenceResult& pair = result.differences[found.place];
  return name(pair.a) + " less " + name(pair.b);
}

std::string precision_text(const run::Result& result) {
  const run::PrecisionResult& precision = *result.precision;
  std::string text =
      fmt::format("Precision {}: {}.\n", precision.end == End::precise ? "reached" : "NOT reached",
                  targets_text(*result.study.precision));
  text += fmt::format("Farthest from it: {}.\n", found_text(result, precision.worst));
  if (precision.end == End::paths) text += "The run ended because of at_most_paths.\n";
  if (precision.end == End::time) {
    text += fmt::format(
        "The run ended because of at_most_time; how far it came depends on the machine: --paths {} "
        "repeats its paths.\n",
        result.study.paths);
  }
  return text + fmt::format(
                    "The run looked {} times at intervals of {:.6g}% and tells those, which leaves "
                    "{:.6g}% where it ended.",
                    precision.looks, 100 * estimate::sequential_confidence,
                    100 * estimate::confidence);
}

}  // namespace marginwalk::report
