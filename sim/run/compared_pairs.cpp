#include "sim/run/compared_pairs.hpp"

#include <algorithm>

namespace marginwalk::run {
namespace {

/// Those of a claim that are not among the pairs yet, in either order; of cells or of groups.
void add_pairs(const std::vector<scenario::ClaimCase>& cases, bool of_groups, Pairs& pairs) {
  for (const scenario::ClaimCase& each : cases) {
    const auto* const other = std::get_if<std::size_t>(&each.against);
    if (!other || each.of_groups != of_groups) continue;
    if (place_of_pair(pairs, each.cell, *other) < pairs.size()) continue;
    pairs.emplace_back(each.cell, *other);
  }
}

/// Traders of a cohort are compared by their bands, and one by one with a baseline alone.
std::vector<std::size_t> cells_without_traders(const scenario::Study& study) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    if (!study.cells[i].policy.trader) cells.push_back(i);
  }
  return cells;
}

/// Claims aside.
Pairs asked_pairs(const scenario::Study& study) {
  if (!study.comparisons.empty()) return study.comparisons;
  Pairs pairs;
  const std::vector<std::size_t> cells = cells_without_traders(study);
  if (study.baseline) {
    for (std::size_t a = 0; a < study.cells.size(); ++a) {
      if (a != *study.baseline) pairs.emplace_back(a, *study.baseline);
    }
  } else if (cells.size() <= scenario::most_cells_for_all_pairs) {
    for (auto a = cells.begin(); a != cells.end(); ++a) {
      for (auto b = a + 1; b != cells.end(); ++b) pairs.emplace_back(*a, *b);
    }
  }
  return pairs;
}

}  // namespace

std::size_t place_of_pair(const Pairs& pairs, std::size_t a, std::size_t b) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
    return pair == std::pair(a, b) || pair == std::pair(b, a);
  });
  return static_cast<std::size_t>(found - pairs.begin());
}

Pairs compared_pairs(const scenario::Study& study) {
  Pairs pairs = asked_pairs(study);
  for (const scenario::Claim& claim : study.claims) {
    add_pairs(claim.cases, false, pairs);
    add_pairs(claim.null_cases, false, pairs);
  }
  return pairs;
}

Pairs compared_groups(const scenario::Study& study) {
  Pairs pairs;
  for (const scenario::Claim& claim : study.claims) {
    add_pairs(claim.cases, true, pairs);
    add_pairs(claim.null_cases, true, pairs);
  }
  return pairs;
}

std::vector<const estimate::Measure*> claimed_means(const scenario::Study& study) {
  std::vector<const estimate::Measure*> means;
  const auto add = [&](const scenario::ClaimCase& each) {
    const estimate::Figure& figure = each.figure;
    const bool is_mean = figure.measure->of_path && !figure.level;
    if (!is_mean || !std::holds_alternative<std::size_t>(each.against)) return;
    if (std::find(means.begin(), means.end(), figure.measure) != means.end()) return;
    means.push_back(figure.measure);
  };
  for (const scenario::Claim& claim : study.claims) {
    std::for_each(claim.cases.begin(), claim.cases.end(), add);
    std::for_each(claim.null_cases.begin(), claim.null_cases.end(), add);
  }
  return means;
}

}  // namespace marginwalk::run
