#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::report {

/// A number, or null.
[[nodiscard]] inline nlohmann::ordered_json number_json(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

/// {estimate, low, high}, or null.
[[nodiscard]] inline nlohmann::ordered_json interval_json(
    const std::optional<estimate::Estimate>& value) {
  if (!value) return nullptr;
  return {{"estimate", value->estimate},
          {"low", number_json(value->low)},
          {"high", number_json(value->high)}};
}

}  // namespace marginwalk::report
