#include "sim/scenario/document.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include "sim/scenario/document_builder.hpp"
#include "sim/scenario/document_text.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Node* Node::find(std::string_view key) {
  // Safe: this node is not const, so neither are its entries.
  return const_cast<Node*>(std::as_const(*this).find(key));
}

Node parse_document(std::string_view text, const std::string& file_name) {
  if (const auto problem = find_text_problem(text, file_name)) throw InputError({*problem});
  Node root = build_document(text, file_name);
  if (root.kind == NodeKind::null) throw InputError({{{file_name, 1, 1}, "the file is empty"}});
  return root;
}

std::string read_text(const std::filesystem::path& path, std::size_t most) {
  const Location location{path.string(), 1, 1};
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) throw InputError({{location, "no such file"}});
  if (std::filesystem::is_directory(path, ignored)) {
    throw InputError({{location, "a folder (a file is expected)"}});
  }
  std::ifstream file(path, std::ios::binary);
  std::string text;
  while (file && text.size() <= most) {
    const std::size_t before = text.size();
    text.resize(before + std::min(largest_document, most + 1 - before));
    file.read(&text[before], static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad() || !file.is_open()) throw InputError({{location, "the file cannot be read"}});
  return text;
}

Node read_document(const std::filesystem::path& path) {
  return parse_document(read_text(path), path.string());
}

}  // namespace marginwalk::scenario
