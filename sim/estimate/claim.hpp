#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/estimate/estimate.hpp"

/// What was claimed about differences, and what their intervals say about it.
namespace marginwalk::estimate {

/// The sign of a difference.
enum class Sign { less, more };

/// The sign that is certain: that of the whole interval. None where the interval holds 0 or lacks
/// the bound that would decide.
[[nodiscard]] std::optional<Sign> certain_sign(const std::optional<Estimate>& difference);

/// What became of one case of a claim: its sign is certain and the claimed one, certain and the
/// one that contradicts, or not certain.
enum class Finding { as_claimed, against, undecided };

/// Of a difference, where one sign contradicts the claim.
[[nodiscard]] Finding finding(const std::optional<Estimate>& difference, Sign contradicting);

/// What became of a claim.
///  - supported: every case is as claimed
///  - qualified: some cases are, and others are not or are undecided
///  - contradicted: no case is as claimed, and at least one is against it
///  - undecided: no sign is certain; or a null case differs, so that the study shows a difference
///    where there is none and cannot be trusted with its cases
enum class ClaimVerdict { supported, qualified, contradicted, undecided };

/// Of a claim, by its cases, and by whether no null case differs.
[[nodiscard]] ClaimVerdict judge_claim(const std::vector<Finding>& cases, bool null_holds);

/// `supported`, `qualified`, `contradicted` or `undecided`.
[[nodiscard]] std::string_view word_of(ClaimVerdict verdict);

/// `as claimed`, `against` or `undecided`.
[[nodiscard]] std::string_view word_of(Finding finding);

/// The interval of case `i` with some confidence.
using IntervalAt = std::function<std::optional<Estimate>(std::size_t i, double level)>;

/// The intervals of `count` differences whose certain signs hold together with confidence `level`.
/// Holm's procedure in intervals: with k cases not decided yet, each is looked at with confidence
/// 1 - (1 - level) / k; those whose sign is certain are decided by that interval, and the others
/// are looked at again, until no more is decided. A case is decided if and only if Holm
/// (see holm.hpp) rejects that its difference is 0, as its p-value is at most a where its interval
/// of confidence 1 - a excludes 0.
[[nodiscard]] std::vector<std::optional<Estimate>> intervals_together(std::size_t count,
                                                                      double level,
                                                                      const IntervalAt& at);

}  // namespace marginwalk::estimate
