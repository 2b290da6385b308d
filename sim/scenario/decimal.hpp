#pragma once

#include <optional>
#include <string_view>

namespace marginwalk::scenario {

/// The double nearest to a plain or scientific decimal times ten to the power of `shift`: 0.65 with
/// shift -2 is exactly what 0.0065 is. Nothing for any other text, for infinities and for numbers
/// beyond the range of a double.
[[nodiscard]] std::optional<double> decimal(std::string_view text, int shift = 0);

}  // namespace marginwalk::scenario
