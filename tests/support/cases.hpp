#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace marginwalk::test {

/// What a venue, or somebody who knows it, says that it does with some numbers.
struct Case {
  std::string id;
  std::string venue;
  std::string kind;
  std::string mode;  ///< cross, isolated, isolated|cross, cross+isolated, any
  nlohmann::json inputs;
  nlohmann::json expected;
  double absolute = 0;
  double relative = 0;
};

inline void PrintTo(const Case& each, std::ostream* out) { *out << each.venue; }

/// Reads a table of this project (YAML: a venue and its cases).
[[nodiscard]] std::vector<Case> read_table(const std::filesystem::path& file);

/// Reads a JSON file: {"cases": [...]} or the bare list, each with its venue.
[[nodiscard]] std::vector<Case> read_json(const std::filesystem::path& file);

/// All tables in tests/core/cases.
[[nodiscard]] std::vector<Case> all_cases();

/// Thrown where a case asks for a rule or states an input that nothing here knows.
struct NotApplicable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Inputs that remember which of them were asked for, so that none is passed over in silence.
class Inputs {
 public:
  explicit Inputs(const nlohmann::json& values) : values_(&values) {}

  /// A number; also one that is written as text because it exceeds 2^53.
  [[nodiscard]] double number(const std::string& key);
  [[nodiscard]] double number(const std::string& key, double fallback);
  [[nodiscard]] std::string text(const std::string& key);
  [[nodiscard]] bool has(const std::string& key) const {
    return values_->contains(key) && !(*values_)[key].is_null();
  }
  [[nodiscard]] const nlohmann::json& value(const std::string& key);

  /// 1 for a long, -1 for a short.
  [[nodiscard]] double side() { return text("side") == "long" ? 1 : -1; }

  /// Inputs that the answer does not depend on.
  void ignore(const std::set<std::string>& keys) { used_.insert(keys.begin(), keys.end()); }

  /// Throws NotApplicable if something was not asked for.
  void finish() const;

 private:
  const nlohmann::json* values_;
  std::set<std::string> used_;
};

[[nodiscard]] double number_of(const nlohmann::json& value);

}  // namespace marginwalk::test
