#include "sim/scenario/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {
namespace {

std::string_view name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::null:
      return "nothing";
    case NodeKind::scalar:
      return "a single value";
    case NodeKind::sequence:
      return "a list";
    case NodeKind::map:
      return "a map of keys";
  }
  return "";
}

/// The user's text, fit for a message, without quotation marks.
std::string bare(std::string_view text) {
  const std::string quoted = shown(text);
  return quoted.substr(1, quoted.size() - 2);
}

/// What may have been meant by an unknown key, or all that might be.
std::string suggested_key(const std::string& key, const std::vector<std::string>& known) {
  if (const auto word = key_without_colon(key, known)) {
    return fmt::format(" (a colon and a space stand behind {}, as in {}: value)", *word, *word);
  }
  const std::string suggestion = did_you_mean(key, known);
  return suggestion.empty() ? fmt::format(" (known here: {})", listed(known)) : suggestion;
}

}  // namespace

void report_kind(const Node& node, std::string_view key, NodeKind expected, Problems& problems) {
  const bool is_lone_item = expected == NodeKind::sequence && node.kind == NodeKind::scalar;
  problems.push_back(
      {node.location,
       fmt::format("{}: {} is given ({} is expected{})", key, name_of(node.kind), name_of(expected),
                   is_lone_item ? ": [" + bare(node.text) + "]" : "")});
}

Fields::Fields(const Node& node, std::string_view name, Problems& problems)
    : node_(node), problems_(problems) {
  if (node.shape) reading_ = node.shape->begin_reading();
  if (node.kind != NodeKind::map) report_kind(node, name, NodeKind::map, problems);
}

const Node* Fields::child(std::string_view key) {
  known_.emplace_back(key);
  if (node_.shape) node_.shape->ask(key);
  return node_.find(key);
}

const Node* Fields::required_child(std::string_view key) {
  const Node* const node = child(key);
  if (node_.shape) node_.shape->require(key, reading_);
  if (!node && node_.kind == NodeKind::map) {
    report(node_.location, fmt::format("{} is missing (it is required here)", key));
  }
  return node;
}

const Node* Fields::child(std::string_view key, NodeKind kind) {
  const Node* const node = child(key);
  if (!node || node->kind == kind) return node;
  report_kind(*node, key, kind, problems_);
  return nullptr;
}

const Node* Fields::required_child(std::string_view key, NodeKind kind) {
  return required_child(key) ? child(key, kind) : nullptr;
}

Location Fields::where(std::string_view key) const {
  const Node* const node = node_.find(key);
  return node ? node->location : node_.location;
}

void Fields::report(const Location& location, std::string message) {
  problems_.push_back({location, std::move(message)});
}

void Fields::finish() {
  std::sort(known_.begin(), known_.end());
  known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  for (const Entry& entry : node_.entries) {
    if (std::binary_search(known_.begin(), known_.end(), entry.key)) continue;
    report(entry.location, "unknown key " + shown(entry.key) + suggested_key(entry.key, known_));
  }
}

}  // namespace marginwalk::scenario
