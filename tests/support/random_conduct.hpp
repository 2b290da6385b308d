#pragma once

#include <vector>

#include "sim/scenario/study.hpp"
#include "tests/support/dice.hpp"

namespace marginwalk::test {

/// Rules of all kinds but those that the functions below draw, in the order in which they look.
[[nodiscard]] std::vector<conduct::Rule> random_rules(const scenario::Study& study,
                                                      const core::Account& account, Dice& dice);

/// Some positions of some cells are opened later.
void draw_entries(scenario::Study& study, Dice dice);

/// Where prices have a basis, half of the time marks have not, and some orders are set off by last
/// prices.
void draw_last_prices(scenario::Study& study, Dice dice);

/// Who watches besides, and what was to be lost at most: drawn apart, as nothing else depends on
/// it.
void draw_watchers(scenario::Study& study, Dice dice);

}  // namespace marginwalk::test
