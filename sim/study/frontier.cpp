#include "sim/study/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/estimate/order_statistic.hpp"
#include "sim/run/run_study.hpp"
#include "sim/study/feasible_range.hpp"

namespace marginwalk::study {
namespace {

constexpr std::uint64_t pilot_paths = 2048;
constexpr std::size_t pilot_settings = 20;
constexpr std::size_t first_settings = 12;
constexpr unsigned most_rounds = 7;

/// Enough liquidations that nobody asks what lies beyond.
constexpr double nearly_always = 0.9;

std::optional<estimate::Estimate> median_growth(const estimate::Tally& tally) {
  const auto median = estimate::quantile(tally.net_equity, 0.5);
  if (!median || !(median->estimate > 0)) return std::nullopt;
  const auto growth = [&](double equity) { return std::log(equity / tally.start_equity); };
  estimate::Estimate result{growth(median->estimate), {}, {}};
  if (median->low && *median->low > 0) result.low = growth(*median->low);
  if (median->high) result.high = growth(*median->high);
  return result;
}

/// Whether two accounts differ in nothing but the leverage that is set for cross positions.
bool same_but_leverage(const core::Account& a, const core::Account& b) {
  return a.wallet == b.wallet && a.collateral == b.collateral &&
         std::equal(a.positions.begin(), a.positions.end(), b.positions.begin(), b.positions.end(),
                    [](const core::Position& x, const core::Position& y) {
                      return x.contract == y.contract && x.size == y.size && x.entry == y.entry &&
                             x.mode == y.mode && x.margin == y.margin;
                    });
}

/// The search for one family.
class Search {
 public:
  Search(Variation& variation, const std::string& name, double at_most)
      : variation_(variation), at_most_(at_most), protects_(protects(variation.variable())) {
    result_.name = name;
    const auto range = feasible_range(variation, name);
    if (const auto* const reason = std::get_if<std::string>(&range)) {
      result_.reason = *reason;
      return;
    }
    range_ = std::get<FeasibleRange>(range);
    result_.refusal_below = range_.refusal_below;
    result_.refusal_above = range_.refusal_above;
    wanted_ = spaced(range_.least, range_.most, pilot_settings);
    result_.verdict = Verdict::found;
  }

  /// Settings that the next run is to try.
  [[nodiscard]] const std::vector<double>& wanted() const { return wanted_; }
  [[nodiscard]] const std::string& name() const { return result_.name; }

  void add(double setting, const scenario::Study& study, const scenario::Cell& cell,
           const run::CellResult& ran) {
    const bool scaled = variation_.variable() == Variable::notional;
    result_.points.push_back({setting, scaled ? total_notional(study, cell) : setting,
                              ran.summary.liquidated, median_growth(ran.tally)});
    if (!account_) account_ = cell.account;
    same_account_ = same_account_ && same_but_leverage(*account_, cell.account);
  }

  /// Where to look after the pilot: from never to nearly always, and at the ends.
  void end_pilot() {
    if (result_.points.empty()) return;
    sort();
    const std::vector<Point>& points = result_.points;
    const std::size_t first = last_within(points, 0, estimate_of).value_or(0);
    const std::size_t last = std::min(
        last_within(points, nearly_always, estimate_of).value_or(0) + 1, points.size() - 1);
    const auto [least, most] = std::minmax(points[first].setting, points[last].setting);
    wanted_ = spaced(least, most, first_settings);
    for (const double end : {range_.least, range_.most}) {
      if (end < least || end > most) wanted_.push_back(end);
    }
    result_.points.clear();
  }

  /// Where to look after a run of all paths.
  void end_round() {
    wanted_.clear();
    if (result_.points.empty() || result_.verdict == Verdict::no_effect) return;
    sort();
    if (changes_nothing()) return;
    wanted_ = settings_near_crossings(result_.points, at_most_);
  }

