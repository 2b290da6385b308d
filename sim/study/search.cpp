#include "sim/study/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/estimate/order_statistic.hpp"

namespace marginwalk::study {
namespace {

constexpr std::size_t pilot_settings = 20;
constexpr std::size_t first_settings = 12;

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

}  // namespace

Search::Search(Variation& variation, const std::string& family, double at_most)
    : variation_(variation), at_most_(at_most) {
  result_.name = family;
  const auto range = feasible_range(variation, family);
  if (const auto* const reason = std::get_if<std::string>(&range)) {
    result_.reason = *reason;
    return;
  }
  range_ = std::get<FeasibleRange>(range);
  result_.refusal_below = range_.refusal_below;
  result_.refusal_above = range_.refusal_above;
  result_.verdict = Verdict::found;
  wanted_ = spaced(range_.least, range_.most, pilot_settings);
}

void Search::add(double setting, const scenario::Study& study, const scenario::Cell& cell,
                 const run::CellResult& ran) {
  const bool scaled = variation_.variable() == Variable::notional;
  const double notional = total_notional(study, cell);
  result_.points.push_back({setting, scaled ? notional : setting, notional, ran.summary.liquidated,
                            median_growth(ran.tally)});
  if (!account_) account_ = cell.account;
  same_account_ = same_account_ && same_but_leverage(*account_, cell.account);
}

void Search::end_pilot() {
  if (result_.points.empty()) return;
  sort();
  const std::vector<Point>& points = result_.points;
  const auto nonzero = std::find_if(points.begin(), points.end(),
                                    [](const Point& each) { return estimate_of(each) > 0; });
  const auto zeros = static_cast<std::size_t>(nonzero - points.begin());
  const std::size_t first = zeros == 0 || nonzero == points.end() ? 0 : zeros - 1;
  const std::size_t last =
      std::min(last_within(points, nearly_always, estimate_of).value_or(0) + 1, points.size() - 1);
  const auto [least, most] = std::minmax(points[first].setting, points[last].setting);
  wanted_ = spaced(least, most, first_settings);
  for (const double end : {range_.least, range_.most}) {
    if (end < least || end > most) wanted_.push_back(end);
  }
  result_.points.clear();
}

void Search::end_round() {
  wanted_.clear();
  if (result_.points.empty() || result_.verdict == Verdict::no_effect) return;
  sort();
  if (!changes_nothing()) wanted_ = settings_near_crossings(result_.points, at_most_);
}

FamilyFrontier Search::finish() {
  if (result_.verdict != Verdict::found) return result_;
  const std::vector<Point>& points = result_.points;
  result_.answer = last_within(points, at_most_, estimate_of);
  result_.cautious = last_within(points, at_most_, high_bound_of);
  const auto low_within = last_within(points, at_most_, low_bound_of);
  const std::size_t behind = low_within ? *low_within + 1 : 0;
  if (behind < points.size()) result_.hopeful = behind;
  if (!result_.answer) {
    result_.verdict = Verdict::none_within;
  } else if (*result_.answer + 1 == points.size()) {
    result_.verdict = Verdict::all_within;
  }
  mark_shape();
  return result_;
}

void Search::mark_shape() {
  const std::vector<Point>& points = result_.points;
  std::optional<std::size_t>& best = result_.growth_optimal;
  double greatest_low = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (result_.answer && i < *result_.answer && estimate_of(points[i]) > at_most_) {
      result_.exceeding.push_back(i);
    }
    result_.falls = result_.falls || high_bound_of(points[i]) < greatest_low;
    greatest_low = std::max(greatest_low, low_bound_of(points[i]));
    if (!points[i].growth) continue;
    if (!best || points[i].growth->estimate > points[*best].growth->estimate) best = i;
  }
}

void Search::sort() {
  const bool falling = protects(variation_.variable());
  std::sort(result_.points.begin(), result_.points.end(), [&](const Point& a, const Point& b) {
    return falling ? a.setting > b.setting : a.setting < b.setting;
  });
}

bool Search::changes_nothing() {
  const std::vector<Point>& points = result_.points;
  const double first = estimate_of(points.front());
  const bool flat = std::all_of(points.begin(), points.end(),
                                [&](const Point& each) { return estimate_of(each) == first; });
  if (!flat || points.size() < 2 || (first == 0 && !same_account_)) return false;
  const bool is_size_fixed = same_account_ && variation_.variable() == Variable::leverage;
  result_.verdict = Verdict::no_effect;
  result_.reason = fmt::format(
      "{} has no effect{}: liquidated on {:.6g}% of the paths from {:.4g} to {:.4g}",
      word_of(variation_.variable()), is_size_fixed ? " on cross positions of fixed size" : "",
      100 * first, points.front().value, points.back().value);
  return true;
}

}  // namespace marginwalk::study
