#include "sim/scenario/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

/// No deeper than a document may be.
constexpr std::ptrdiff_t most_parts = 64;

/// Settings have no lines: everything in them lies at the setting.
void move_to(Node& node, const Location& location) {
  node.location = location;
  for (Node& item : node.items) move_to(item, location);
  for (Entry& entry : node.entries) {
    entry.location = location;
    move_to(entry.value, location);
  }
}

Node parse_value(std::string_view text, const Location& location) {
  if (text.find_first_not_of(' ') == std::string_view::npos) {
    return Node{location, NodeKind::null, {}, false, {}, {}};
  }
  try {
    Node value = parse_document(text, location.file);
    move_to(value, location);
    return value;
  } catch (const InputError& error) {
    throw InputError({{location, error.problems().front().message}});
  }
}

Node& item(Node& sequence, std::string_view part, const Location& location) {
  std::size_t index = 0;
  const char* const end = part.data() + part.size();
  const auto [stop, error] = std::from_chars(part.data(), end, index);
  if (error == std::errc() && stop == end && index < sequence.items.size()) {
    return sequence.items[index];
  }
  throw InputError({{location, fmt::format("{} is no item of the list (0 to {})", shown(part),
                                           std::ptrdiff_t(sequence.items.size()) - 1)}});
}

/// The child of a node that a part of the key names; made if it is missing.
Node& child(Node& node, std::string_view part, std::string_view parent, const Location& location) {
  if (part.empty()) throw InputError({{location, "a key with an empty part"}});
  if (node.kind == NodeKind::sequence) return item(node, part, location);
  if (node.kind == NodeKind::scalar) {
    throw InputError(
        {{location, fmt::format("{} has no keys (it is the value {})", parent, shown(node.text))}});
  }
  node.kind = NodeKind::map;
  if (Node* const found = node.find(part)) return *found;
  node.entries.push_back({std::string(part), location, {}});
  Node& made = node.entries.back().value;
  made.location = location;
  return made;
}

}  // namespace

void apply(const Setting& setting, Node& root) {
  const Location location{fmt::format("--set {}", setting.key), 0, 0};
  apply(setting.key, parse_value(setting.value, location), location, root);
}

void apply(std::string_view key, Node value, const Location& location, Node& root) {
  if (std::count(key.begin(), key.end(), '.') >= most_parts) {
    throw InputError({{location, fmt::format("a key with more than {} parts", most_parts)}});
  }
  Node* node = &root;
  for (std::size_t from = 0; from <= key.size();) {
    const std::size_t to = std::min(key.find('.', from), key.size());
    const std::string_view parent = key.substr(0, from == 0 ? 0 : from - 1);
    node = &child(*node, key.substr(from, to - from), parent, location);
    from = to + 1;
  }
  *node = std::move(value);
}

}  // namespace marginwalk::scenario
