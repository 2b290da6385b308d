#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/estimate/group_summary.hpp"
#include "sim/estimate/pairing.hpp"
#include "sim/estimate/ranks.hpp"
#include "sim/estimate/summary.hpp"
#include "sim/run/fans.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// What a run says about a cell.
struct CellResult {
  scenario::Policy policy;
  estimate::Tally tally;
  estimate::Summary summary;
};

/// What a run says about two cells, a less b, on the same paths.
struct DifferenceResult {
  std::size_t a = 0;  ///< index into Result::cells
  std::size_t b = 0;
  estimate::Difference difference;
  double p_value = 1;           ///< of equal probabilities of liquidation
  double adjusted_p_value = 1;  ///< by Holm, for all pairs that are compared
  /// Whether the probabilities of liquidation differ by less than the study's margin, for sure.
  std::optional<bool> equivalent{};
  estimate::Pairing liquidated_pairing{};
  std::optional<estimate::Pairing> equity_pairing{};  ///< absent where deposits are made
  /// Of terminal equity less deposits: its quantile in a less that in b.
  std::array<estimate::AtLevel, 2> equity_quantiles{
      {{estimate::compared_probabilities[0], {}}, {estimate::compared_probabilities[1], {}}}};
};

/// What a run until precise found to be farthest from what was asked.
struct Imprecise {
  std::size_t target = 0;  ///< index into the study's targets
  std::size_t place = 0;   ///< index into Result::cells, or differences where it is of pairs
  std::optional<estimate::Estimate> value{};
  double imprecision = 0;  ///< in units of the tolerance; infinite where it cannot be told
};

/// How a run until precise ended.
struct PrecisionResult {
  enum class End { precise, paths, time };  ///< or by a limit

  End end = End::precise;
  std::size_t looks = 0;
  Imprecise worst{};  ///< at the last look
};

/// What became of a gate in one cell.
struct GateResult {
  std::size_t cell = 0;  ///< index into Result::cells
  estimate::Figure figure;
  estimate::Demand demand;
  std::optional<estimate::Estimate> number;  ///< what the figure is in this cell
  estimate::Verdict verdict = estimate::Verdict::undecided;
};

/// What became of a case of a claim.
struct ClaimCaseResult {
  std::optional<estimate::Estimate> difference;  ///< the interval that decided, or did not
  estimate::Finding finding = estimate::Finding::undecided;
};

/// What became of a claim of the study; cases and null cases as there.
struct ClaimResult {
  std::vector<ClaimCaseResult> cases{};
  std::vector<std::optional<estimate::Estimate>> null_cases{};
  bool null_holds = true;  ///< no null case differs, or there is none
  estimate::ClaimVerdict verdict = estimate::ClaimVerdict::undecided;
};

/// What a run took.
struct Timing {
  double seconds = 0;  ///< wall clock
  unsigned threads = 0;
};

/// The answer of a run. Everything but `timing` depends on the study alone; the number of paths of
/// a run that a time limit ended, on the machine. `study.paths` is how many were run.
struct Result {
  scenario::Study study;
  std::string input_sha256;  ///< of the study's sources
  std::vector<CellResult> cells;
  std::vector<DifferenceResult> differences;
  Timing timing;
  std::vector<GateResult> gates{};
  std::vector<ClaimResult> claims{};             ///< as those of the study
  std::vector<estimate::GroupSummary> groups{};  ///< likewise
  std::optional<PrecisionResult> precision{};
  std::vector<estimate::RankRange> ranks{};  ///< by cell; none unless every pair is compared
  std::vector<CellFans> fans{};              ///< of some cells; none unless measured
};

}  // namespace marginwalk::run
