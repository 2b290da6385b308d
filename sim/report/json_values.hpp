#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/summary.hpp"

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

/// A curve, point by point: [seconds, estimate, low, high].
[[nodiscard]] inline nlohmann::ordered_json survival_json(
    std::span<const estimate::SurvivalPoint> curve) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const estimate::SurvivalPoint& point : curve) {
    json.push_back(nlohmann::ordered_json::array({point.seconds, point.survived.estimate,
                                                  number_json(point.survived.low),
                                                  number_json(point.survived.high)}));
  }
  return json;
}

/// Estimates under their levels in the shortest form: 0.05.
[[nodiscard]] inline nlohmann::ordered_json levels_json(std::span<const estimate::AtLevel> values) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const estimate::AtLevel& at : values) {
    json[fmt::format("{}", at.level)] = interval_json(at.value);
  }
  return json;
}

/// JSON as text, indented where that is not negative. What is not UTF-8 is mended: a name must not
/// cost the user the numbers of a finished run.
[[nodiscard]] inline std::string text_of(const nlohmann::ordered_json& json, int indent = -1) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace marginwalk::report
