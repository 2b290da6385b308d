#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/scenario/parsed.hpp"

namespace marginwalk::scenario {

struct Node;

/// Which texts a parser of scalars takes.
struct ScalarForm {
  bool number = false;    ///< 0.5
  bool fraction = false;  ///< with a number: not only whole ones
  bool negative = false;
  bool zero = false;  ///< a bare 0
  bool percent = false, basis_points = false, times = false, duration = false, multiple = false;
  bool time = false, date = false, name = false, text = false;
  std::vector<std::string> words;  ///< one of these
};

/// What the readers of study files ask for at one place of them. A reader does not know of it:
/// where the node that it reads has a shape, Fields and parse_scalar write down what is asked. So
/// what a file may hold is said once, by who reads it.
class Shape {
 public:
  struct Key {
    std::string name;
    std::unique_ptr<Shape> shape;
    bool asked = false;               ///< by a reader that knows it by name
    std::uint64_t required = 0;       ///< how often it had to be there
    std::uint64_t last_required = 0;  ///< the reading that asked so last
  };

  // What readers write down.

  /// Its keys are going to be asked for by name: the number of this reading.
  std::uint64_t begin_reading() { return ++readings_; }
  Shape& ask(std::string_view key);
  void require(std::string_view key, std::uint64_t reading);
  /// Tries a parser on texts of every form.
  using Parser = std::function<std::optional<Rejection>(std::string_view)>;
  void note_scalar(const Parser& parser);

  /// A list of scalars.
  void note_items(const Parser& parser);

  /// One value for all assets, or a map by asset.
  void note_by_asset(const Parser& parser);

  /// The path of a file may stand here.
  void note_file() { file_ = true; }

  /// Whatever may stand at other places of a file may stand here.
  void note_anything() { anything_ = true; }

  // What is known of the place then.

  [[nodiscard]] const std::optional<ScalarForm>& scalar() const { return scalar_; }
  [[nodiscard]] bool is_file() const { return file_; }
  [[nodiscard]] bool is_anything() const { return anything_; }
  [[nodiscard]] const Shape* item() const { return item_.get(); }

  /// Whether a map has fixed keys, those that were asked for.
  [[nodiscard]] bool has_keys() const { return readings_ > 0; }
  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] bool is_required(const Key& key) const { return key.required == readings_; }

  /// The value under any key of a map whose keys are names; null for others.
  [[nodiscard]] const Shape* any() const;

  /// Shapes by the word that decides which other keys there are.
  [[nodiscard]] const std::map<std::string, std::unique_ptr<Shape>>& variants() const {
    return variants_;
  }

  [[nodiscard]] const Shape* find(std::string_view key) const;
  [[nodiscard]] Shape* find(std::string_view key);
  [[nodiscard]] Shape& only_item() { return *item_; }

  /// Lays this shape and those below it under a node that is going to be read.
  void attach(Node& node);

  /// Places that were asked for and not read, as `market.model.jumps`: no file led there.
  [[nodiscard]] std::vector<std::string> unknown(const std::string& path = "") const;

 private:
  Key& key(std::string_view name);

  std::optional<ScalarForm> scalar_;
  bool file_ = false;
  bool anything_ = false;
  std::uint64_t readings_ = 0;
  std::vector<Key> keys_;  ///< of the files that were read, and those that were asked for
  std::unique_ptr<Shape> item_;
  std::unique_ptr<Shape> by_asset_;
  std::map<std::string, std::unique_ptr<Shape>> variants_;
};

}  // namespace marginwalk::scenario
