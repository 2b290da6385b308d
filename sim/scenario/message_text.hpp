#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How the parts of a message are put.
namespace marginwalk::scenario {

/// The user's text in quotation marks, fit for a message: cut if long, control characters replaced.
[[nodiscard]] std::string shown(std::string_view text);

/// Words in one line: `a, b, c`.
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

/// An amount: two decimals unless they are zeros, thousands apart: 12,000 or 1,250.50. Below 1,
/// where it may be of coins, six digits: 0.00125.
[[nodiscard]] std::string amount_text(double amount);

/// A leverage, in a message or in a cell's name: 10x, 2.5x.
[[nodiscard]] std::string leverage_text(double leverage);

/// Seconds as a study would say them: 30d, 8h, 5m, 90s.
[[nodiscard]] std::string duration_text(std::int64_t seconds);

}  // namespace marginwalk::scenario
