#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/study_document.hpp"
#include "sim/study/crossing.hpp"
#include "sim/study/variation.hpp"

namespace marginwalk::study {

/// What the search for one family came to.
enum class Verdict {
  found,       ///< the answer lies inside the feasible range
  all_within,  ///< even the setting that protects least is within the probability: it is the answer
  none_within,  ///< no setting is: no answer
  no_effect,    ///< the variable changes nothing
  refused,      ///< the venue refuses every setting
};

/// Of one family of cells: the setting that protects least (the largest leverage, cap or notional,
/// the least wallet) and is liquidated with at most the probability that was asked for.
struct FamilyFrontier {
  std::string name;
  Verdict verdict = Verdict::refused;
  std::string reason{};  ///< of `no_effect` and `refused`

  /// All settings that were run, from the one that protects most.
  std::vector<Point> points{};

  // By index of `points`. Every point behind the answer is above the probability. The last one
  // whose upper 95 % bound is within it, and the first behind which the lower bound is above it,
  // make the answer's interval; absent where there is none inside the feasible range.
  std::optional<std::size_t> answer{}, cautious{}, hopeful{};

  /// Settings before the answer that are nevertheless above the probability.
  std::vector<std::size_t> exceeding{};
  /// Whether somewhere the probability falls though the setting protects less, beyond chance.
  bool falls = false;

  /// The point of greatest median growth.
  std::optional<std::size_t> growth_optimal{};

  std::string refusal_below{}, refusal_above{};  ///< why the venue ends the range, if it does
};

/// How many times the answer under isolated margin the answer under cross is, all else alike, at
/// the same probability and on the same paths.
struct ModeRatio {
  std::size_t cross = 0, isolated = 0;  ///< by index of `families`
  estimate::Estimate ratio;
};

/// What is varied, and how likely a liquidation may be.
struct FrontierQuestion {
  Variable variable{};
  double at_most = 0.01;  ///< probability of liquidation over the horizon
};

/// The answer for every family.
struct Frontier {
  FrontierQuestion question;
  scenario::Study study;  ///< at some setting
  std::vector<FamilyFrontier> families;
  std::vector<ModeRatio> ratios;
  double seconds = 0;
};

/// How a frontier is looked for, and who is told.
struct FrontierOptions {
  unsigned threads = 0;  ///< 0 = as many as the machine has
  /// Told before every round of runs, from 1, and within it as RunOptions::progress.
  std::function<void(unsigned round, std::uint64_t paths)> round = {};
  std::function<void(std::uint64_t)> progress = {};
  const std::atomic<bool>* stop = nullptr;
};

/// Looks for the frontier of every family on the same paths. A first run of few paths finds where
/// between never and nearly always the probability lies; then rounds of runs of all paths, with the
/// settings as cells of one study, close in on where the probability and its bounds cross what was
/// asked. An answer is a setting that was itself run. None if stopped. Throws
/// scenario::InputError.
[[nodiscard]] std::optional<Frontier> find_frontier(const scenario::StudyDocument& document,
                                                    const FrontierQuestion& question,
                                                    const FrontierOptions& options = {});

}  // namespace marginwalk::study
