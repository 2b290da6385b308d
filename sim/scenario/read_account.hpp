#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/opening.hpp"
#include "sim/replay/trader.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

namespace marginwalk::scenario {

/// What the number of a size is.
enum class SizeBy {
  amount,             ///< of margin, notional or size
  risk,               ///< what may be lost at the stop
  equity_share,       ///< of what the account is worth, as margin
  target_volatility,  ///< of what the account is worth, per root of a year
  kelly_fraction,     ///< of the notional that makes the account grow fastest
};

/// Whether a position without a leverage takes the one at which it fills the account.
[[nodiscard]] constexpr bool fills_account(SizeBy by) {
  return by != SizeBy::amount && by != SizeBy::equity_share;
}

/// How large a position is to be.
struct SizeSpec {
  core::Sizing sizing = core::Sizing::margin;
  double amount = 0;
  SizeBy by = SizeBy::amount;  ///< all others become amounts when the account is opened
};

/// A position as it was written. What is absent is left to the policy, or stays as it was where
/// this is a named policy's change of a position.
struct PositionSpec {
  Location location;
  Location contract_location;
  std::string contract;
  bool is_long = true;
  std::optional<SizeSpec> size;
  std::optional<core::Price> entry;
  std::optional<core::MarginMode> margin_mode;
  std::optional<double> leverage;
  ConductSpec conduct{};
};

/// An amount of some money or asset.
struct Holding {
  std::string name;  ///< empty: whatever the venue's money is
  double amount = 0;
  Location location;
};

struct AccountSpec {
  std::vector<Holding> wallet;
  Location wallet_location;
  std::vector<PositionSpec> positions;  ///< sorted by contract
  core::Rate wiped_out_at;
  replay::AfterLiquidation after_liquidation = replay::AfterLiquidation::continues;
  ConductSpec conduct{};
};

/// Reads the key `account`. Its positions may be absent where policies choose among books.
[[nodiscard]] AccountSpec read_account(const Node& node, bool needs_positions, Problems& problems);

/// Whether two are one position: of one contract, on one side.
[[nodiscard]] bool is_same_leg(const PositionSpec& a, const PositionSpec& b);

/// Reports positions without a size.
void report_missing_sizes(const std::vector<PositionSpec>& positions, Problems& problems);

/// Reads the changes that a named policy makes to the account's positions.
[[nodiscard]] std::vector<PositionSpec> read_position_changes(const Node& node, Problems& problems);

/// The account's positions with a policy's changes: matched by contract and side, else added. An
/// added position without a size is a problem.
[[nodiscard]] std::vector<PositionSpec> merged(const std::vector<PositionSpec>& positions,
                                               const std::vector<PositionSpec>& changes,
                                               Problems& problems);

}  // namespace marginwalk::scenario
