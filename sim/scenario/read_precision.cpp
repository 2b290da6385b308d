#include "sim/scenario/read_precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_figure.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

using estimate::Measure;
using estimate::Tolerance;
using Of = PrecisionTarget::Of;

constexpr std::uint64_t default_at_most_paths = 10'000'000;

Parsed<double> parse_width(const Measure& measure, std::string_view text) {
  const Parsed<double> parsed = parse_value(measure.unit, text);
  const double* const width = std::get_if<double>(&parsed);
  if (width && !(*width > 0))
    return Rejection{fmt::format("{} is out of range (it must be above 0)", shown(text))};
  return parsed;
}

std::optional<Tolerance> read_tolerance(const Node& node, const Measure& measure, Fields& fields) {
  const auto width = fields.optional(
      "half_width", [&](std::string_view text) { return parse_width(measure, text); });
  const auto relative = fields.optional("relative", parse_positive_rate);
  if (node.kind == NodeKind::map &&
      (node.find("half_width") != nullptr) == (node.find("relative") != nullptr)) {
    fields.report(node.location,
                  fmt::format("{}: a half_width or relative (one of the two)", measure.name));
  }
  if (width) return Tolerance{*width, false};
  if (relative) return Tolerance{relative->value(), true};
  return std::nullopt;
}

/// A width alone, or a map.
std::optional<PrecisionTarget> read_target(const Node& node, const Measure& measure,
                                           Problems& problems) {
  const std::string name(measure.name);
  PrecisionTarget target{{&measure, {}}, Of::cells, {}};
  if (node.kind == NodeKind::scalar && measure.plain) {
    const auto width = parse_scalar(
        node, name, [&](std::string_view text) { return parse_width(measure, text); }, problems);
    target.tolerance.width = width.value_or(0);
    return target;
  }
  Fields fields(node, name, problems);
  target.figure = read_figure(measure, fields);
  target.of =
      fields.optional("of", choice<Of>("what may be precise", {"cells", "pairs"}), Of::cells);
  if (target.of == Of::pairs && name != "liquidated") {
    fields.report(fields.where("of"), "of: only liquidated may be asked for of pairs");
  }
  const std::optional<Tolerance> tolerance = read_tolerance(node, measure, fields);
  fields.finish();
  if (!tolerance) return std::nullopt;
  target.tolerance = *tolerance;
  return target;
}

Precision read_precision(const Node& node, std::uint64_t& at_most_paths, Problems& problems) {
  Precision precision;
  Fields fields(node, "precision", problems);
  bool asked = false;
  for (const Measure& measure : estimate::measures()) {
    if (measure.of_first_paths) continue;
    const Node* const child = fields.child(measure.name);
    if (!child) continue;
    asked = true;
    if (auto target = read_target(*child, measure, problems)) precision.targets.push_back(*target);
  }
  at_most_paths = fields.optional("at_most_paths", parse_count, default_at_most_paths);
  precision.at_most_seconds = fields.optional("at_most_time", parse_duration);
  if (node.kind == NodeKind::map && !asked) {
    fields.report(node.location, "precision: nothing is to be precise (as in liquidated: 0.1%)");
  }
  fields.finish();
  return precision;
}

}  // namespace

void read_paths(Fields& fields, Study& study, Problems& problems) {
  const Node* const precision = fields.child("precision");
  if (!precision) {
    study.paths = fields.required("paths", parse_count);
    return;
  }
  if (const Node* const paths = fields.child("paths")) {
    fields.report(paths->location, "paths: precision is given, too (one of the two)");
  }
  study.precision = read_precision(*precision, study.paths, problems);
}

std::optional<double> read_equivalence(Fields& fields) {
  const auto margin = fields.optional("equivalence", parse_positive_rate);
  return margin ? std::optional(margin->value()) : std::nullopt;
}

void check_precision(const Study& study, const Location& precision, Problems& problems) {
  if (!study.precision) return;
  const std::size_t cells = study.cells.size();
  std::vector<std::size_t> all(cells);
  std::iota(all.begin(), all.end(), 0);
  for (const PrecisionTarget& target : study.precision->targets) {
    report_untold(target.figure, precision, study, all, problems);
  }
  const auto traders = static_cast<std::size_t>(
      std::count_if(study.cells.begin(), study.cells.end(),
                    [](const Cell& cell) { return cell.policy.trader.has_value(); }));
  const std::size_t others = cells - traders;  // traders are compared with a baseline alone
  const bool compared = cells > 1 && (study.baseline || !study.comparisons.empty() ||
                                      (others > 1 && others <= most_cells_for_all_pairs));
  const std::vector<PrecisionTarget>& targets = study.precision->targets;
  const bool asked = std::any_of(targets.begin(), targets.end(),
                                 [](const PrecisionTarget& each) { return each.of == Of::pairs; });
  if (!asked || compared) return;
  problems.push_back({precision, fmt::format("precision: of pairs, but none are compared (there "
                                             "{}, and all pairs of up to {} cells are)",
                                             cells == 1 ? "is one cell" : "is no baseline",
                                             most_cells_for_all_pairs)});
}

}  // namespace marginwalk::scenario
