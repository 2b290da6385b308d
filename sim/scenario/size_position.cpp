#include "sim/scenario/size_position.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

#include "core/inverse.hpp"
#include "core/risk_sizing.hpp"
#include "sim/paths/long_run.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/scenario/marketplace.hpp"

namespace marginwalk::scenario {
namespace {

/// A notional, or why there is none.
using Notional = std::variant<core::Money, std::string>;

/// The position's contract, and what is known of it.
struct Held {
  const PositionSpec& position;
  std::size_t contract;
  std::vector<core::Price> marks;
};

Notional at_risk(const Held& held, const SizingGround& ground, core::Money) {
  const PositionSpec& position = held.position;
  const core::Venue& venue = ground.place.venue;
  const core::Price start = core::quoted(venue.contracts[held.contract], held.marks[held.contract]);
  const core::Price entry =
      position.entry.value_or(entry_of(position.conduct, position.is_long, start).value_or(start));
  const auto stop = stop_of(position.conduct, position.is_long, entry);
  if (!stop || (*stop < entry) != position.is_long) {
    return fmt::format(
        "nothing limits the loss in cell {} (give a stop_loss or a trailing_stop in conduct)",
        ground.cell);
  }
  return core::notional_at_risk(venue, {held.contract, position.is_long, entry, *stop},
                                core::Money(position.size->amount), ground.place.market.liquidity);
}

std::size_t asset_of(const Held& held, const replay::Market& market) {
  return market.asset_of(market.underlying[held.contract]);
}

Notional at_volatility(const Held& held, const SizingGround& ground, core::Money worth) {
  if (!ground.model) return std::string("there is no model of the future (market.model)");
  const std::size_t asset = asset_of(held, ground.place.market);
  const double variance = paths::long_run_variance(*ground.model, asset);
  if (variance == 0) return std::string("the model's volatility is 0");
  return worth * (held.position.size->amount / std::sqrt(variance));
}

/// Why the mean growth of a price is not the model's drift, if so.
std::optional<std::string> drift_is_unknown(const SizingGround& ground) {
  const paths::ModelParameters& model = *ground.model;
  if (std::holds_alternative<paths::Recorded>(model.variance)) return "prices are recorded";
  if (model.is_pulled()) return "prices are pulled to a level";
  if (!model.shocks.empty()) return "shocks move prices besides";
  if (ground.place.market.moving_funding) return "funding moves";
  if (ground.funds.coin) return "the wallet is in coins, which rise and fall themselves";
  return std::nullopt;
}

Notional by_kelly(const Held& held, const SizingGround& ground, core::Money worth) {
  if (!ground.model) return std::string("there is no model of the future (market.model)");
  if (const auto why = drift_is_unknown(ground)) {
    return fmt::format("the mean growth of the price is not known ({})", *why);
  }
  const replay::Market& market = ground.place.market;
  const std::size_t asset = asset_of(held, market);
  const replay::Funding& funding = market.funding[held.contract];
  const double paid = funding.every_seconds == 0
                          ? 0
                          : funding.rate.value() * random::seconds_per_year / funding.every_seconds;
  const double edge = (held.position.is_long ? 1 : -1) * (ground.model->drift[asset] - paid);
  if (!(edge > 0)) {
    return fmt::format(
        "a {} of {} has no edge (drift {:.4g}% less funding {:.4g}% a year), and Kelly would not "
        "hold it",
        held.position.is_long ? "long" : "short", held.position.contract,
        100 * ground.model->drift[asset], 100 * paid);
  }
  const double variance = paths::long_run_variance(*ground.model, asset);
  if (variance == 0) return std::string("the model's volatility is 0");
  return worth * (held.position.size->amount * edge / variance);
}

/// A way to size by something other than an amount, and how it is called.
struct SizingWay {
  SizeBy by;
  const char* key;
  Notional (*notional)(const Held& held, const SizingGround& ground, core::Money worth);
};

constexpr SizingWay sizing_ways[] = {
    {SizeBy::risk, "risk", at_risk},
    {SizeBy::target_volatility, "target_volatility", at_volatility},
    {SizeBy::kelly_fraction, "kelly_fraction", by_kelly},
};

}  // namespace

void settle_size(PositionSpec& position, const SizingGround& ground, Problems& problems) {
  const SizeBy by = position.size->by;
  if (by == SizeBy::amount) return;
  const core::Venue& venue = ground.place.venue;
  const Held held{position, index_of_contract(venue, position.contract),
                  replay::start_marks(ground.place.market)};
  const core::Money worth = core::worth(venue, ground.funds, held.marks);
  if (by == SizeBy::equity_share) {
    const core::Money whole = ground.funds.coin ? ground.funds.wallet : worth;
    position.size = SizeSpec{core::Sizing::margin, (whole * position.size->amount).value()};
    return;
  }
  const SizingWay& way = *std::find_if(std::begin(sizing_ways), std::end(sizing_ways),
                                       [&](const SizingWay& each) { return each.by == by; });
  const Notional notional = way.notional(held, ground, worth);
  if (const auto* const why = std::get_if<std::string>(&notional)) {
    problems.push_back({position.location, fmt::format("{}: {}", way.key, *why)});
    return;
  }
  const core::Money found = std::get<core::Money>(notional);
  position.size = SizeSpec{core::Sizing::notional, found.value()};
  if (!position.leverage) position.leverage = std::max(1.0, found / worth);
}

}  // namespace marginwalk::scenario
