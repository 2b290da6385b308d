#include "sim/scenario/shape.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {
namespace {

/// Keys whose word decides which other keys a map has.
constexpr std::array deciding{"kind", "procedure"};

const Node* deciding_word(const Node& node) {
  for (const char* const key : deciding) {
    const Node* const word = node.find(key);
    if (word && word->kind == NodeKind::scalar) return word;
  }
  return nullptr;
}

}  // namespace

Shape::Key& Shape::key(std::string_view name) {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& each) { return each.name == name; });
  if (found != keys_.end()) return *found;
  return keys_.emplace_back(Key{std::string(name), std::make_unique<Shape>()});
}

Shape& Shape::ask(std::string_view name) {
  Key& asked = key(name);
  asked.asked = true;
  return *asked.shape;
}

void Shape::require(std::string_view name, std::uint64_t reading) {
  Key& required = key(name);
  if (required.last_required == reading) return;
  required.last_required = reading;
  ++required.required;
}

void Shape::note_scalar(const Parser& parser) {
  const auto takes = [&](std::initializer_list<const char*> texts) {
    return std::any_of(texts.begin(), texts.end(), [&](const char* text) { return !parser(text); });
  };
  if (!scalar_) scalar_.emplace();
  ScalarForm& form = *scalar_;
  form.text |= takes({"any text, at all!"});
  if (form.text) return;
  form.fraction |= takes({"0.5", "1.5", "0.001", "1e-9"});
  form.number |= form.fraction || takes({"1", "7", "1000", "1000000"});
  form.negative |= takes({"-0.5", "-7", "-1%"});
  form.zero |= takes({"0"});
  form.percent |= takes({"0.01%", "1%", "60%", "100%"});
  form.basis_points |= takes({"1bps", "10bps"});
  form.times |= takes({"2x", "1.5x"});
  form.duration |= takes({"90s", "1m", "1h", "8h", "1d", "30d"});
  form.multiple |= takes({"100k", "1M"});
  form.time |= takes({"2026-01-01T00:00Z"});
  form.date |= takes({"2026-01-01"});
  form.name |= takes({"my-account"});
  const std::optional<Rejection> rejection = parser("no such word");
  for (const std::string& word : rejection ? rejection->words : std::vector<std::string>()) {
    if (std::find(form.words.begin(), form.words.end(), word) == form.words.end()) {
      form.words.push_back(word);
    }
  }
}

void Shape::note_items(const Parser& parser) {
  if (!item_) item_ = std::make_unique<Shape>();
  item_->note_scalar(parser);
}

void Shape::note_by_asset(const Parser& parser) {
  note_scalar(parser);
  if (!by_asset_) by_asset_ = std::make_unique<Shape>();
  by_asset_->note_scalar(parser);
}

const Shape* Shape::any() const {
  if (by_asset_) return by_asset_.get();
  return has_keys() || keys_.empty() ? nullptr : keys_.front().shape.get();
}

const Shape* Shape::find(std::string_view name) const {
  for (const Key& each : keys_) {
    if (each.name == name) return each.shape.get();
  }
  return nullptr;
}

Shape* Shape::find(std::string_view name) {
  for (const Key& each : keys_) {
    if (each.name == name) return each.shape.get();
  }
  return nullptr;
}

void Shape::attach(Node& node) {
  if (const Node* const word = deciding_word(node); word && !word->text.empty()) {
    std::unique_ptr<Shape>& variant = variants_[word->text];
    if (!variant) variant = std::make_unique<Shape>();
    node.shape = variant.get();
  } else {
    node.shape = this;
  }
  for (Entry& entry : node.entries) node.shape->key(entry.key).shape->attach(entry.value);
  if (!node.items.empty() && !item_) item_ = std::make_unique<Shape>();
  for (Node& item : node.items) item_->attach(item);
}

std::vector<std::string> Shape::unknown(const std::string& path) const {
  if (anything_) return {};
  std::vector<std::string> places;
  const auto add = [&](const Shape& shape, const std::string& at) {
    const std::vector<std::string> found = shape.unknown(at);
    places.insert(places.end(), found.begin(), found.end());
  };
  for (const auto& [word, variant] : variants_) add(*variant, path + "(" + word + ")");
  if (const Shape* const value = any()) add(*value, path + ".*");
  for (const Key& each : keys_) {
    if (!each.asked) continue;
    add(*each.shape, path.empty() ? each.name : path + "." + each.name);
  }
  if (item_) add(*item_, path + "[]");
  const bool known =
      scalar_ || file_ || item_ || by_asset_ || has_keys() || !keys_.empty() || !variants_.empty();
  if (!known) places.push_back(path);
  return places;
}

}  // namespace marginwalk::scenario
