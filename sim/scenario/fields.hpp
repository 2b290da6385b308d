#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/parsed.hpp"
#include "sim/scenario/shape.hpp"

namespace marginwalk::scenario {

/// What a parser of scalars gives when it succeeds.
template <class Parse>
using ValueOf = std::variant_alternative_t<0, std::invoke_result_t<Parse, std::string_view>>;

/// Reports that a node of this kind stands where another is expected.
void report_kind(const Node& node, std::string_view key, NodeKind expected, Problems& problems);

/// A parser for Shape, which wants to know what is refused.
template <class Parse>
Shape::Parser shape_parser(Parse& parse) {
  return [&parse](std::string_view text) -> std::optional<Rejection> {
    const auto parsed = parse(text);
    const auto* const rejection = std::get_if<Rejection>(&parsed);
    return rejection ? std::optional(*rejection) : std::nullopt;
  };
}

/// The value of a scalar node; nothing, and a problem, where it is none or does not parse.
template <class Parse>
std::optional<ValueOf<Parse>> parse_scalar(const Node& node, std::string_view key, Parse parse,
                                           Problems& problems) {
  if (node.shape) node.shape->note_scalar(shape_parser(parse));
  if (node.kind != NodeKind::scalar) {
    report_kind(node, key, NodeKind::scalar, problems);
    return std::nullopt;
  }
  auto parsed = parse(std::string_view(node.text));
  if (const auto* rejection = std::get_if<Rejection>(&parsed)) {
    problems.push_back({node.location, std::string(key) + ": " + rejection->reason});
    return std::nullopt;
  }
  return std::get<0>(std::move(parsed));
}

/// Reads the keys of a map, one declaration a key, and collects what is wrong with them. What is
/// missing or wrong reads as a default value: look at the problems before using it.
class Fields {
 public:
  /// Opens a map; `name` is what messages call it.
  Fields(const Node& node, std::string_view name, Problems& problems);

  /// A scalar that must be there.
  template <class Parse>
  ValueOf<Parse> required(std::string_view key, Parse parse) {
    const Node* const node = required_child(key);
    note_scalar(key, parse);
    return node ? parse_scalar(*node, key, parse, problems_).value_or(ValueOf<Parse>{})
                : ValueOf<Parse>{};
  }

  /// A scalar that may be there.
  template <class Parse>
  std::optional<ValueOf<Parse>> optional(std::string_view key, Parse parse) {
    const Node* const node = child(key);
    note_scalar(key, parse);
    return node ? parse_scalar(*node, key, parse, problems_) : std::nullopt;
  }

  /// A scalar that has a default.
  template <class Parse>
  ValueOf<Parse> optional(std::string_view key, Parse parse, ValueOf<Parse> fallback) {
    return optional(key, parse).value_or(std::move(fallback));
  }

  /// The scalars of a sequence that may be there but not be empty.
  template <class Parse>
  std::vector<ValueOf<Parse>> list(std::string_view key, Parse parse) {
    std::vector<ValueOf<Parse>> values;
    const Node* const node = child(key, NodeKind::sequence);
    if (node_.shape) node_.shape->ask(key).note_items(shape_parser(parse));
    if (!node) return values;
    if (node->items.empty()) report(node->location, std::string(key) + " is empty");
    for (const Node& item : node->items) {
      if (auto value = parse_scalar(item, key, parse, problems_)) {
        values.push_back(*std::move(value));
      }
    }
    return values;
  }

  /// The node of a key, of any kind; null if it is not there.
  const Node* child(std::string_view key);
  const Node* required_child(std::string_view key);

  /// The node of a key if it has the kind, which is a problem if it has not.
  const Node* child(std::string_view key, NodeKind kind);
  const Node* required_child(std::string_view key, NodeKind kind);

  /// Where the value of a key stands; the map if it is not there.
  [[nodiscard]] Location where(std::string_view key) const;

  void report(const Location& location, std::string message);

  /// Reports every key that nobody asked for.
  void finish();

 private:
  template <class Parse>
  void note_scalar(std::string_view key, Parse& parse) {
    if (node_.shape) node_.shape->ask(key).note_scalar(shape_parser(parse));
  }

  const Node& node_;
  std::uint64_t reading_ = 0;  ///< its number for the shape
  Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace marginwalk::scenario
