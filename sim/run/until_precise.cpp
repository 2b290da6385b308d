#include "sim/run/until_precise.hpp"

#include <algorithm>
#include <cmath>

#include "sim/run/looks.hpp"

namespace marginwalk::run {
namespace {

using scenario::PrecisionTarget;

/// What is farthest from what the study asks for.
Imprecise farthest(const scenario::Study& study, const BlockTally& total) {
  const double level = interval_level(study);
  std::vector<estimate::Summary> cells;
  for (const estimate::Tally& tally : total.cells) cells.push_back(summarise(tally, level));

  Imprecise worst;
  worst.imprecision = -1;
  const auto compare = [&](std::size_t target, std::size_t place,
                           const std::optional<estimate::Estimate>& value) {
    const double found = estimate::imprecision(value, study.precision->targets[target].tolerance);
    if (found > worst.imprecision) worst = {target, place, value, found};
  };
  for (std::size_t i = 0; i < study.precision->targets.size(); ++i) {
    const PrecisionTarget& target = study.precision->targets[i];
    if (target.of == PrecisionTarget::Of::pairs) {
      for (std::size_t k = 0; k < total.pairs.size(); ++k) {
        compare(i, k, estimate::paired_difference(total.pairs[k].liquidated, level));
      }
    } else {
      for (std::size_t k = 0; k < cells.size(); ++k) compare(i, k, target.figure.of(cells[k]));
    }
  }
  return worst;
}

/// The look at which everything will be precise enough, where widths fall as 1 / sqrt(paths).
std::uint64_t foreseen(const std::vector<std::uint64_t>& at, std::uint64_t done,
                       double imprecision) {
  const double needed = static_cast<double>(done) * imprecision * imprecision;
  const auto enough = std::find_if(at.begin(), at.end(), [&](std::uint64_t look) {
    return look > done && static_cast<double>(look) >= needed;
  });
  return enough != at.end() ? *enough : at.back();
}

}  // namespace

double interval_level(const scenario::Study& study) {
  return study.precision ? estimate::sequential_confidence : estimate::confidence;
}

std::optional<PrecisionResult> run_until_precise(const scenario::Study& study,
                                                 const BlockTally& total,
                                                 const Sampling& sampling) {
  const std::vector<std::uint64_t> at = looks(study.paths);
  PrecisionResult result;
  std::uint64_t done = 0;
  for (const std::uint64_t look : at) {
    if (look < sampling.already) {
      done = look;
      ++result.looks;
      continue;
    }
    if (done > 0 && study.precision->at_most_seconds) {
      const double pace =
          sampling.elapsed_seconds() / static_cast<double>(std::max(done, sampling.already));
      if (pace * static_cast<double>(look) > *study.precision->at_most_seconds) {
        result.end = PrecisionResult::End::time;
        return result;
      }
    }
    if (!sampling.add(done, look)) return std::nullopt;
    done = look;
    ++result.looks;
    result.worst = farthest(study, total);
    if (result.worst.imprecision <= 1) {
      result.end = PrecisionResult::End::precise;
      return result;
    }
    if (sampling.expect) sampling.expect(foreseen(at, done, result.worst.imprecision));
  }
  result.end = PrecisionResult::End::paths;
  return result;
}

PrecisionResult precision_at_end(const scenario::Study& study, const BlockTally& total) {
  using End = PrecisionResult::End;
  const std::vector<std::uint64_t> at = looks(study.paths);
  const std::uint64_t paths = total.cells.front().paths;
  PrecisionResult result;
  result.looks =
      static_cast<std::size_t>(std::upper_bound(at.begin(), at.end(), paths) - at.begin());
  result.worst = farthest(study, total);
  const bool precise = result.worst.imprecision <= 1;
  result.end = precise ? End::precise : paths == study.paths ? End::paths : End::time;
  return result;
}

}  // namespace marginwalk::run
