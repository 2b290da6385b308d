#include "sim/report/evidence.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

using verify::Evidence;

/// Counts as counts, everything else to six digits.
std::string value(double number) {
  if (number == std::floor(number) && std::abs(number) >= 1) return decimal(number, 0);
  return fmt::format("{:.6g}", number);
}

std::string computed(const Evidence& row) {
  return row.unit == verify::Unit::points ? percent(row.computed, 2) : value(row.computed);
}

std::string reference(const Evidence& row) {
  return row.unit == verify::Unit::points ? percent(row.reference, 0) : value(row.reference);
}

std::string difference(const Evidence& row) {
  switch (row.unit) {
    case verify::Unit::standard_errors:
      return fmt::format("{:+.2f} se", row.difference);
    case verify::Unit::relative:
      return fmt::format("{:.1e}", row.difference);
    case verify::Unit::differing:
      return fmt::format("{:.0f} bits differ", row.difference);
    case verify::Unit::points:
      break;
  }
  return fmt::format("{:+.2f} points", 100 * row.difference);
}

const char* kind_word(verify::Kind kind) {
  switch (kind) {
    case verify::Kind::closed_form:
      return "closed form";
    case verify::Kind::oracle:
      return "oracle";
    case verify::Kind::invariance:
      return "invariance";
    case verify::Kind::coverage:
      break;
  }
  return "coverage";
}

const char* unit_word(verify::Unit unit) {
  switch (unit) {
    case verify::Unit::standard_errors:
      return "standard errors";
    case verify::Unit::relative:
      return "relative";
    case verify::Unit::differing:
      return "values that differ";
    case verify::Unit::points:
      break;
  }
  return "share";
}

nlohmann::ordered_json number(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

}  // namespace

std::string heading_of(verify::Kind kind) {
  switch (kind) {
    case verify::Kind::closed_form:
      return "Closed forms: estimates beside formulas, series and recursions";
    case verify::Kind::oracle:
      return "Oracles: liquidation prices found another way (greatest relative distance), books "
             "that balance\n(greatest share of the turnover that is missing), a fair game (mean "
             "PnL at the mark)";
    case verify::Kind::invariance:
      return "Invariance: values that are equal to the last bit, of all";
    case verify::Kind::coverage:
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
    json.push_back({{"kind", kind_word(row.kind)},
                    {"what", row.what},
                    {"computed", number(row.computed)},
                    {"reference", number(row.reference)},
                    {"difference", number(row.difference)},
                    {"unit", unit_word(row.unit)},
                    {"limit", row.limit},
                    {"passed", row.passed}});
  }
  return json;
}

}  // namespace marginwalk::report
