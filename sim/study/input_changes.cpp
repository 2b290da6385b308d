#include "sim/study/input_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/scenario/document.hpp"

namespace marginwalk::study {
namespace {

using scenario::Node;
using scenario::Source;

/// What stands at the keys of a study, in the order in which they are met.
class Values {
 public:
  explicit Values(const std::vector<Source>& sources) {
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const Source& source = sources[i];
      if (source.is_setting) {
        add("--set " + source.name, source.text);
        continue;
      }
      // The study file may be called anything; another name may come several times.
      const int again = seen[source.name]++;
      const std::string prefix =
          i == 0 ? ""
                 : fmt::format("{}{}: ", source.name,
                               again > 0 ? fmt::format(" ({})", again + 1) : std::string());
      if (i == 0 || source.name.ends_with(".yaml")) {
        add(scenario::parse_document(source.text, source.name), prefix, "");
      } else {
        add(prefix + "bytes", size_of(source.text));
      }
    }
  }

  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  [[nodiscard]] std::optional<std::string> at(const std::string& key) const {
    const auto found = values_.find(key);
    return found != values_.end() ? std::optional(found->second) : std::nullopt;
  }

 private:
  void add(const std::string& key, const std::string& value) {
    if (values_.emplace(key, value).second) keys_.push_back(key);
  }

  void add(const Node& node, const std::string& prefix, const std::string& path) {
    const auto inner = [&](std::string_view part) {
      return path.empty() ? std::string(part) : fmt::format("{}.{}", path, part);
    };
    if (node.entries.empty() && node.items.empty()) add(prefix + path, node.text);
    for (const scenario::Entry& entry : node.entries) add(entry.value, prefix, inner(entry.key));
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      add(node.items[i], prefix, inner(std::to_string(i)));
    }
  }

  /// Texts of one size that differ are told apart by a sum of their bytes (FNV-1a).
  static std::string size_of(const std::string& text) {
    std::uint64_t sum = 14'695'981'039'346'656'037U;
    for (const char byte : text) {
      sum = (sum ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U;
    }
    return fmt::format("{} (sum {:016x})", text.size(), sum);
  }

  std::vector<std::string> keys_;
  std::map<std::string, std::string> values_;
};

}  // namespace

std::vector<InputChange> input_changes(const std::vector<Source>& before,
                                       const std::vector<Source>& after) {
  const Values old_values(before);
  const Values new_values(after);
  std::vector<InputChange> changes;
  for (const std::string& key : old_values.keys()) {
    if (old_values.at(key) != new_values.at(key)) {
      changes.push_back({key, old_values.at(key), new_values.at(key)});
    }
  }
  for (const std::string& key : new_values.keys()) {
    if (!old_values.at(key)) changes.push_back({key, {}, new_values.at(key)});
  }
  return changes;
}

}  // namespace marginwalk::study
