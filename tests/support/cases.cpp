#include "tests/support/cases.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>

namespace marginwalk::test {
namespace {

using nlohmann::json;

json scalar(const YAML::Node& node) {
  const std::string text = node.Scalar();
  if (node.Tag() == "!") return text;  // in quotation marks
  if (text == "null") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  const json number = json::parse(text, nullptr, false);
  return number.is_number() ? number : json(text);
}

json converted(const YAML::Node& node) {
  if (node.IsNull()) return nullptr;
  if (node.IsScalar()) return scalar(node);
  json result = node.IsMap() ? json::object() : json::array();
  for (const auto& item : node) {
    if (node.IsMap()) {
      result[item.first.as<std::string>()] = converted(item.second);
    } else {
      result.push_back(converted(item));
    }
  }
  return result;
}

Case case_of(const json& value, const std::string& venue) {
  const json& tolerance = value.at("tolerance");
  return {value.at("id"),
          venue,
          value.at("kind"),
          value.at("mode"),
          value.at("inputs"),
          value.at("expected"),
          tolerance.value("abs", 0.0),
          tolerance.value("rel", 0.0)};
}

}  // namespace

std::vector<Case> read_table(const std::filesystem::path& file) {
  const json table = converted(YAML::LoadFile(file.string()));
  std::vector<Case> cases;
  for (const json& each : table.at("cases")) cases.push_back(case_of(each, table.at("venue")));
  return cases;
}

std::vector<Case> read_json(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  const json whole = json::parse(stream);
  std::vector<Case> cases;
  for (const json& each : whole.is_array() ? whole : whole.at("cases")) {
    cases.push_back(case_of(each, each.at("venue")));
  }
  return cases;
}

std::vector<Case> all_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(MARGINWALK_SOURCE_DIR "/tests/core/cases")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const auto& file : files) {
    const std::vector<Case> table = read_table(file);
    cases.insert(cases.end(), table.begin(), table.end());
  }
  return cases;
}

double number_of(const json& value) {
  return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

const json& Inputs::value(const std::string& key) {
  used_.insert(key);
  if (!values_->contains(key)) throw NotApplicable("no input " + key);
  return (*values_)[key];
}

double Inputs::number(const std::string& key) {
  const json& found = value(key);
  if (found.is_null()) throw NotApplicable("no value for " + key);
  return number_of(found);
}

double Inputs::number(const std::string& key, double fallback) {
  used_.insert(key);
  return has(key) ? number(key) : fallback;
}

std::string Inputs::text(const std::string& key) { return value(key).get<std::string>(); }

void Inputs::finish() const {
  for (const auto& [key, value] : values_->items()) {
    if (!used_.contains(key)) throw NotApplicable("nothing here knows the input " + key);
  }
}

}  // namespace marginwalk::test
