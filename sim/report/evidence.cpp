#include "sim/report/evidence.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

using verify::Evidence;
using verify::Kind;
using verify::Unit;

/// Counts as counts, everything else to six digits.
std::string value(double number) {
  if (number == std::floor(number) && std::abs(number) >= 1) return decimal(number, 0);
  return fmt::format("{:.6g}", number);
}

std::string computed(const Evidence& row) {
  return row.unit == Unit::points ? percent(row.computed, 2) : value(row.computed);
}

std::string reference(const Evidence& row) {
  return row.unit == Unit::points ? percent(row.reference, 0) : value(row.reference);
}

std::string difference(const Evidence& row) {
  switch (row.unit) {
    case Unit::standard_errors:
      return fmt::format("{:+.2f} se", row.difference);
    case Unit::relative:
      return fmt::format("{:.1e}", row.difference);
    case Unit::differing:
      return fmt::format("{:.0f} bits differ", row.difference);
    case Unit::points:
      break;
  }
  return fmt::format("{:+.2f} points", 100 * row.difference);
}

const char* word_of(Kind kind) {
  switch (kind) {
    case Kind::closed_form:
      return "closed form";
    case Kind::oracle:
      return "oracle";
    case Kind::invariance:
      return "invariance";
    case Kind::coverage:
      break;
  }
  return "coverage";
}

const char* word_of(Unit unit) {
  switch (unit) {
    case Unit::standard_errors:
      return "standard errors";
    case Unit::relative:
      return "relative";
    case Unit::differing:
      return "values that differ";
    case Unit::points:
      break;
  }
  return "share";
}

nlohmann::ordered_json number(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

}  // namespace

std::string heading_of(Kind kind) {
  switch (kind) {
    case Kind::closed_form:
      return "Closed forms: estimates beside formulas, series and recursions";
    case Kind::oracle:
      return "Oracles: liquidation prices found another way (greatest relative distance), books "
             "that balance\n(greatest share of the turnover that is missing), a fair game (mean "
             "PnL at the mark)";
    case Kind::invariance:
      return "Invariance: values that are equal to the last bit, of all";
    case Kind::coverage:
      break;
  }
  return "Coverage: how often 95% intervals hold the truth";
}

Table evidence_table(const verify::Page& page) {
  Table table{{{"what", Align::left},
               {"computed"},
               {"reference"},
               {"difference"},
               {"allowed", Align::left},
               {"verdict", Align::left}},
              {}};
  for (const Evidence& row : page) {
    table.rows.push_back({row.what, computed(row), reference(row), difference(row), row.limit,
                          row.passed ? "passed" : "FAILED"});
  }
  return table;
}

nlohmann::ordered_json evidence_json(const verify::Page& page) {
  auto json = nlohmann::ordered_json::array();
  for (const Evidence& row : page) {
    json.push_back({{"kind", word_of(row.kind)},
                    {"what", row.what},
                    {"computed", number(row.computed)},
                    {"reference", number(row.reference)},
                    {"difference", number(row.difference)},
                    {"unit", word_of(row.unit)},
                    {"limit", row.limit},
                    {"passed", row.passed}});
  }
  return json;
}

}  // namespace marginwalk::report
