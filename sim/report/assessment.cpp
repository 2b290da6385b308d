#include "sim/report/assessment.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

#include "core/inverse.hpp"
#include "core/liquidation.hpp"
#include "core/liquidation_price.hpp"
#include "core/requirement.hpp"
#include "sim/report/format.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;
using core::Money;
using core::Price;

/// What there is to say of one position.
struct PositionAssessment {
  const core::Position* position = nullptr;
  const core::Contract* contract = nullptr;
  Price mark;               ///< core's, as the prices that follow
  core::MarginState own;    ///< profit and requirements of the position alone
  core::MarginState scope;  ///< of all that is liquidated with it
  std::optional<Price> liquidation;
  std::optional<Price> bankruptcy;
  std::optional<double> daily_deviations;  ///< from the mark to the liquidation price

  [[nodiscard]] double quoted(Price price) const { return core::quoted(*contract, price).value(); }
  [[nodiscard]] std::optional<double> quoted(const std::optional<Price>& price) const {
    return price ? std::optional(quoted(*price)) : std::nullopt;
  }
  /// As the venue shows it, on a tick.
  [[nodiscard]] std::optional<double> shown(const std::optional<Price>& price) const {
    if (!price) return std::nullopt;
    const bool is_long = core::is_long(*contract, *position);
    return core::to_tick(*contract, core::quoted(*contract, *price), is_long).value();
  }
  [[nodiscard]] std::optional<double> distance_to_liquidation() const {
    if (!liquidation) return std::nullopt;
    return distance(*contract, mark, *liquidation);
  }
  /// The fee for closing now, at a rate.
  [[nodiscard]] Money closing_fee(core::Rate rate) const { return position->notional(mark) * rate; }
  /// Where closing for the taker fee leaves neither profit nor loss on the entry.
  [[nodiscard]] Price break_even() const {
    const double side = position->size > core::Size(0) ? 1 : -1;
    return position->entry / (1 - side * contract->taker_fee.value());
  }
};

struct AccountAssessment {
  Money equity;  ///< after haircuts
  Money worth;   ///< in quote currency, without haircuts
  core::MarginState cross;
  bool has_cross = false;
  Money free_collateral;  ///< cross equity above the initial requirement
  std::vector<PositionAssessment> positions;
};

std::optional<double> deviations(const scenario::Study& study, const scenario::Marketplace& place,
                                 std::size_t contract, Price mark,
                                 const std::optional<Price>& liquidation) {
  const std::vector<double>& volatility = study.model_at(place).volatility;
  if (!liquidation || volatility.empty()) return std::nullopt;
  const std::size_t asset = place.market.underlying[contract];
  const double yearly = volatility[place.market.asset_of(asset)];
  if (yearly == 0) return std::nullopt;
  return std::abs(std::log(*liquidation / mark)) / (yearly / std::sqrt(365.0));
}

AccountAssessment assess(const scenario::Study& study, const scenario::Cell& cell) {
  const core::Venue& venue = study.venue_of(cell);
  const core::Account& account = cell.account;
  const std::vector<Price> marks = replay::start_marks(study.market_of(cell));
  AccountAssessment result;
  result.equity = core::equity(venue, account, marks);
  result.worth = core::worth(venue, account, marks);
  result.cross = core::margin_state(venue, account, core::Scope::cross(), marks);
  result.free_collateral = std::max(Money(0), result.cross.equity - result.cross.initial);
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& position = account.positions[i];
    const Price mark = marks[position.contract];
    result.has_cross = result.has_cross || position.mode == core::MarginMode::cross;
    const auto liquidation = core::liquidation_price(venue, account, i, marks);
    const core::Scope scope = core::scope_of(account, i);
    result.positions.push_back(
        {&position, &venue.contracts[position.contract], mark,
         core::position_state(venue, position, mark),
         core::margin_state(venue, account, scope, marks), liquidation,
         core::bankruptcy_price(venue, account, i, marks),
         deviations(study, study.place_of(cell), position.contract, mark, liquidation)});
  }
  return result;
}

std::string or_missing(const std::optional<double>& value) {
  return value ? price(*value) : missing;
}

Table position_rows(const core::Venue& venue, const core::Account& of,
                    const AccountAssessment& account) {
  Table table{{{"position", Align::left},
               {"mode", Align::left},
               {"size"},
               {"entry"},
               {"mark"},
               {"unrealised\nprofit"},
               {"initial\nmargin"},
               {"maintenance\nmargin"},
               {"margin\nlevel"},
               {"liquidation\nprice"},
               {"distance"},
               {"in daily\ndeviations"},
               {"bankruptcy\nprice"}},
              {}};
  for (const PositionAssessment& each : account.positions) {
    const std::optional<double> away = each.distance_to_liquidation();
    table.rows.push_back({position_name(venue, *each.position), margin_mode(each.position->mode),
                          size(core::abs(each.position->size).value()),
                          price(each.quoted(each.position->entry)), price(each.quoted(each.mark)),
                          money_of(of, each.own.equity), money_of(of, each.own.initial),
                          money_of(of, each.own.maintenance), margin_level(each.scope.level()),
                          or_missing(each.shown(each.liquidation)),
                          away ? percent(*away, 2) : missing,
                          each.daily_deviations ? decimal(*each.daily_deviations, 2) : missing,
                          or_missing(each.shown(each.bankruptcy))});
  }
  return table;
}

Table closing_rows(const core::Venue& venue, const core::Account& of,
                   const AccountAssessment& account) {
  Table table{
      {{"closing now", Align::left}, {"taker\nfee"}, {"maker\nfee"}, {"break-even\nas taker"}}, {}};
  for (const PositionAssessment& each : account.positions) {
    const core::Contract& contract = *each.contract;
    table.rows.push_back({position_name(venue, *each.position),
                          money_of(of, each.closing_fee(contract.taker_fee)),
                          money_of(of, each.closing_fee(contract.maker_fee)),
                          price(each.quoted(each.break_even()))});
  }
  return table;
}

