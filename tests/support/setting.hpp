#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/inverse.hpp"
#include "core/liquidation_price.hpp"
#include "core/requirement.hpp"
#include "tests/support/positions.hpp"

namespace marginwalk::test {

/// Whether a contract is settled in its coin, by the usual names: BTCUSD is, BTCUSDT is not.
inline bool is_inverse(const std::string& symbol) { return symbol.ends_with("USD"); }

/// An account on a venue of its own, each position in a contract of its own with one bracket. What
/// goes in and comes out is as a trader has it: quoted prices; sizes in base, or face of an inverse
/// contract, long > 0.
struct Setting {
  core::Venue venue{"case", true, {}};
  core::Account account;
  std::vector<core::Price> marks;

  void add(double size, double entry, double mark, double rate, double amount, double leverage,
           bool inverse = false) {
    core::Contract contract{
        "X", "X", core::TierSchedule({{1e300, core::Rate(rate), core::Money(amount), 1}}), {}, {}};
    contract.inverse = inverse;
    const core::Size held = core::signed_size(contract, size > 0, core::Size(std::abs(size)));
    account.positions.push_back(cross(account.positions.size(), held.value(),
                                      core::quoted(contract, core::Price(entry)).value(),
                                      leverage));
    marks.push_back(core::quoted(contract, core::Price(mark)));
    venue.contracts.push_back(contract);
  }

  [[nodiscard]] core::Contract& contract(std::size_t i = 0) { return venue.contracts[i]; }
  [[nodiscard]] core::Position& position(std::size_t i = 0) { return account.positions[i]; }

  void isolate(double margin) {
    position().mode = core::MarginMode::isolated;
    position().margin = core::Money(margin);
  }

  void count_fee_in(double taker_fee) {
    for (core::Contract& each : venue.contracts) {
      each.taker_fee = core::Rate(taker_fee);
      each.maintenance_rule.closing_fee = core::ClosingFee::at_mark;
    }
  }

  [[nodiscard]] double pnl(std::size_t i = 0) const {
    return account.positions[i].unrealised_pnl(marks[i]).value();
  }
  [[nodiscard]] double price(std::size_t i = 0) const {
    return shown(i, core::liquidation_price(venue, account, i, marks));
  }
  [[nodiscard]] double bankruptcy_price(std::size_t i = 0) const {
    return shown(i, core::bankruptcy_price(venue, account, i, marks));
  }
  /// A quoted price as the venue shows it, by the contract's tick.
  [[nodiscard]] double on_tick(double quoted, std::size_t i = 0) const {
    const core::Contract& of = venue.contracts[i];
    const bool is_long = core::is_long(of, account.positions[i]);
    return core::to_tick(of, core::Price(quoted), is_long).value();
  }

 private:
  /// 0 is what venues show where there is no price.
  [[nodiscard]] double shown(std::size_t i, std::optional<core::Price> found) const {
    return found ? core::quoted(venue.contracts[i], *found).value() : 0;
  }
};

}  // namespace marginwalk::test
