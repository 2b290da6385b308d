#include "sim/scenario/document_builder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "sim/scenario/document_text.hpp"
#include "sim/scenario/enclosures.hpp"
#include "sim/scenario/grammar_mistake.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::size_t greatest_depth = 64;
constexpr std::size_t longest_key = 100;

/// Whether a key may stand in messages as it is: escapes could put control characters into it.
bool is_printable(const std::string& key) {
  return key.size() <= longest_key && std::none_of(key.begin(), key.end(), [](char byte) {
           return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
         });
}

/// Builds nodes from the events of yaml-cpp's parser, whose own nodes forget files and hide
/// duplicate keys.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::string file_name) : file_name_(std::move(file_name)) {}

  [[nodiscard]] Node take_root() { return std::move(root_); }
  [[nodiscard]] const Location& last_scalar() const { return last_scalar_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) fail(mark, "a second document starts here (a file holds one)");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(Node{place(mark), NodeKind::null, {}, false, {}, {}});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    fail(mark, "an alias (anchors and aliases are not supported; write the value out)");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    last_scalar_ = place(mark);
    add(Node{place(mark), NodeKind::scalar, value, tag == "!", {}, {}});
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(NodeKind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(NodeKind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A sequence or map that is not closed yet.
  struct Frame {
    Node node;
    std::optional<Entry> pending;  ///< a key that waits for its value
    std::set<std::string> keys;
  };

  [[nodiscard]] Location place(const YAML::Mark& mark) const {
    return {file_name_, mark.line + 1, mark.column + 1};
  }

  [[noreturn]] void fail(const YAML::Mark& mark, const std::string& message) const {
    throw InputError({{place(mark), message}});
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0) fail(mark, "an anchor (anchors and aliases are not supported)");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    // yaml-cpp gives "?" to what is plain and "!" to what is quoted.
    if (tag.empty() || tag == "?" || tag == "!") return;
    fail(mark, fmt::format("a tag, {} (tags are not supported)", shown(tag)));
  }

  void open(NodeKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (expects_key()) fail(mark, "a key that is not plain text");
    if (open_.size() == greatest_depth) {
      fail(mark, fmt::format("nested too deeply (at most {} levels)", greatest_depth));
    }
    open_.push_back({Node{place(mark), kind, {}, false, {}, {}}, std::nullopt, {}});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == NodeKind::map && !open_.back().pending;
  }

  void add(Node node) {
    if (++nodes_ > most_values) {
      throw InputError({{node.location, fmt::format("more than {} values", most_values)}});
    }
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (expects_key()) {
      add_key(std::move(node));
    } else if (Frame& frame = open_.back(); frame.node.kind == NodeKind::sequence) {
      frame.node.items.push_back(std::move(node));
    } else {
      // A missing value has no place of its own: its key is where the user must look.
      if (node.kind == NodeKind::null) node.location = frame.pending->location;
      frame.pending->value = std::move(node);
      frame.node.entries.push_back(*std::exchange(frame.pending, std::nullopt));
    }
  }

  void add_key(Node key) {
    Frame& frame = open_.back();
    if (key.kind != NodeKind::scalar) {
      throw InputError({{key.location, "a key that is not plain text"}});
    }
    if (!is_printable(key.text)) {
      throw InputError({{key.location,
                         fmt::format("the key {} is too long or not printable", shown(key.text))}});
    }
    if (!frame.keys.insert(key.text).second) {
      throw InputError({{key.location, fmt::format("the key {} is given twice", shown(key.text))}});
    }
    frame.pending = Entry{std::move(key.text), std::move(key.location), {}};
  }

  std::string file_name_;
  Node root_;
  Location last_scalar_;
  std::vector<Frame> open_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

}  // namespace

Node build_document(std::string_view text, const std::string& file_name) {
  std::istringstream stream{std::string(text)};
  Builder builder(file_name);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    // yaml-cpp lets a quote that is not closed take in all that follows.
    const Location& last = builder.last_scalar();
    const auto problem = find_enclosure_problem(text, last);
    if (problem && text_of(problem->location) == text_of(last)) throw InputError({*problem});
  } catch (const InputError& error) {
    const Location& stopped = error.problems().front().location;
    if (const auto problem = find_enclosure_problem(text, stopped)) throw InputError({*problem});
    throw;
  } catch (const YAML::Exception& error) {
    const Location location{file_name, error.mark.line + 1, error.mark.column + 1};
    throw InputError({grammar_mistake(text, location, error.msg)});
  }
  return builder.take_root();
}

}  // namespace marginwalk::scenario
