#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/document_text.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

enum class NodeKind { null, scalar, sequence, map };

struct Entry;
class Shape;

/// A YAML value that knows where it was written. Scalars are text: what they mean is decided by who
/// reads them, so YAML's own guesses (`no`, `on`, `1:30`) never become values.
struct Node {
  Location location;
  NodeKind kind = NodeKind::null;
  std::string text;            ///< of a scalar
  bool quoted = false;         ///< a scalar in quotation marks or a text block
  std::vector<Node> items;     ///< of a sequence
  std::vector<Entry> entries;  ///< of a map, in the order of the file, keys unique
  Shape* shape = nullptr;      ///< where it is written down what readers ask for here

  /// The value of a key; null where this is no map or has no such key.
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
};

/// One line of a map.
struct Entry {
  std::string key;
  Location location;  ///< of the key
  Node value;
};

/// One YAML document. Throws InputError where the text is not UTF-8, is indented by tabs, is empty,
/// above 1 MB, nested deeper than 64 or has more than 100,000 values; and for what a study does not
/// need: several documents, anchors, aliases, tags, keys that are not text, keys given twice.
[[nodiscard]] Node parse_document(std::string_view text, const std::string& file_name);

/// The bytes of a file, at most one more than a number: unless told otherwise, than a document may
/// have. Throws InputError.
[[nodiscard]] std::string read_text(const std::filesystem::path& path,
                                    std::size_t most = largest_document);

/// parse_document of a file.
[[nodiscard]] Node read_document(const std::filesystem::path& path);

}  // namespace marginwalk::scenario
