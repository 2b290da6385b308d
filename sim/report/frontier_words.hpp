#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "sim/study/frontier.hpp"

/// What a frontier says, in words.
namespace marginwalk::report {

/// `the largest leverage`, `the least wallet`.
[[nodiscard]] std::string goal(study::Variable variable);

/// A setting as it would be typed: 8.432x, 45,210.
[[nodiscard]] std::string setting_text(study::Variable variable, double value);

/// That of a point of a family; a dash where there is none.
[[nodiscard]] std::string setting_text(const study::Frontier& frontier,
                                       const study::FamilyFrontier& family,
                                       std::optional<std::size_t> point);

/// What a reader must know about the answer of a family; empty where it speaks for itself.
[[nodiscard]] std::string remark(const study::Frontier& frontier,
                                 const study::FamilyFrontier& family);

/// That the probability does not rise all the way; empty where it does.
[[nodiscard]] std::string warning(const study::Frontier& frontier,
                                  const study::FamilyFrontier& family);

/// What cross margin is worth at one probability, in a sentence.
[[nodiscard]] std::string mode_sentence(const study::Frontier& frontier,
                                        const study::ModeRatio& ratio);

}  // namespace marginwalk::report
