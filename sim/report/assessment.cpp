#include "sim/report/assessment.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

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
  Price mark;
  core::MarginState own;    ///< profit and requirements of the position alone
  core::MarginState scope;  ///< of all that is liquidated with it
  std::optional<Price> liquidation;
  std::optional<Price> bankruptcy;
  std::optional<double> daily_deviations;  ///< from the mark to the liquidation price
};

struct AccountAssessment {
  Money equity;
  core::MarginState cross;
  bool has_cross = false;
  Money free_collateral;  ///< cross equity above the initial requirement
  std::vector<PositionAssessment> positions;
};

std::optional<double> deviations(const scenario::Study& study, std::size_t contract, Price mark,
                                 const std::optional<Price>& liquidation) {
  if (!liquidation || study.model.volatility.empty()) return std::nullopt;
  const double yearly = study.model.volatility[study.market.underlying[contract]];
  if (yearly == 0) return std::nullopt;
  return std::abs(std::log(*liquidation / mark)) / (yearly / std::sqrt(365.0));
}

AccountAssessment assess(const scenario::Study& study, const core::Account& account) {
  const std::vector<Price> marks = replay::start_marks(study.market);
  AccountAssessment result;
  result.equity = core::equity(account, marks);
  result.cross = core::margin_state(study.venue, account, core::Scope::cross(), marks);
  result.free_collateral = std::max(Money(0), result.cross.equity - result.cross.initial);
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& position = account.positions[i];
    const Price mark = marks[position.contract];
    result.has_cross = result.has_cross || position.mode == core::MarginMode::cross;
    const auto liquidation = core::liquidation_price(study.venue, account, i, marks);
    const core::Scope scope = core::scope_of(account, i);
    result.positions.push_back({&position, mark, core::position_state(study.venue, position, mark),
                                core::margin_state(study.venue, account, scope, marks), liquidation,
                                core::bankruptcy_price(account, i, marks),
                                deviations(study, position.contract, mark, liquidation)});
  }
  return result;
}

std::string or_missing(const std::optional<Price>& value) {
  return value ? price(value->value()) : missing;
}

Table position_rows(const scenario::Study& study, const AccountAssessment& account) {
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
    table.rows.push_back(
        {position_name(study.venue, *each.position), margin_mode(each.position->mode),
         size(core::abs(each.position->size).value()), price(each.position->entry.value()),
         price(each.mark.value()), money(each.own.equity.value()), money(each.own.initial.value()),
         money(each.own.maintenance.value()), margin_level(each.scope.level()),
         or_missing(each.liquidation),
         each.liquidation ? percent(*each.liquidation / each.mark - 1, 2) : missing,
         each.daily_deviations ? decimal(*each.daily_deviations, 2) : missing,
         or_missing(each.bankruptcy)});
  }
  return table;
}

std::string verdict(const scenario::Study& study, const core::Account& account) {
  const auto exposure = core::assess(study.venue, account, replay::start_marks(study.market));
  if (!exposure.breach) return "";
  return "The venue would liquidate this account now.\n";
}

std::string account_text(const scenario::Study& study, const scenario::Cell& cell) {
  const AccountAssessment account = assess(study, cell.account);
  std::string text =
      fmt::format("{} at {}\nequity {}, wallet {}", cell.policy.name, study.venue.name,
                  money(account.equity.value()), money(cell.account.wallet.value()));
  if (account.has_cross) {
    const core::MarginState& cross = account.cross;
    text += fmt::format(
        "\ncross: equity {}, initial margin {}, maintenance margin {}, margin level {}, margin "
        "ratio {}, free collateral {}",
        money(cross.equity.value()), money(cross.initial.value()), money(cross.maintenance.value()),
        margin_level(cross.level()),
        cross.equity > Money(0) ? percent(cross.maintenance / cross.equity, 2) : missing,
        money(account.free_collateral.value()));
  }
  return text + "\n" + verdict(study, cell.account) + "\n" +
         render(position_rows(study, account), Style::terminal);
}

template <class Unit>
Json number(const std::optional<core::Quantity<Unit>>& value) {
  return value ? Json(value->value()) : Json();
}

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json position_json(const scenario::Study& study, const PositionAssessment& each) {
  const core::Position& position = *each.position;
  return {{"contract", study.venue.contracts[position.contract].name},
          {"side", position.size > core::Size(0) ? "long" : "short"},
          {"margin_mode", margin_mode(position.mode)},
          {"size", core::abs(position.size).value()},
          {"entry", position.entry.value()},
          {"mark", each.mark.value()},
          {"notional", position.notional(each.mark).value()},
          {"leverage", position.leverage},
          {"posted_margin", position.margin.value()},
          {"unrealised_profit", each.own.equity.value() + 0.0},  // no -0
          {"initial_margin", each.own.initial.value()},
          {"maintenance_margin", each.own.maintenance.value()},
          {"margin_level", finite(each.scope.level())},
          {"liquidation_price", number(each.liquidation)},
          {"distance", each.liquidation ? Json(*each.liquidation / each.mark - 1) : Json()},
          {"daily_deviations", each.daily_deviations ? Json(*each.daily_deviations) : Json()},
          {"bankruptcy_price", number(each.bankruptcy)}};
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
  for (const scenario::Cell& cell : study.cells) {
    const AccountAssessment account = assess(study, cell.account);
    Json positions = Json::array();
    for (const PositionAssessment& each : account.positions) {
      positions.push_back(position_json(study, each));
    }
    const auto exposure =
        core::assess(study.venue, cell.account, replay::start_marks(study.market));
    accounts.push_back({{"name", cell.policy.name},
                        {"equity", account.equity.value()},
                        {"wallet", cell.account.wallet.value()},
                        {"cross_equity", account.cross.equity.value()},
                        {"cross_initial_margin", account.cross.initial.value()},
                        {"cross_maintenance_margin", account.cross.maintenance.value()},
                        {"cross_margin_level", finite(account.cross.level())},
                        {"free_collateral", account.free_collateral.value()},
                        {"liquidated_now", exposure.breach.has_value()},
                        {"positions", positions}});
  }
  return {{"name", study.name}, {"venue", study.venue.name}, {"accounts", accounts}};
}

}  // namespace marginwalk::report
