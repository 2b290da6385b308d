#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/run/result.hpp"
#include "sim/study/feasible_range.hpp"
#include "sim/study/frontier.hpp"
#include "sim/study/variation.hpp"

namespace marginwalk::study {

/// The search for the frontier of one family: says what to run, takes in what was run.
class Search {
 public:
  /// `variation` must outlive the search.
  Search(Variation& variation, const std::string& family, double at_most);

  [[nodiscard]] const std::string& family() const { return result_.name; }

  /// Settings that the next run is to try; none where the search is over.
  [[nodiscard]] const std::vector<double>& wanted() const { return wanted_; }

  void add(double setting, const scenario::Study& study, const scenario::Cell& cell,
           const run::CellResult& ran);

  /// After the first run, of few paths: its points are dropped, and settings wanted from where
  /// liquidation never happens to where it nearly always does, and at the ends of the range.
  void end_pilot();

  /// After a run of all paths: settings near the crossings are wanted, as long as they are not
  /// known.
  void end_round();

  [[nodiscard]] FamilyFrontier finish();

 private:
  void sort();
  /// Whether the variable turns out to have no effect, which ends the search.
  bool changes_nothing();
  void mark_shape();

  Variation& variation_;
  double at_most_;
  FeasibleRange range_;
  std::vector<double> wanted_;
  std::optional<core::Account> account_;  ///< the first that was run
  bool same_account_ = true;
  FamilyFrontier result_;
};

}  // namespace marginwalk::study