std::string collateral_text(const core::Venue& venue, const core::Account& account,
                            core::Marks marks) {
  std::string text;
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    const Price at = marks[venue.contracts.size() + i];
    const core::Size amount = account.collateral[i];
    text += fmt::format("\ncollateral: {} {} at {} counts for {} of {}", size(amount.value()),
                        venue.collateral[i].name, price(at.value()),
                        money(core::discounted(venue.collateral[i], amount, at).value()),
                        money((amount * at).value()));
  }
  return text;
}

bool liquidated_now(const scenario::Study& study, const scenario::Cell& cell) {
  const std::vector<Price> marks = replay::start_marks(study.market_of(cell));
  return core::assess(study.venue_of(cell), cell.account, marks).breach.has_value();
}

std::string account_text(const scenario::Study& study, const scenario::Cell& cell) {
  const AccountAssessment account = assess(study, cell);
  const core::Venue& venue = study.venue_of(cell);
  const core::Account& of = cell.account;
  const std::vector<Price> marks = replay::start_marks(study.market_of(cell));
  const std::string unit = of.coin ? " " + venue.contracts[*of.coin].underlying : "";
  std::string text = fmt::format("{} at {}\nequity {}{}, wallet {}{}", cell.policy.name, venue.name,
                                 money_of(of, account.equity), unit, money_of(of, of.wallet), unit);
  if (of.coin || !of.collateral.empty()) {
    text += fmt::format(", worth {}", money(account.worth.value()));
  }
  text += collateral_text(venue, of, marks);
  if (account.has_cross) {
    const core::MarginState& cross = account.cross;
    text += fmt::format(
        "\ncross: equity {}, initial margin {}, maintenance margin {}, margin level {}, margin "
        "ratio {}, free collateral {}",
        money_of(of, cross.equity), money_of(of, cross.initial), money_of(of, cross.maintenance),
        margin_level(cross.level()),
        cross.equity > Money(0) ? percent(cross.maintenance / cross.equity, 2) : missing,
        money_of(of, account.free_collateral));
  }
  const char* const verdict =
      liquidated_now(study, cell) ? "The venue would liquidate this account now.\n" : "";
  return text + "\n" + verdict + "\n" + render(position_rows(venue, of, account), Style::terminal) +
         "\n" + render(closing_rows(venue, of, account), Style::terminal);
}

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json position_json(const PositionAssessment& each) {
  const core::Position& position = *each.position;
  const core::Contract& contract = *each.contract;
  return {{"contract", contract.name},
          {"side", core::is_long(contract, position) ? "long" : "short"},
          {"margin_mode", margin_mode(position.mode)},
          {"size", core::abs(position.size).value()},
          {"entry", each.quoted(position.entry)},
          {"mark", each.quoted(each.mark)},
          {"notional", position.notional(each.mark).value()},
          {"leverage", position.leverage},
          {"posted_margin", position.margin.value()},
          {"unrealised_profit", each.own.equity.value() + 0.0},  // no -0
          {"initial_margin", each.own.initial.value()},
          {"maintenance_margin", each.own.maintenance.value()},
          {"margin_level", finite(each.scope.level())},
          {"liquidation_price", number(each.quoted(each.liquidation))},
          {"distance", number(each.distance_to_liquidation())},
          {"daily_deviations", number(each.daily_deviations)},
          {"bankruptcy_price", number(each.quoted(each.bankruptcy))},
          {"closing_fee_taker", each.closing_fee(contract.taker_fee).value()},
          {"closing_fee_maker", each.closing_fee(contract.maker_fee).value()},
          {"break_even_price", each.quoted(each.break_even())}};
}

Json account_json(const scenario::Study& study, const scenario::Cell& cell) {
  const AccountAssessment account = assess(study, cell);
  const core::Venue& venue = study.venue_of(cell);
  Json positions = Json::array();
  for (const PositionAssessment& each : account.positions) {
    positions.push_back(position_json(each));
  }
  Json collateral = Json::object();
  for (std::size_t i = 0; i < cell.account.collateral.size(); ++i) {
    collateral[venue.collateral[i].name] = cell.account.collateral[i].value();
  }
  const auto& coin = cell.account.coin;
  return {{"name", cell.policy.name},
          {"venue", venue.name},
          {"money", coin ? venue.contracts[*coin].underlying : "quote"},
          {"equity", account.equity.value()},
          {"worth", account.worth.value()},
          {"wallet", cell.account.wallet.value()},
          {"collateral", collateral},
          {"cross_equity", account.cross.equity.value()},
          {"cross_initial_margin", account.cross.initial.value()},
          {"cross_maintenance_margin", account.cross.maintenance.value()},
          {"cross_margin_level", finite(account.cross.level())},
          {"free_collateral", account.free_collateral.value()},
          {"liquidated_now", liquidated_now(study, cell)},
          {"positions", positions}};
}

}  // namespace

std::string assessment(const scenario::Study& study) {
  std::string text;
  for (const scenario::Cell& cell : study.cells) {
    text += (text.empty() ? "" : "\n") + account_text(study, cell);
  }
  return text;
}

Json assessment_json(const scenario::Study& study) {
  Json accounts = Json::array();
  for (const scenario::Cell& cell : study.cells) accounts.push_back(account_json(study, cell));
  return {{"name", study.name}, {"venue", study.home().venue.name}, {"accounts", accounts}};
}

}  // namespace marginwalk::report
