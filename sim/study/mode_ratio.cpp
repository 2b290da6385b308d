#include "sim/study/mode_ratio.hpp"

#include <algorithm>
#include <cmath>

#include "sim/estimate/correlated_difference.hpp"
#include "sim/estimate/pairing.hpp"

namespace marginwalk::study {
namespace {

bool has_interval(const FamilyFrontier& family) {
  return family.verdict == Verdict::found && family.answer && family.cautious && family.hopeful;
}

/// Of a family, without what varies.
scenario::Policy policy_of(Variation& variation, const FamilyFrontier& family) {
  const double setting = family.points[*family.answer].setting;
  scenario::Policy policy =
      std::get<const scenario::Cell*>(variation.cell(family.name, setting))->policy;
  if (variation.variable() == Variable::leverage) policy.leverage.reset();
  if (variation.variable() == Variable::leverage_cap) policy.leverage_cap.reset();
  return policy;
}

bool are_alike_but_for_mode(Variation& variation, const FamilyFrontier& cross,
                            const FamilyFrontier& isolated) {
  const scenario::Policy a = policy_of(variation, cross);
  const scenario::Policy b = policy_of(variation, isolated);
  return a.margin_mode == core::MarginMode::cross && b.margin_mode == core::MarginMode::isolated &&
         variation.is_plain(cross.name) && variation.is_plain(isolated.name) &&
         scenario::differ_in_margin_mode_alone(a, b);
}

/// The logarithm of a family's answer.
estimate::Estimate logarithm_of(const FamilyFrontier& family) {
  const auto logarithm = [&](std::size_t point) { return std::log(family.points[point].value); };
  const auto [low, high] = std::minmax({logarithm(*family.cautious), logarithm(*family.hopeful)});
  return {logarithm(*family.answer), low, high};
}

/// How far the next setting is from the answer.
double left_open(const FamilyFrontier& family) {
  const std::size_t next = std::min(*family.answer + 1, family.points.size() - 1);
  return std::abs(std::log(family.points[next].value / family.points[*family.answer].value));
}

}  // namespace

std::vector<ModeRatio> comparable_modes(Variation& variation,
                                        const std::vector<FamilyFrontier>& families) {
  std::vector<ModeRatio> pairs;
  for (std::size_t a = 0; a < families.size(); ++a) {
    for (std::size_t b = 0; b < families.size(); ++b) {
      if (a == b || !has_interval(families[a]) || !has_interval(families[b])) continue;
      if (are_alike_but_for_mode(variation, families[a], families[b])) pairs.push_back({a, b, {}});
    }
  }
  return pairs;
}

double correlation_of(const run::Result& result, const run::DifferenceResult& difference) {
  const estimate::Tally& a = result.cells[difference.a].tally;
  const estimate::Tally& b = result.cells[difference.b].tally;
  return estimate::correlation(
      {difference.difference.only_a, difference.difference.only_b, a.paths}, a.liquidated,
      b.liquidated);
}

estimate::Estimate ratio_of(const FamilyFrontier& a, const FamilyFrontier& b, double correlation) {
  const estimate::Estimate difference =
      estimate::correlated_difference(logarithm_of(a), logarithm_of(b), correlation);
  const double open = left_open(a) + left_open(b);
  return {std::exp(difference.estimate), std::exp(*difference.low - open),
          std::exp(*difference.high + open)};
}

}  // namespace marginwalk::study