  [[nodiscard]] FamilyFrontier finish() {
    const std::vector<Point>& points = result_.points;
    if (result_.verdict != Verdict::found) return result_;
    const auto crossing = [&](Reading reading) { return last_within(points, at_most_, reading); };
    result_.answer = crossing(estimate_of);
    result_.cautious = crossing(high_bound_of);
    const auto hopeful = crossing(low_bound_of);
    if (hopeful && *hopeful + 1 < points.size()) result_.hopeful = *hopeful + 1;
    if (!hopeful) result_.hopeful = 0;
    if (!result_.answer) {
      result_.verdict = Verdict::none_within;
    } else if (*result_.answer + 1 == points.size()) {
      result_.verdict = Verdict::all_within;
    }
    double greatest_low = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (result_.answer && i < *result_.answer && estimate_of(points[i]) > at_most_) {
        result_.exceeding.push_back(i);
      }
      result_.falls = result_.falls || high_bound_of(points[i]) < greatest_low;
      greatest_low = std::max(greatest_low, low_bound_of(points[i]));
      const auto& best = result_.growth_optimal;
      if (points[i].growth &&
          (!best || points[i].growth->estimate > points[*best].growth->estimate)) {
        result_.growth_optimal = i;
      }
    }
    return result_;
  }

 private:
  void sort() {
    std::sort(result_.points.begin(), result_.points.end(), [&](const Point& a, const Point& b) {
      return protects_ ? a.setting > b.setting : a.setting < b.setting;
    });
  }

  bool changes_nothing() {
    const std::vector<Point>& points = result_.points;
    const double first = estimate_of(points.front());
    const bool flat = std::all_of(points.begin(), points.end(),
                                  [&](const Point& each) { return estimate_of(each) == first; });
    if (!flat || points.size() < 2 || (first == 0 && !same_account_)) return false;
    result_.verdict = Verdict::no_effect;
    result_.reason =
        fmt::format("{} has no effect{}: liquidated on {:.6g}% of the paths from {:.4g} to {:.4g}",
                    word_of(variation_.variable()),
                    same_account_ && variation_.variable() == Variable::leverage
                        ? " on cross positions of fixed size"
                        : "",
                    100 * first, points.front().value, points.back().value);
    return true;
  }

  Variation& variation_;
  double at_most_;
  bool protects_;
  FeasibleRange range_;
  std::vector<double> wanted_;
  std::optional<core::Account> account_;
  bool same_account_ = true;
  FamilyFrontier result_;
};

/// Runs what all searches want, as cells of one study. False if stopped.
bool run_round(Variation& variation, std::vector<Search>& searches, scenario::Study study,
               const FrontierOptions& options) {
  struct Place {
    Search* search;
    double setting;
  };
  std::vector<Place> places;
  study.cells.clear();
  study.refused.clear();
  for (Search& search : searches) {
    for (const double setting : search.wanted()) {
      const auto cell = variation.cell(search.name(), setting);
      if (!std::holds_alternative<const scenario::Cell*>(cell)) continue;
      study.cells.push_back(*std::get<const scenario::Cell*>(cell));
      study.cells.back().policy.name =
          fmt::format("{} at {} {}", search.name(), word_of(variation.variable()), setting);
      places.push_back({&search, setting});
    }
  }
  // Compared with none but the first: nobody reads the differences.
  study.baseline = 0;
  const auto result =
      run::run_study(study, {options.threads, options.progress, options.stop, false});
  if (!result) return false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].search->add(places[i].setting, study, study.cells[i], result->cells[i]);
  }
  return true;
}

bool any_wanted(const std::vector<Search>& searches) {
  return std::any_of(searches.begin(), searches.end(),
                     [](const Search& search) { return !search.wanted().empty(); });
}

}  // namespace

std::optional<Frontier> find_frontier(const scenario::StudyDocument& document,
                                      const FrontierQuestion& question,
                                      const FrontierOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  Variation variation(document, question.variable);
  std::vector<Search> searches;
  for (const std::string& family : variation.families()) {
    searches.emplace_back(variation, family, question.at_most);
  }
  const scenario::Study& any = variation.at(variation.range(variation.families().front()).least);
  for (unsigned round = 0; round < most_rounds && any_wanted(searches); ++round) {
    scenario::Study study = any;
    if (round == 0) study.paths = std::min(study.paths, pilot_paths);
    if (options.round) options.round(round + 1, study.paths);
    if (!run_round(variation, searches, study, options)) return std::nullopt;
    for (Search& search : searches) round == 0 ? search.end_pilot() : search.end_round();
  }
  Frontier frontier{question, any, {}, 0};
  for (Search& search : searches) frontier.families.push_back(search.finish());
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  frontier.seconds = elapsed.count();
  return frontier;
}

}  // namespace marginwalk::study
