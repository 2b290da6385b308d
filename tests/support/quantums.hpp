#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/account.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

/// dYdX counts in quantums: of quote 1e-6, of base 10^resolution. Sizes here are such that size x
/// price is in quote quantums. A position that was entered at 0 has its value as profit.
namespace marginwalk::test {

inline double quantum_size(double base_quantums, double atomic_resolution) {
  return base_quantums * std::pow(10, atomic_resolution + 6);
}

/// A position of a case, and its part of the account's state.
struct QuantumPosition {
  std::string market;
  core::Position position;
  core::Price oracle;
  core::MarginState state;

  [[nodiscard]] core::Money notional() const { return position.size * oracle; }
};

inline QuantumPosition quantum_position(const nlohmann::json& value) {
  const double resolution = number_of(value.value("atomic_resolution", nlohmann::json(-8)));
  const core::Position position =
      cross(0, quantum_size(number_of(value.at("base_quantums")), resolution), 0,
            1 / value.value("imf", 1.0));
  const core::Price oracle(number_of(value.at("oracle_price")));
  const core::Venue venue{"dydx", false, {flat_contract("X", value.value("mmf", 1.0), 1)}};
  return {value.value("market", ""), position, oracle,
          core::position_state(venue, position, oracle)};
}

/// All of a case's positions, with its cash.
struct QuantumAccount {
  core::MarginState state;
  std::vector<QuantumPosition> positions;

  [[nodiscard]] const QuantumPosition& in(const std::string& market) const {
    for (const QuantumPosition& each : positions) {
      if (each.market == market) return each;
    }
    throw NotApplicable("no position in " + market);
  }
};

inline QuantumAccount quantum_account(double usdc, const nlohmann::json& positions) {
  QuantumAccount account;
  account.state.equity = core::Money(usdc);
  for (const nlohmann::json& value : positions) {
    account.positions.push_back(quantum_position(value));
    account.state += account.positions.back().state;
  }
  return account;
}

}  // namespace marginwalk::test
