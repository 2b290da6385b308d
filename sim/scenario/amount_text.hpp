#pragma once

#include <string>

namespace marginwalk::scenario {

/// An amount for a message: two decimals unless they are zeros, thousands apart: 12,000 or
/// 1,250.50.
[[nodiscard]] std::string amount_text(double amount);

/// A leverage for a message or a cell's name: 10x, 2.5x.
[[nodiscard]] std::string leverage_text(double leverage);

}  // namespace marginwalk::scenario
