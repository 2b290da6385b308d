#include "sim/report/claim_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/report/figure_text.hpp"
#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/json_values.hpp"

namespace marginwalk::report {
namespace {

using scenario::ClaimCase;

/// Of a cell or a group.
std::string name_of(const run::Result& result, const ClaimCase& claimed, std::size_t index) {
  return claimed.of_groups ? result.study.groups[index].name : result.cells[index].policy.name;
}

std::string against_name(const run::Result& result, const ClaimCase& claimed) {
  if (const auto* const number = std::get_if<double>(&claimed.against)) {
    return value_text(claimed.figure.measure->unit, *number);
  }
  return name_of(result, claimed, std::get<std::size_t>(claimed.against));
}

std::string number_of(const run::Result& result, const ClaimCase& claimed, std::size_t index) {
  const auto number = claimed.of_groups ? std::optional(result.groups[index].liquidated)
                                        : claimed.figure.of(result.cells[index].summary);
  return interval_text(claimed.figure.measure->unit, number);
}

/// A difference: of shares in percentage points.
std::string difference_text(const ClaimCase& claimed,
                            const std::optional<estimate::Estimate>& difference) {
  const estimate::Unit unit = claimed.figure.measure->unit;
  return unit == estimate::Unit::share ? points_interval(difference)
                                       : interval_text(unit, difference);
}

std::string unit_text(const ClaimCase& claimed) {
  return claimed.figure.measure->unit == estimate::Unit::share ? " percentage points" : "";
}

std::vector<std::string> row(const run::Result& result, const ClaimCase& claimed,
                             const std::optional<estimate::Estimate>& difference,
                             std::string_view contradicting, std::string_view found) {
  const auto* const other = std::get_if<std::size_t>(&claimed.against);
  return {figure_text(claimed.figure),
          name_of(result, claimed, claimed.cell),
          against_name(result, claimed),
          number_of(result, claimed, claimed.cell),
          other ? number_of(result, claimed, *other) : missing,
          difference_text(claimed, difference),
          std::string(contradicting),
          std::string(found)};
}

const char* less_or_more(estimate::Sign sign) {
  return sign == estimate::Sign::less ? "less" : "more";
}

const char* null_text(const std::optional<estimate::Estimate>& difference) {
  return estimate::certain_sign(difference) ? "null differs" : "null holds";
}

std::string case_text(const run::Result& result, const ClaimCase& claimed,
                      const std::optional<estimate::Estimate>& difference) {
  return fmt::format("{}{} ({} less {})", difference_text(claimed, difference), unit_text(claimed),
                     name_of(result, claimed, claimed.cell), against_name(result, claimed));
}

/// Of each figure the differences that are nearest to 0 and farthest from it.
std::string cases_text(const run::Result& result, std::size_t claim) {
  const std::vector<ClaimCase>& cases = result.study.claims[claim].cases;
  const std::vector<run::ClaimCaseResult>& found = result.claims[claim].cases;
  const auto size = [&](std::size_t i) {
    return found[i].difference ? std::abs(found[i].difference->estimate) : 0;
  };
  const auto text = [&](std::size_t i) { return case_text(result, cases[i], found[i].difference); };
  std::vector<std::string> parts;
  std::vector<bool> told(cases.size());
  for (std::size_t first = 0; first < cases.size(); ++first) {
    if (told[first]) continue;
    std::vector<std::size_t> alike;
    for (std::size_t i = first; i < cases.size(); ++i) {
      if (cases[i].figure.name() == cases[first].figure.name()) alike.push_back(i);
    }
    for (const std::size_t i : alike) told[i] = true;
    const auto [least, most] =
        std::minmax_element(alike.begin(), alike.end(),
                            [&](std::size_t i, std::size_t k) { return size(i) < size(k); });
    parts.push_back(figure_text(cases[first].figure) + " differs by " + text(*least));
    if (alike.size() > 1) parts.back() += " to " + text(*most);
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

nlohmann::ordered_json case_json(const run::Result& result, const ClaimCase& claimed,
                                 const std::optional<estimate::Estimate>& difference) {
  nlohmann::ordered_json json{{"figure", claimed.figure.name()},
                              {"cell", name_of(result, claimed, claimed.cell)}};
  if (const auto* const number = std::get_if<double>(&claimed.against)) {
    json["against"] = *number;
  } else {
    json["against"] = against_name(result, claimed);
  }
  json["difference"] = interval_json(difference);
  return json;
}

}  // namespace

Table claim_table(const run::Result& result, std::size_t claim) {
  const scenario::Claim& claimed = result.study.claims[claim];
  const run::ClaimResult& found = result.claims[claim];
  Table table{{{"of", Align::left},
               {"a", Align::left},
               {"b", Align::left},
               {"a is"},
               {"b is"},
               {"a less b"},
               {"contradicted\nby", Align::left},
               {"found", Align::left}},
              {}};
  for (std::size_t i = 0; i < claimed.cases.size(); ++i) {
    table.rows.push_back(row(result, claimed.cases[i], found.cases[i].difference,
                             less_or_more(claimed.cases[i].contradicted_by),
                             estimate::word_of(found.cases[i].finding)));
  }
  for (std::size_t i = 0; i < claimed.null_cases.size(); ++i) {
    table.rows.push_back(row(result, claimed.null_cases[i], found.null_cases[i], "any",
                             null_text(found.null_cases[i])));
  }
  return table;
}

std::string claim_sentence(const run::Result& result, std::size_t claim) {
  const run::ClaimResult& found = result.claims[claim];
  const auto as_claimed =
      std::count_if(found.cases.begin(), found.cases.end(), [](const run::ClaimCaseResult& each) {
        return each.finding == estimate::Finding::as_claimed;
      });
  return fmt::format("\"{}\" is {}: {} of {} cases as claimed; {}{}.",
                     result.study.claims[claim].says, estimate::word_of(found.verdict), as_claimed,
                     found.cases.size(), cases_text(result, claim),
                     found.null_holds ? "" : "; but its null case differs");
}

std::string claims_text(const run::Result& result, Style style) {
  std::string text;
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    text += "\n" + heading("Claim", style) + claim_sentence(result, i) + "\n\n" +
            render(claim_table(result, i), style);
  }
  return text;
}

nlohmann::ordered_json claims_json(const run::Result& result) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    const scenario::Claim& claimed = result.study.claims[i];
    const run::ClaimResult& found = result.claims[i];
    nlohmann::ordered_json each{{"says", claimed.says},
                                {"verdict", estimate::word_of(found.verdict)},
                                {"sentence", claim_sentence(result, i)},
                                {"cases", nlohmann::ordered_json::array()},
                                {"null_cases", nlohmann::ordered_json::array()}};
    for (std::size_t k = 0; k < claimed.cases.size(); ++k) {
      each["cases"].push_back(case_json(result, claimed.cases[k], found.cases[k].difference));
      each["cases"].back()["contradicted_by"] = less_or_more(claimed.cases[k].contradicted_by);
      each["cases"].back()["found"] = estimate::word_of(found.cases[k].finding);
    }
    for (std::size_t k = 0; k < claimed.null_cases.size(); ++k) {
      each["null_cases"].push_back(case_json(result, claimed.null_cases[k], found.null_cases[k]));
      each["null_cases"].back()["holds"] = !estimate::certain_sign(found.null_cases[k]);
    }
    json.push_back(std::move(each));
  }
  return json;
}

}  // namespace marginwalk::report
