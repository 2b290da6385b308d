#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/account.hpp"
#include "core/opening.hpp"
#include "sim/replay/market.hpp"
#include "sim/replay/trader.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

class Fields;

/// A rule as it was written: whose position it is of is not known yet.
struct RuleSpec {
  std::string key;
  Location location;
  std::optional<conduct::Rule> rule;  ///< absent: `none`, which takes a rule away
};

/// The rules of a trader, of an account, or of a position, each key once.
using ConductSpec = std::vector<RuleSpec>;

/// What rules are called in files.
[[nodiscard]] std::vector<std::string> rule_names();

/// Reads the keys of `conduct`.
[[nodiscard]] ConductSpec read_conduct(const Node& node, Problems& problems);

/// Reads the rules among the fields of a map that has other keys besides.
[[nodiscard]] ConductSpec read_rules(Fields& fields, Problems& problems);

/// A conduct with the rules of another in it, which go before its own.
[[nodiscard]] ConductSpec merged(ConductSpec conduct, const ConductSpec& changes);

/// A conduct that has a name.
struct NamedConduct {
  std::string name;
  ConductSpec rules;
};

/// Reads its name and its rules; other keys of the map are the caller's.
[[nodiscard]] NamedConduct read_named_conduct(Fields& fields, Problems& problems);

/// What rules are checked against.
struct ConductGround {
  const core::Venue& venue;
  const core::Account& account;
  const std::vector<core::Price>& marks;  ///< at the start
  replay::Clock clock;                    ///< its step is 0 where nothing will be run
  replay::AfterLiquidation after = replay::AfterLiquidation::continues;
  std::vector<double> volatility{};     ///< of a year, by contract; empty where nothing is known
  std::vector<core::Sizing> sizings{};  ///< of each position
  /// Where among the marks last prices begin, by contract; absent: they are the marks.
  std::optional<std::size_t> last_prices{};
};

/// Whether some order of a conduct is set off by the last price.
[[nodiscard]] bool asks_last_price(const ConductSpec& conduct);

/// The rules of an account, given those of each of its positions, in the order in which they look.
/// Contradictions are problems.
[[nodiscard]] std::vector<conduct::Rule> rules_for(const std::vector<ConductSpec>& by_position,
                                                   const ConductGround& ground, Problems& problems);

/// Where a conduct opens a position, as a quoted price; none where it does not, or where that is
/// not known at the start.
[[nodiscard]] std::optional<core::Price> entry_of(const ConductSpec& conduct, bool is_long,
                                                  core::Price start);

/// Where a conduct leaves a position at a loss first, as a quoted price: its stop-loss, or its
/// trailing stop as it is at the start; none where it has neither.
[[nodiscard]] std::optional<core::Price> stop_of(const ConductSpec& conduct, bool is_long,
                                                 core::Price entry);

}  // namespace marginwalk::scenario
