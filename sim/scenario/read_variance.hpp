#pragma once

#include "sim/paths/model.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

/// Readers of what makes volatility move, into a model whose volatility and correlation are read.
namespace marginwalk::scenario {

/// The key `garch`: `every`, `alpha`, `gamma`, `beta`, `degrees_of_freedom`, `mixing`.
void read_garch(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                Problems& problems);

/// The key `heston`: `every`, `reversion`, `vol_of_variance`, `correlation` with the price,
/// `initial_volatility`, `common_shocks`, and of SVCJ `variance_jump` and `jump_share`.
void read_heston(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                 Problems& problems);

/// The key `regimes`: `every`, the regimes with their volatilities and correlations, `rates` per
/// year from one to another, and which the `start` is in. Fills in the model's own volatility and
/// correlation by what they are in the long run.
void read_regimes(const Node& node, const AssetNames& assets, paths::ModelParameters& model,
                  Problems& problems);

/// The key `profile`: 24 `hours` and 7 `weekdays`.
void read_profile(const Node& node, paths::ModelParameters& model, Problems& problems);

}  // namespace marginwalk::scenario
