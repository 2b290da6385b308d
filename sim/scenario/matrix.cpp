#include "sim/scenario/matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

const std::vector<std::string> roots{"market", "venue", "account", "start", "horizon", "step"};

std::string_view first_part(std::string_view key) { return key.substr(0, key.find('.')); }

/// The last part of a key that is no number of an item.
std::string_view last_word(std::string_view key) {
  std::string_view part = key.substr(key.rfind('.') + 1);
  while (part.size() < key.size() && part.find_first_not_of("0123456789") == part.npos) {
    key.remove_suffix(part.size() + 1);
    part = key.substr(key.rfind('.') + 1);
  }
  return part;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What of a text can be part of a file's name.
std::string plain(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.') kept += c;
  }
  return kept;
}

/// How a value shows in names.
std::string name_of(std::string_view key, std::string_view text) {
  const std::filesystem::path path(text);
  const bool is_file = path.extension() == ".yaml" || path.extension() == ".csv";
  const std::string name = plain(is_file ? path.stem().string() : std::string(text));
  const bool stands_alone = is_file || (!name.empty() && is_letter(name.front()));
  return stands_alone ? name : plain(last_word(key)) + name;
}

/// Reads a matrix part by part.
class Reader {
 public:
  Matrix read(const Node& node) {
    Fields fields(node, "matrix", problems_);
    const Node* const axes = fields.child("axes", NodeKind::map);
    const Node* const include = fields.child("include", NodeKind::sequence);
    const Node* const exclude = fields.child("exclude", NodeKind::sequence);
    fields.finish();
    if (!axes && !include) fields.report(node.location, "matrix: neither axes nor include");
    if (axes) read_axes(*axes);
    throw_if_any(problems_);  // else rules would be told that they find nothing
    for (const Node& rule : exclude ? exclude->items : std::vector<Node>()) leave_out(rule);
    for (const Node& item : include ? include->items : std::vector<Node>()) add(item);
    throw_if_any(problems_);
    if (matrix_.combinations.empty()) {
      throw InputError({{node.location, "matrix: nothing is left of it"}});
    }
    for (Combination& each : matrix_.combinations) finish(each);
    throw_if_any(problems_);
    return std::move(matrix_);
  }

 private:
  void report(const Location& location, std::string message) {
    problems_.push_back({location, std::move(message)});
  }

  bool may_stand(const Entry& entry) {
    if (may_be_axis(entry.key)) return true;
    report(
        entry.location,
        fmt::format("matrix: {} is no key that it can set (it sets what is in {}; the rest is "
                    "the same for all cells){}",
                    shown(entry.key), listed(roots), did_you_mean(first_part(entry.key), roots)));
    return false;
  }

  void note_key(const std::string& key) {
    const bool known =
        std::find(matrix_.keys.begin(), matrix_.keys.end(), key) != matrix_.keys.end();
    if (!known) matrix_.keys.push_back(key);
  }

  AxisValue named_value(const Entry& axis, const Entry& named) {
    const Parsed<std::string> name = parse_name(named.key);
    if (const auto* rejection = std::get_if<Rejection>(&name)) {
      report(named.location, fmt::format("{}: {}", axis.key, rejection->reason));
    }
    return {axis.key, named.location, named.key, named.key, named.value};
  }

  AxisValue plain_value(const Entry& entry, const Node& value) {
    if (value.kind != NodeKind::scalar) {
      report(value.location, fmt::format("{}: a value of the matrix that is no single one needs a "
                                         "name (write the axis as a map from names to values)",
                                         entry.key));
    }
    return {entry.key, entry.location, value.text, name_of(entry.key, value.text), value};
  }

  std::vector<AxisValue> values_of(const Entry& axis) {
    std::vector<AxisValue> values;
    for (const Node& item : axis.value.items) values.push_back(plain_value(axis, item));
    for (const Entry& named : axis.value.entries) values.push_back(named_value(axis, named));
    if (values.empty()) {
      report(axis.location, fmt::format("matrix: {} has no values (a list of them, or a map from "
                                        "names to values, is expected)",
                                        shown(axis.key)));
    }
    std::set<std::string> names;
    for (const AxisValue& each : values) {
      if (names.insert(each.name).second) continue;
      report(each.value.location,
             fmt::format("matrix: two values of {} are called {}, so that two cells would be the "
                         "same or have one name (write the axis as a map from names to values)",
                         axis.key, shown(each.name)));
    }
    return values;
  }

