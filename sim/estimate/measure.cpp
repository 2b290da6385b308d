#include "sim/estimate/measure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <utility>

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

template <auto Entry>
std::optional<double> booked(const replay::Outcome& outcome) {
  return (outcome.ledger.*Entry).value();
}

template <auto Happened>
std::optional<double> happened(const replay::Outcome& outcome) {
  return std::invoke(Happened, outcome) ? 1.0 : 0.0;
}

/// The mean of an amount of the ledger.
template <auto Member, auto Entry>
Measure amount(std::string_view name) {
  Measure measure = plain<Member>(name, Unit::money);
  measure.of_path = booked<Entry>;
  return measure;
}

/// The probability of an event.
template <auto Member, auto Happened>
Measure event(std::string_view name) {
  Measure measure = plain<Member>(name, Unit::share);
  measure.of_path = happened<Happened>;
  measure.is_event = true;
  return measure;
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

/// The i-th of what traders have done.
template <std::size_t i>
Measure act() {
  static constexpr conduct::Acts::Entry entry = conduct::Acts::entries()[i];
  static const std::vector<AtLevel> none;
  Measure measure{entry.name, entry.unit};
  measure.plain = [](const Summary& summary) {
    return summary.acts.empty() ? std::nullopt : summary.acts[i].mean;
  };
  if (entry.quantiles) {
    measure.by_level = [](const Summary& summary) -> const std::vector<AtLevel>& {
      return summary.acts.empty() ? none : summary.acts[i].quantiles;
    };
    measure.levels = {usual_probabilities.begin(), usual_probabilities.end()};
    measure.has_quantiles = true;
  }
  measure.of_path = [](const replay::Outcome& outcome) {
    return outcome.acts ? entry.of(*outcome.acts) : std::nullopt;
  };
  measure.is_event = entry.range == conduct::Range::event;
  measure.of_conduct = true;
  return measure;
}

template <std::size_t... i>
void add_acts(std::vector<Measure>& list, std::index_sequence<i...>) {
  (list.push_back(act<i>()), ...);
}

std::vector<Measure> all() {
  using core::Ledger;
  using replay::Outcome;
  constexpr Unit share = Unit::share;
  constexpr Unit money = Unit::money;
  Measure time =
      distribution<&Summary::time_to_liquidation>("time_to_liquidation_seconds", Unit::seconds);
  time.plain = nullptr;  // results tell its quantiles only
  Measure equity = distribution<&Summary::terminal_equity>("terminal_equity", money);
  equity.levels = {equity_probabilities.begin(), equity_probabilities.end()};
  equity.of_path = [](const Outcome& outcome) {
    return std::optional(outcome.terminal_equity.value());
  };
  Measure pnl = plain<&Summary::pnl_at_mark>("pnl_at_mark", money);
  pnl.of_path = [](const Outcome& outcome) { return std::optional(outcome.pnl_at_mark.value()); };
  Measure refills = plain<&Summary::refills>("refills", Unit::number);
  refills.of_path = [](const Outcome& outcome) { return std::optional<double>(outcome.refills); };
  Measure drawdown = distribution<&Summary::max_drawdown>("max_drawdown", share);
  Measure margin_level =
      distribution<&Summary::least_margin_level>("least_margin_level", Unit::number);
  drawdown.of_first_paths = margin_level.of_first_paths = true;
  Measure continuously = plain<&Summary::liquidated_continuously>("liquidated_continuously", share);
  Measure bias = plain<&Summary::step_bias>("step_bias", share);
  continuously.of_first_paths = bias.of_first_paths = true;
  std::vector<Measure> list{
      event<&Summary::liquidated, &Outcome::liquidated>("liquidated"),
      continuously,
      bias,
      event<&Summary::wiped_out, &Outcome::wiped_out>("wiped_out"),
      event<&Summary::bankrupt, &Outcome::bankrupt>("bankrupt"),
      event<&Summary::deleveraged, &Outcome::deleveraged>("deleveraged"),
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
      amount<&Summary::fees, &Ledger::fees>("fees"),
      amount<&Summary::funding, &Ledger::funding>("funding"),
      amount<&Summary::slippage, &Ledger::slippage>("slippage"),
      amount<&Summary::fund_paid, &Ledger::fund_paid>("fund_paid"),
      amount<&Summary::fund_received, &Ledger::fund_received>("fund_received"),
      amount<&Summary::deleveraging_cost, &Ledger::deleveraging_cost>("deleveraging_cost"),
      amount<&Summary::interest, &Ledger::interest>("interest"),
      amount<&Summary::deposits, &Ledger::deposits>("deposits"),
      pnl,
      refills};
  constexpr std::size_t acts = conduct::Acts::entries().size();
  add_acts(list, std::make_index_sequence<acts>());
  return list;
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
  if (measure->of_conduct && values.empty()) return std::nullopt;
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const AtLevel& each) { return each.level == *level; });
  MARGINWALK_EXPECTS(found != values.end());
  return found->value;
}

std::string Figure::name() const {
  const std::string base = (measure->of_conduct ? "conduct." : "") + std::string(measure->name);
  if (!level) return measure->by_level ? base + ".mean" : base;
  return base + (measure->has_quantiles ? ".quantiles." : ".") + shortest(*level);
}

}  // namespace marginwalk::estimate
