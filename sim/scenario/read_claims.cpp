#include "sim/scenario/read_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_figure.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

using estimate::Sign;

/// What cases take from their claim where they do not say it, and from their study.
struct Defaults {
  const std::vector<std::string>* matrix_keys;
  std::optional<estimate::Figure> figure;
  std::optional<Sign> contradicted_by;
};

Parsed<const estimate::Measure*> parse_measure(std::string_view text) {
  std::vector<std::string> names;
  for (const estimate::Measure& each : estimate::measures()) names.emplace_back(each.name);
  const Parsed<std::size_t> index = parse_choice(text, "a number of a result", names);
  if (const auto* rejection = std::get_if<Rejection>(&index)) return *rejection;
  return &estimate::measures()[std::get<std::size_t>(index)];
}

Defaults read_defaults(Fields& fields, const Defaults& outer) {
  Defaults defaults = outer;
  if (const auto measure = fields.optional("measure", parse_measure)) {
    defaults.figure = read_figure(**measure, fields);
  }
  const auto sign =
      fields.optional("contradicted_by", choice<Sign>("a sign of a difference", {"less", "more"}));
  if (sign) defaults.contradicted_by = sign;
  return defaults;
}

std::optional<ClaimCaseSpec> read_case(const Node& node, std::string_view key,
                                       const Defaults& outer, Problems& problems) {
  Fields fields(node, key, problems);
  const bool is_null = key == "null_case";
  const Defaults defaults = read_defaults(fields, outer);
  const Node* const cells = fields.child("cells", NodeKind::map);
  const Node* const cell =
      cells ? fields.child("cell", NodeKind::map) : fields.required_child("cell", NodeKind::map);
  const Node* const against = fields.required_child("against");
  fields.finish();
  if (node.kind != NodeKind::map) return std::nullopt;
  if (!defaults.figure) fields.report(node.location, "measure is missing (here or in the claim)");
  if (!is_null && !defaults.contradicted_by) {
    fields.report(node.location, "contradicted_by is missing (here or in the claim)");
  }
  if (cells && cell) fields.report(cell->location, "cell: cells are given, too (one of the two)");
  if ((!cell && !cells) || !against || !defaults.figure) return std::nullopt;
  if (cells && defaults.figure->measure->name != "liquidated") {
    fields.report(cells->location,
                  fmt::format("cells: several together are compared by liquidated alone, not by {}",
                              defaults.figure->measure->name));
  }
  const Node& chosen = cells ? *cells : *cell;
  ClaimCaseSpec spec{
      node.location,
      *defaults.figure,
      read_cell_choice(chosen, cells ? "cells" : "cell", *defaults.matrix_keys, problems),
      0.,
      defaults.contradicted_by.value_or(Sign::more),
      cells != nullptr};
  if (against->kind == NodeKind::map) {
    spec.against = read_cell_choice(*against, "against", *defaults.matrix_keys, problems);
  } else {
    const auto parse = [&](std::string_view text) {
      return parse_value(defaults.figure->measure->unit, text);
    };
    spec.against = parse_scalar(*against, "against", parse, problems).value_or(0);
  }
  return spec;
}

ClaimSpec read_claim(const Node& node, const std::vector<std::string>& matrix_keys,
                     Problems& problems) {
  Fields fields(node, "claim", problems);
  ClaimSpec claim{fields.required("says", parse_text), {}, {}};
  const Defaults defaults = read_defaults(fields, {&matrix_keys, {}, {}});
  const Node* const cases = fields.required_child("cases", NodeKind::sequence);
  const Node* const null_case = fields.child("null_case", NodeKind::map);
  fields.finish();
  if (cases && cases->items.empty()) fields.report(cases->location, "cases is empty");
  if (cases) {
    for (const Node& item : cases->items) {
      if (auto read = read_case(item, "cases", defaults, problems)) claim.cases.push_back(*read);
    }
  }
  if (null_case) {
    if (auto read = read_case(*null_case, "null_case", defaults, problems)) {
      claim.null_cases.push_back(*read);
    }
  }
  return claim;
}

/// Whether two cells are to be compared: they are named, or alike in what neither choice says.
bool are_a_pair(const CellChoice& first, const CellChoice& second, const Policy& a,
                const Policy& b) {
  return first.name == a.name || second.name == b.name || are_alike_but_for({first, second}, a, b);
}

/// The group of these cells, which is new where it is no band and was not asked for before.
std::size_t group_of(const CellChoice& choice, const std::vector<std::size_t>& cells,
                     Study& study) {
  const auto known = std::find_if(study.groups.begin(), study.groups.end(),
                                  [&](const CellGroup& group) { return group.cells == cells; });
  if (known != study.groups.end()) return static_cast<std::size_t>(known - study.groups.begin());
  study.groups.push_back({name_of(choice), cells});
  return study.groups.size() - 1;
}