  void read_axes(const Node& axes) {
    std::vector<Combination> product{{{}, axes.location, {}}};
    std::vector<std::string> sizes;
    for (const Entry& axis : axes.entries) {
      if (!may_stand(axis)) continue;
      note_key(axis.key);
      const std::vector<AxisValue> values = values_of(axis);
      sizes.push_back(fmt::format("{} of {}", values.size(), axis.key));
      std::vector<Combination> crossed;
      for (const Combination& each : product) {
        for (const AxisValue& value : values) {
          if (crossed.size() > most_cells) break;
          crossed.push_back(each);
          crossed.back().values.push_back(value);
        }
      }
      product = std::move(crossed);
    }
    if (product.size() > most_cells) {
      report(axes.location,
             fmt::format("matrix: more than {} cells ({})", most_cells, listed(sizes)));
      product.resize(1);
    }
    if (axes.entries.empty()) report(axes.location, "matrix: axes is empty");
    matrix_.combinations = std::move(product);
  }

  /// Drops every combination that a rule is like; of one that it is like but for its policies, only
  /// those.
  void leave_out(const Node& rule) {
    if (rule.kind != NodeKind::map || rule.entries.empty()) {
      return report(rule.location, "exclude: a map of keys is expected, as in {horizon: 90d}");
    }
    Node policies = rule;
    std::vector<Entry> wanted;
    std::erase_if(policies.entries, [&](const Entry& entry) {
      const bool is_axis =
          std::find(matrix_.keys.begin(), matrix_.keys.end(), entry.key) != matrix_.keys.end();
      if (is_axis) wanted.push_back(entry);
      return is_axis;
    });
    const auto matches = [&](const Combination& each) {
      return std::all_of(wanted.begin(), wanted.end(), [&](const Entry& entry) {
        return std::any_of(each.values.begin(), each.values.end(), [&](const AxisValue& value) {
          return value.key == entry.key && value.text == entry.value.text;
        });
      });
    };
    if (std::none_of(matrix_.combinations.begin(), matrix_.combinations.end(), matches)) {
      return report(rule.location, "exclude: nothing in the matrix is like this");
    }
    if (policies.entries.empty()) {
      std::erase_if(matrix_.combinations, matches);
    } else {
      for (Combination& each : matrix_.combinations) {
        if (matches(each)) each.excluded.push_back(policies);
      }
    }
  }

  void add(const Node& item) {
    Combination combination{{}, item.location, {}};
    if (item.kind != NodeKind::map) report_kind(item, "include", NodeKind::map, problems_);
    for (const Entry& entry : item.entries) {
      if (entry.key == "name") {
        combination.name =
            parse_scalar(entry.value, "name", parse_name, problems_).value_or(std::string());
      } else if (may_stand(entry)) {
        note_key(entry.key);
        combination.values.push_back(entry.value.kind == NodeKind::scalar ||
                                             combination.name.empty()
                                         ? plain_value(entry, entry.value)
                                         : AxisValue{entry.key, entry.location, combination.name,
                                                     combination.name, entry.value});
      }
    }
    if (combination.values.empty()) report(item.location, "include: sets nothing");
    matrix_.combinations.push_back(std::move(combination));
  }

  /// Gives it its name, which no other may have, and puts outer keys before inner ones.
  void finish(Combination& combination) {
    if (combination.name.empty()) {
      std::vector<std::string> names;
      for (const AxisValue& each : combination.values) names.push_back(each.name);
      combination.name = fmt::format("{}", fmt::join(names, "-"));
    }
    if (!names_.insert(combination.name).second) {
      report(combination.location,
             fmt::format("matrix: two markets are called {} (give one a name)",
                         shown(combination.name)));
    }
    const auto depth = [](const AxisValue& value) {
      return std::count(value.key.begin(), value.key.end(), '.');
    };
    std::stable_sort(combination.values.begin(), combination.values.end(),
                     [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
  }

  Matrix matrix_;
  Problems problems_;
  std::set<std::string> names_;
};

}  // namespace

bool may_be_axis(std::string_view key) {
  return std::find(roots.begin(), roots.end(), first_part(key)) != roots.end();
}

Matrix read_matrix(const Node& node) { return Reader().read(node); }

}  // namespace marginwalk::scenario
