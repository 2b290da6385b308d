#pragma once

#include <string>
#include <variant>
#include <vector>

#include "sim/study/variation.hpp"

namespace marginwalk::study {

/// A number that a person can type: four significant digits.
[[nodiscard]] double rounded(double value);

/// So many numbers from `least` to `most`, both included, each as many times the one before;
/// rounded between the ends.
[[nodiscard]] std::vector<double> spaced(double least, double most, std::size_t count);

/// The settings of a family that the venue does not refuse: from the least to the most, found to
/// 0.1 %. What it refuses in between is no part of it either, but not looked for.
struct FeasibleRange {
  double least = 0;
  double most = 0;
  std::string refusal_below{};  ///< why not less; empty where nothing less was looked for
  std::string refusal_above{};
};

/// None where the venue refuses all: the reason at the setting that asks for least then.
[[nodiscard]] std::variant<FeasibleRange, std::string> feasible_range(Variation& variation,
                                                                      const std::string& family);

}  // namespace marginwalk::study