/// Cells taken together have one survival curve.
void report_mixed_horizons(const std::vector<std::size_t>& cells, const Location& location,
                           const Study& study, Problems& problems) {
  const auto clock = [&](std::size_t cell) {
    return study.clock_at(study.place_of(study.cells[cell]));
  };
  const bool mixed = std::any_of(cells.begin(), cells.end(), [&](std::size_t cell) {
    return clock(cell).horizon != clock(cells.front()).horizon ||
           clock(cell).step != clock(cells.front()).step;
  });
  if (mixed) problems.push_back({location, "cells: they differ in their horizon or step"});
}

/// One case: the mean over all cells that are like the first choice less that over all others. Of
/// one cell, or of two, it is a case like any other.
void find_group_case(const ClaimCaseSpec& spec, Study& study, std::vector<ClaimCase>& cases,
                     Problems& problems) {
  const std::vector<std::size_t> cells = find_cells(spec.cell, "cells", study, problems);
  if (cells.empty()) return;
  report_mixed_horizons(cells, spec.cell.location, study, problems);
  const auto* const choice = std::get_if<CellChoice>(&spec.against);
  if (!choice) {
    const double number = std::get<double>(spec.against);
    const bool one = cells.size() == 1;
    cases.push_back({spec.figure, one ? cells.front() : group_of(spec.cell, cells, study), number,
                     spec.contradicted_by, !one});
    return;
  }
  const std::vector<std::size_t> others = find_cells(*choice, "against", study, problems);
  if (others.empty()) return;
  report_mixed_horizons(others, choice->location, study, problems);
  if (cells == others) {
    return problems.push_back({spec.location, "claim: cells and against are the same cells"});
  }
  if (cells.size() == 1 && others.size() == 1) {
    cases.push_back({spec.figure, cells.front(), others.front(), spec.contradicted_by});
    return;
  }
  const std::size_t group = group_of(spec.cell, cells, study);
  cases.push_back(
      {spec.figure, group, group_of(*choice, others, study), spec.contradicted_by, true});
}

void find_cases(const ClaimCaseSpec& spec, Study& study, std::vector<ClaimCase>& cases,
                Problems& problems) {
  if (spec.of_groups) return find_group_case(spec, study, cases, problems);
  const std::vector<std::size_t> cells = find_cells(spec.cell, "cell", study, problems);
  const auto* const choice = std::get_if<CellChoice>(&spec.against);
  if (!choice) {
    const double number = std::get<double>(spec.against);
    for (const std::size_t cell : cells) {
      cases.push_back({spec.figure, cell, number, spec.contradicted_by});
    }
    return report_untold(spec.figure, spec.location, study, cells, problems);
  }
  const std::vector<std::size_t> others = find_cells(*choice, "against", study, problems);
  const std::size_t before = cases.size();
  std::set<std::size_t> asked(cells.begin(), cells.end());
  for (const std::size_t a : cells) {
    for (const std::size_t b : others) {
      if (a == b) continue;
      if (!are_a_pair(spec.cell, *choice, study.cells[a].policy, study.cells[b].policy)) continue;
      asked.insert(b);
      cases.push_back({spec.figure, a, b, spec.contradicted_by});
    }
  }
  report_untold(spec.figure, spec.location, study, {asked.begin(), asked.end()}, problems);
  if (cases.size() > before || cells.empty() || others.empty()) return;
  problems.push_back(
      {spec.location, "claim: no two cells differ in just what cell and against say (name them)"});
}

}  // namespace

std::vector<ClaimSpec> read_claims(Fields& study, const std::vector<std::string>& matrix_keys,
                                   Problems& problems) {
  std::vector<ClaimSpec> claims;
  if (const Node* const one = study.child("claim", NodeKind::map)) {
    claims.push_back(read_claim(*one, matrix_keys, problems));
  }
  if (const Node* const several = study.child("claims", NodeKind::sequence)) {
    for (const Node& item : several->items)
      claims.push_back(read_claim(item, matrix_keys, problems));
  }
  return claims;
}

std::vector<Claim> find_claims(const std::vector<ClaimSpec>& specs, Study& study,
                               Problems& problems) {
  std::vector<Claim> claims;
  for (const ClaimSpec& spec : specs) {
    Claim claim{spec.says, {}, {}};
    for (const ClaimCaseSpec& each : spec.cases) find_cases(each, study, claim.cases, problems);
    for (const ClaimCaseSpec& each : spec.null_cases) {
      find_cases(each, study, claim.null_cases, problems);
    }
    claims.push_back(std::move(claim));
  }
  return claims;
}

}  // namespace marginwalk::scenario
