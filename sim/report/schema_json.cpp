#include "sim/report/schema_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;
using scenario::ScalarForm;
using scenario::Shape;

constexpr const char* keys_of_matrix = "\\.|^(start|horizon|step)$";
constexpr const char* whole_pattern = "[0-9]+";
constexpr const char* fraction_pattern = R"([0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?)";

/// How a value may be written as text, other than as one of some words.
std::vector<std::string> patterns(const ScalarForm& form) {
  if (form.name) return {"[A-Za-z0-9][-A-Za-z0-9_]{0,99}"};
  const std::string sign = form.negative ? "-?" : "";
  const std::string fraction = sign + fraction_pattern;
  std::vector<std::string> all;
  const auto add = [&](bool wanted, const std::string& pattern) {
    if (wanted) all.push_back(pattern);
  };
  add(form.number, form.fraction ? fraction : sign + whole_pattern);
  add(form.zero && !form.number, "0");
  add(form.percent, fraction + "%");
  add(form.basis_points, fraction + "bps");
  add(form.times, R"([0-9]*\.?[0-9]+x)");
  add(form.duration, "[0-9]+[smhd]");
  add(form.multiple, R"([0-9]*\.?[0-9]+[kM])");
  add(form.time, "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z");
  add(form.date, "[0-9]{4}-[0-9]{2}-[0-9]{2}");
  return all;
}

bool is_truth(const ScalarForm& form) {
  return form.words == std::vector<std::string>{"true", "false"};
}

/// A word as YAML reads it: some are numbers or truth values.
Json word(const std::string& text) {
  const Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

void add_scalar(const ScalarForm& form, Json& alternatives) {
  if (form.text) {
    alternatives.push_back({{"type", {"string", "number", "boolean"}}});
    return;
  }
  if (is_truth(form)) {
    alternatives.push_back({{"type", "boolean"}});
  } else if (!form.words.empty()) {
    Json words = Json::array();
    for (const std::string& each : form.words) words.push_back(word(each));
    alternatives.push_back({{"enum", words}});
  }
  const std::vector<std::string> texts = patterns(form);
  if (texts.empty()) return;
  Json schema{{"type", {"string"}}};
  if (form.number || form.name)
    schema["type"].push_back(form.fraction || form.name ? "number" : "integer");
  schema["pattern"] = fmt::format("^({})$", fmt::join(texts, "|"));
  alternatives.push_back(schema);
  if (form.zero && !form.number && !form.name) alternatives.push_back({{"const", 0}});
}

Json schema_of(const Shape& shape);

Json map_of(const Shape& shape) {
  Json schema{{"type", "object"}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const Shape::Key& key : shape.keys()) {
    if (!key.asked) continue;
    if (key.name.find('.') != std::string::npos) {  // one of those that a matrix sets
      schema["patternProperties"][keys_of_matrix] = schema_of(*key.shape);
      continue;
    }
    schema["properties"][key.name] = schema_of(*key.shape);
    if (shape.is_required(key)) required.push_back(key.name);
  }
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

/// Maps that differ by the word under one key.
Json variants_of(const Shape& shape) {
  Json all = Json::array();
  for (const auto& [word_of_it, variant] : shape.variants()) {
    Json schema = map_of(*variant);
    for (const char* key : {"kind", "procedure"}) {
      if (schema["properties"].contains(key)) schema["properties"][key] = {{"const", word_of_it}};
    }
    all.push_back(schema);
  }
  return {{"oneOf", all}};
}

Json schema_of(const Shape& shape) {
  if (shape.is_anything()) return Json::object();
  Json alternatives = Json::array();
  if (shape.scalar()) add_scalar(*shape.scalar(), alternatives);
  if (shape.is_file() && !shape.scalar()) alternatives.push_back({{"type", "string"}});
  if (!shape.variants().empty()) alternatives.push_back(variants_of(shape));
  if (shape.has_keys()) {
    alternatives.push_back(map_of(shape));
  } else if (const Shape* const any = shape.any()) {
    alternatives.push_back({{"type", "object"}, {"additionalProperties", schema_of(*any)}});
  }
  if (shape.item()) {
    alternatives.push_back({{"type", "array"}, {"items", schema_of(*shape.item())}});
  }
  if (alternatives.size() == 1) return alternatives.front();
  return alternatives.empty() ? Json::object() : Json{{"anyOf", alternatives}};
}

}  // namespace

std::string schema_json(const Shape& shape, const std::string& title) {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  schema.update(schema_of(shape));
  return schema.dump(1) + "\n";
}

}  // namespace marginwalk::report
