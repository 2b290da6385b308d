#pragma once

#include <cstddef>
#include <vector>

#include "sim/paths/model.hpp"
#include "sim/scenario/study.hpp"
#include "tests/support/dice.hpp"

namespace marginwalk::test {

/// Jumps, GARCH, Heston, regimes and profiles; a third of the studies stay geometric Brownian
/// motions.
void draw_law(scenario::Study& study, Dice& dice);

/// Recorded closes or bars, path by path or in blocks.
[[nodiscard]] paths::ModelParameters random_recorded_law(Dice& dice, std::size_t assets);

/// Crashes and troubles of every kind, laid over the law.
void draw_shocks(scenario::Study& study, Dice& dice);

[[nodiscard]] paths::Autoregression random_basis(Dice& dice, std::size_t assets);
[[nodiscard]] std::vector<paths::Pull> random_pulls(Dice& dice, std::size_t assets);

}  // namespace marginwalk::test
