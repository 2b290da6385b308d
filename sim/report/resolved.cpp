#include "sim/report/resolved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "sim/random/brownian_tree.hpp"
#include "sim/replay/world.hpp"
#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/refused_table.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

std::string section(const std::string& title, const Table& table) {
  return table.rows.empty() ? "" : "\n" + title + "\n\n" + render(table, Style::terminal);
}

Table assets(const scenario::Study& study) {
  Table table{{{"asset", Align::left}, {"price"}, {"volatility"}, {"drift"}}, {}};
  for (std::size_t i = 0; i < study.market.assets.size(); ++i) {
    table.rows.push_back({study.market.assets[i].name, price(study.market.assets[i].start.value()),
                          percent(study.model.volatility[i]), percent(study.model.drift[i])});
  }
  return table;
}

Table correlations(const scenario::Study& study) {
  const std::vector<replay::Asset>& names = study.market.assets;
  Table table{{{"correlation", Align::left}, {"of log-returns"}}, {}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      const double value =
          study.model.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      table.rows.push_back({names[i].name + " " + names[j].name, fmt::format("{:.6g}", value)});
    }
  }
  return table;
}

Table contracts(const core::Venue& venue) {
  Table table{{{"contract", Align::left},
               {"underlying", Align::left},
               {"brackets"},
               {"first bracket\nup to"},
               {"maintenance\nmargin rate"},
               {"leverage\nat most"},
               {"taker\nfee"},
               {"liquidation\nfee"}},
              {}};
  for (const core::Contract& contract : venue.contracts) {
    const std::vector<core::Tier>& tiers = contract.tiers.tiers();
    const core::Tier& first = tiers.front();
    const bool endless = first.up_to == std::numeric_limits<double>::infinity();
    table.rows.push_back({contract.name, contract.underlying, count(tiers.size()),
                          endless ? missing : decimal(first.up_to, 0),
                          percent(first.maintenance_margin_rate.value()),
                          leverage(first.max_leverage), percent(contract.taker_fee.value()),
                          percent(contract.liquidation_fee.value())});
  }
  return table;
}

std::string venue(const scenario::Study& study) {
  return section(
      fmt::format("Venue: {}; liquidates {} the maintenance requirement", study.venue.name,
                  study.venue.liquidates_at_equality ? "at or below" : "below"),
      contracts(study.venue));
}

std::string frictions(const replay::Market& market) {
  const std::string funding =
      market.funding.every_seconds == 0
          ? "no funding"
          : fmt::format("funding {} every {}", percent(market.funding.rate.value()),
                        duration(market.funding.every_seconds));
  return fmt::format("\nMarket: {}; slippage {}\n", funding, percent(market.slippage.value()));
}

/// Moments after the start, the horizon included, at which requirements are checked.
std::uint64_t stops(const scenario::Study& study) {
  const auto daily = replay::daily_stops(study.clock, study.market.funding);
  const std::uint32_t last_day = study.clock.horizon % random::seconds_per_day;
  const auto on_last_day = std::count_if(daily.begin(), daily.end(), [&](const replay::Stop& stop) {
    return stop.minute * random::seconds_per_minute <= last_day;
  });
  return std::uint64_t{study.clock.horizon / random::seconds_per_day} * daily.size() +
         static_cast<std::uint64_t>(on_last_day);
}

std::string cost(const scenario::Study& study) {
  const std::uint64_t each = stops(study);
  const std::uint64_t steps = each * study.paths;
  return fmt::format(
      "\nCost: stops x cells x paths = {} x {} x {} = {} checks; {} asset-step-paths\n",
      count(each), count(study.cells.size()), count(study.paths), count(steps * study.cells.size()),
      count(steps * study.market.assets.size()));
}

std::string notes(const scenario::Study& study) {
  std::string text;
  for (const std::string& note : study.notes) text += "- " + note + "\n";
  return text.empty() ? "" : "\nNotes\n\n" + text;
}

}  // namespace

std::string describe(const scenario::Study& study) {
  std::string text = headline(study) + "\n";
  if (!study.description.empty()) text += study.description + "\n";
  return text + section("Assets, per year of 365 days", assets(study)) +
         section("Correlations", correlations(study)) + frictions(study.market) + venue(study) +
         section(fmt::format("Cells at the start; wiped out at {} of starting equity",
                             percent(study.wiped_out_share)),
                 position_table(study, study.cells)) +
         section("Refused by the venue", refused_table(study)) + notes(study) + cost(study);
}

}  // namespace marginwalk::report
