#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// A value, written as YAML, that the command line puts at a dotted key of a file:
/// `--set market.model.volatility.BTC=80%`. Items of sequences count from 0, as in
/// account.positions.0.leverage. `--paths N` and `--seed S` are the settings paths=N and seed=S.
struct Setting {
  std::string key;
  std::string value;
};

/// Puts a setting into a document. Maps that are missing on the way are made. What is put is
/// located at `--set KEY`. Throws InputError.
void apply(const Setting& setting, Node& root);

/// The same of a value that has been read; what is made on the way is located where the key stands.
void apply(std::string_view key, Node value, const Location& location, Node& root);

}  // namespace marginwalk::scenario
