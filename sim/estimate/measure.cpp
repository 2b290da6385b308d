#include "sim/estimate/measure.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/expect.hpp"

namespace marginwalk::estimate {
namespace {

template <auto Member>
std::optional<Estimate> value_of(const Summary& summary) {
  return summary.*Member;
}

template <auto Member>
const std::vector<AtLevel>& levels_of(const Summary& summary) {
  return summary.*Member;
}

template <auto Member>
std::optional<Estimate> mean_of(const Summary& summary) {
  return (summary.*Member).mean;
}

template <auto Member>
const std::vector<AtLevel>& quantiles_of(const Summary& summary) {
  return (summary.*Member).quantiles;
}

template <auto Member>
Measure plain(std::string_view name, Unit unit) {
  return {name, unit, value_of<Member>, nullptr, {}, false, false};
}

template <auto Member>
Measure at_levels(std::string_view name) {
  return {name,  Unit::money, nullptr, levels_of<Member>, {risk_levels.begin(), risk_levels.end()},
          false, false};
}

template <auto Member>
Measure distribution(std::string_view name, Unit unit) {
  return {name,
          unit,
          mean_of<Member>,
          quantiles_of<Member>,
          {usual_probabilities.begin(), usual_probabilities.end()},
          true,
          false};
}

std::vector<Measure> all() {
  constexpr Unit share = Unit::share;
  constexpr Unit money = Unit::money;
  Measure time =
      distribution<&Summary::time_to_liquidation>("time_to_liquidation_seconds", Unit::seconds);
  time.plain = nullptr;  // results tell its quantiles only
  Measure equity = distribution<&Summary::terminal_equity>("terminal_equity", money);
  equity.levels = {equity_probabilities.begin(), equity_probabilities.end()};
  Measure drawdown = distribution<&Summary::max_drawdown>("max_drawdown", share);
  Measure margin_level =
      distribution<&Summary::least_margin_level>("least_margin_level", Unit::number);
  drawdown.of_first_paths = margin_level.of_first_paths = true;
  Measure continuously = plain<&Summary::liquidated_continuously>("liquidated_continuously", share);
  Measure bias = plain<&Summary::step_bias>("step_bias", share);
  continuously.of_first_paths = bias.of_first_paths = true;
  return {plain<&Summary::liquidated>("liquidated", share),
          continuously,
          bias,
          plain<&Summary::wiped_out>("wiped_out", share),
          plain<&Summary::bankrupt>("bankrupt", share),
          plain<&Summary::deleveraged>("deleveraged", share),
          time,
          distribution<&Summary::loss_given_liquidation>("loss_given_liquidation", money),
          distribution<&Summary::loss_at_liquidation>("loss_at_liquidation", money),
          plain<&Summary::closed_too_early>("closed_too_early", share),
          plain<&Summary::worst_leg_loss>("worst_leg_loss", money),
          plain<&Summary::winners_forgone>("winners_forgone", money),
          equity,
          at_levels<&Summary::value_at_risk>("value_at_risk"),
          at_levels<&Summary::expected_shortfall>("expected_shortfall"),
          drawdown,
          margin_level,
          plain<&Summary::fees>("fees", money),
          plain<&Summary::funding>("funding", money),
          plain<&Summary::slippage>("slippage", money),
          plain<&Summary::fund_paid>("fund_paid", money),
          plain<&Summary::fund_received>("fund_received", money),
          plain<&Summary::deleveraging_cost>("deleveraging_cost", money),
          plain<&Summary::interest>("interest", money),
          plain<&Summary::deposits>("deposits", money),
          plain<&Summary::pnl_at_mark>("pnl_at_mark", money),
          plain<&Summary::refills>("refills", Unit::number)};
}

/// The shortest form: 0.05.
std::string shortest(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

}  // namespace

const std::vector<Measure>& measures() {
  static const std::vector<Measure> list = all();
  return list;
}

std::optional<Estimate> Figure::of(const Summary& summary) const {
  if (!level) return measure->plain(summary);
  const std::vector<AtLevel>& values = measure->by_level(summary);
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const AtLevel& each) { return each.level == *level; });
  MARGINWALK_EXPECTS(found != values.end());
  return found->value;
}

std::string Figure::name() const {
  const std::string base(measure->name);
  if (!level) return measure->by_level ? base + ".mean" : base;
  return base + (measure->has_quantiles ? ".quantiles." : ".") + shortest(*level);
}

}  // namespace marginwalk::estimate
