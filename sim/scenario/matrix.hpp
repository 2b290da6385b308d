#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// A value that a matrix puts at a key of the file.
struct AxisValue {
  std::string key;    ///< a dotted path
  Location location;  ///< of the key
  std::string text;   ///< how it is chosen: its name, where it has one, or as it is written
  std::string name;   ///< how it shows in the names of cells
  Node value;
};

/// One market of a matrix: what it sets, outer keys before inner ones.
struct Combination {
  std::string name;
  Location location;
  std::vector<AxisValue> values;
  std::vector<Node>
      excluded{};  ///< which of its cells are left out, as maps of their policies' keys
};

struct Matrix {
  std::vector<std::string> keys;  ///< in the order of the file
  std::vector<Combination> combinations;
};

/// Reads the key `matrix`: the product of its `axes`, without what an item of `exclude` is like,
/// then what is listed in `include`. An axis is a list of values, or a map from names to values; a
/// value is called after the name, the file or the word that it is, or after its key and number:
/// `horizon7d`. Throws InputError.
[[nodiscard]] Matrix read_matrix(const Node& node);

/// Whether a key is one that a matrix may set: what a cell runs in, not what cells share.
[[nodiscard]] bool may_be_axis(std::string_view key);

}  // namespace marginwalk::scenario
