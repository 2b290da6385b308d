#include "sim/report/position_table.hpp"

#include <optional>
#include <vector>

#include "core/inverse.hpp"
#include "core/liquidation_price.hpp"
#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

std::string price_or_dash(const core::Contract& contract, const std::optional<core::Price>& value) {
  return value ? price(core::quoted(contract, *value).value()) : missing;
}

std::vector<std::string> position_row(const core::Venue& venue, const core::Account& account,
                                      std::size_t index, core::Marks marks) {
  const core::Position& position = account.positions[index];
  const core::Contract& contract = venue.contracts[position.contract];
  const core::Price mark = marks[position.contract];
  const auto state = core::margin_state(venue, account, core::scope_of(account, index), marks);
  const auto liquidation = core::liquidation_price(venue, account, index, marks);
  return {
      position_name(venue, position),
      size(core::abs(position.size).value()),
      price(core::quoted(contract, position.entry).value()),
      money(core::quote_notional(contract, position.size, mark).value()),
      margin_mode(position.mode),
      leverage(position.leverage),
      position.mode == core::MarginMode::isolated ? money_of(account, position.margin) : missing,
      margin_level(state.level()),
      price_or_dash(contract, liquidation),
      liquidation ? percent(distance(contract, mark, *liquidation), 2) : missing,
      price_or_dash(contract, core::bankruptcy_price(venue, account, index, marks))};
}

}  // namespace

std::string position_name(const core::Venue& venue, const core::Position& position) {
  return venue.contracts[position.contract].name +
         (core::is_long(venue.contracts[position.contract], position) ? " long" : " short");
}

double distance(const core::Contract& contract, core::Price mark, core::Price to) {
  return core::quoted(contract, to) / core::quoted(contract, mark) - 1;
}

Table position_table(const scenario::Study& study, std::span<const scenario::Cell> cells) {
  Table table{{{"cell", Align::left},
               {"wallet"},
               {"position", Align::left},
               {"size"},
               {"entry"},
               {"notional"},
               {"mode", Align::left},
               {"leverage"},
               {"margin\nposted"},
               {"margin\nlevel"},
               {"liquidation\nprice"},
               {"distance"},
               {"bankruptcy\nprice"}},
              {}};
  for (const scenario::Cell& cell : cells) {
    const std::vector<core::Price> marks = replay::start_marks(study.market_of(cell));
    std::vector<std::string> begin{cell.policy.name, money_of(cell.account, cell.account.wallet)};
    for (std::size_t i = 0; i < cell.account.positions.size(); ++i) {
      std::vector<std::string> row = begin;
      for (std::string& text : position_row(study.venue_of(cell), cell.account, i, marks)) {
        row.push_back(std::move(text));
      }
      table.rows.push_back(std::move(row));
      begin = {"", ""};  // a cell is named once
    }
  }
  return table;
}

}  // namespace marginwalk::report
