#pragma once

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// What all policies share: prices, their law, funding, slippage. `underlying` of the market stays
/// empty, as it depends on the contracts that are held.
struct MarketSpec {
  replay::Market market;
  paths::GbmParameters model;
};

/// Reads the key `market`. A model that comes from a file may know more assets than the study.
[[nodiscard]] MarketSpec read_market(const Node& node, bool model_is_file, Problems& problems);

/// The same where only prices must be there.
[[nodiscard]] MarketSpec read_prices(const Node& node, bool model_is_file, Problems& problems);

}  // namespace marginwalk::scenario
