#include "sim/report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sim/report/json.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string text = "\"";
  for (const char character : field) {
    if (character == '"') text += '"';
    text += character;
  }
  return text + "\"";
}

std::string field(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? quoted(value.get<std::string>()) : value.dump();
}

std::string line(const std::vector<std::string>& fields) {
  return fmt::format("{}\n", fmt::join(fields, ","));
}

struct Field {
  std::string name;
  std::string text;
};

/// Whether a null under this name is one empty field. Any other is an estimate that does not exist,
/// of which every part is empty, so that the columns are the same whatever happened.
bool is_plain(const std::string& key) {
  constexpr std::string_view plain[] = {"low",
                                        "high",
                                        "margin_mode",
                                        "leverage",
                                        "leverage_cap",
                                        "venue",
                                        "book",
                                        "after_liquidation",
                                        "conduct",
                                        "band",
                                        "best",
                                        "worst",
                                        "equivalent",
                                        "pairing_factor",
                                        "narrowing",
                                        "equity_unpaired_half_width",
                                        "equity_pairing_factor"};
  return std::find(std::begin(plain), std::end(plain), key) != std::end(plain);
}

void flatten(const Json& object, const std::string& prefix, std::vector<Field>& fields) {
  for (const auto& [key, value] : object.items()) {
    const std::string name = prefix + key;
    if (value.is_array()) continue;
    if (value.is_object()) {
      flatten(value, name + ".", fields);
    } else if (value.is_null() && !is_plain(key) && prefix != "matrix.") {
      for (const char* part : {".estimate", ".low", ".high"}) fields.push_back({name + part, ""});
    } else {
      fields.push_back({name, field(value)});
    }
  }
}

std::vector<Field> flattened(const Json& object) {
  std::vector<Field> fields;
  flatten(object, "", fields);
  return fields;
}

std::string header(const Json& object) {
  std::vector<std::string> names;
  for (const Field& each : flattened(object)) names.push_back(quoted(each.name));
  return line(names);
}

std::string row(const Json& object) {
  std::vector<std::string> texts;
  for (const Field& each : flattened(object)) texts.push_back(each.text);
  return line(texts);
}

/// A pair of cells and a gate without numbers, for their names.
Json names_of(const char* table) {
  const estimate::SurvivalGrid grid(1, 1);
  run::Result result;
  result.study.cells.emplace_back();
  result.cells.push_back({{}, estimate::Tally(grid, 0), {}});
  result.differences.push_back({});
  result.gates.push_back({0, {&estimate::measures().front(), {}}, {}, {}, {}});
  return to_json(result)[table][0];
}

/// A table that may have no rows.
std::string table_csv(const Json& result, const char* table) {
  std::string text = header(names_of(table));
  for (const Json& each : result[table]) text += row(each);
  return text;
}

/// The same without estimates.
Json blanked(const Json& object) {
  Json blank = Json::object();
  for (const auto& [key, value] : object.items()) {
    const bool is_estimate = !value.is_object() || value.contains("estimate");
    blank[key] = is_estimate ? Json() : blanked(value);
  }
  return blank;
}

/// What traders have done in the last columns of all cells, if any of them has rules.
void level_conduct(Json& cells) {
  const auto with_rules = std::find_if(cells.begin(), cells.end(),
                                       [](const Json& cell) { return cell.contains("conduct"); });
  if (with_rules == cells.end()) return;
  const Json blank = blanked((*with_rules)["conduct"]);
  for (Json& cell : cells) {
    const Json own = cell.contains("conduct") ? cell["conduct"] : blank;
    cell.erase("conduct");
    cell["conduct"] = own;
  }
}

}  // namespace

std::string cells_csv(const Json& result) {
  Json cells = result["cells"];
  level_conduct(cells);
  std::string text;
  for (const Json& cell : cells) {
    if (text.empty()) text = header(cell);
    text += row(cell);
  }
  return text;
}

std::string differences_csv(const Json& result) { return table_csv(result, "differences"); }

std::string gates_csv(const Json& result) { return table_csv(result, "gates"); }

std::string claims_csv(const Json& result) {
  std::string text = line({"says", "verdict", "figure", "cell", "against", "difference.estimate",
                           "difference.low", "difference.high", "contradicted_by", "found"});
  for (const Json& claim : result["claims"]) {
    const auto add = [&](const Json& each, const Json& contradicted_by, const Json& found) {
      const Json cells{{"says", claim["says"]},
                       {"verdict", claim["verdict"]},
                       {"figure", each["figure"]},
                       {"cell", each["cell"]},
                       {"against", each["against"]},
                       {"difference", each["difference"]},
                       {"contradicted_by", contradicted_by},
                       {"found", found}};
      text += row(cells);
    };
    for (const Json& each : claim["cases"]) add(each, each["contradicted_by"], each["found"]);
    for (const Json& each : claim["null_cases"]) {
      add(each, "any", each["holds"].get<bool>() ? "null holds" : "null differs");
    }
  }
  return text;
}

std::string survival_csv(const Json& result) {
  std::string text = line({"cell", "seconds", "estimate", "low", "high"});
  const auto add = [&text](const Json& curves) {
    for (const Json& curve : curves) {
      for (const Json& point : curve["survival"]) {
        std::vector<std::string> fields{field(curve["id"])};
        for (const Json& value : point) fields.push_back(field(value));
        text += line(fields);
      }
    }
  };
  add(result["cells"]);
  add(result.value("bands", Json::array()));
  return text;
}

std::string bands_csv(const Json& result) {
  std::string text;
  for (const Json& band : result.value("bands", Json::array())) {
    if (text.empty()) text = header(band);
    text += row(band);
  }
  return text;
}

}  // namespace marginwalk::report
