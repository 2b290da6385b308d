#include "sim/report/resolved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "sim/random/brownian_tree.hpp"
#include "sim/replay/world.hpp"
#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/law_table.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/precision_text.hpp"
#include "sim/report/refused_table.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

std::string section(const std::string& title, const Table& table) {
  return table.rows.empty() ? "" : "\n" + title + "\n\n" + render(table, Style::terminal);
}

Table assets(const scenario::Study& study) {
  Table table{{{"asset", Align::left}, {"price"}, {"volatility"}, {"drift"}}, {}};
  const std::vector<replay::Asset>& all = study.home().market.assets;
  for (std::size_t i = 0; i < study.model.volatility.size(); ++i) {
    table.rows.push_back({all[i].name, price(all[i].start.value()),
                          percent(study.model.volatility[i]), percent(study.model.drift[i])});
  }
  return table;
}

Table correlations(const scenario::Study& study) {
  const std::vector<replay::Asset>& names = study.home().market.assets;
  const std::size_t count = study.model.volatility.size();
  Table table{{{"correlation", Align::left}, {"of log-returns"}}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const double value =
          study.model.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      table.rows.push_back({names[i].name + " " + names[j].name, fmt::format("{:.6g}", value)});
    }
  }
  return table;
}

std::string funding(const replay::Funding& terms) {
  if (terms.every_seconds == 0) return missing;
  return percent(terms.rate.value()) + " / " + duration(terms.every_seconds);
}

Table contracts(const scenario::Marketplace& place) {
  Table table{{{"contract", Align::left},
               {"underlying", Align::left},
               {"brackets"},
               {"first bracket\nup to"},
               {"maintenance\nmargin rate"},
               {"leverage\nat most"},
               {"taker\nfee"},
               {"maker\nfee"},
               {"liquidation\nfee"},
               {"funding"}},
              {}};
  for (std::size_t i = 0; i < place.venue.contracts.size(); ++i) {
    const core::Contract& contract = place.venue.contracts[i];
    const std::vector<core::Tier>& tiers = contract.tiers.tiers();
    const core::Tier& first = tiers.front();
    const bool endless = first.up_to == std::numeric_limits<double>::infinity();
    table.rows.push_back(
        {contract.name, contract.underlying, count(tiers.size()),
         endless ? missing : decimal(first.up_to, 0),
         percent(first.maintenance_margin_rate.value()), leverage(first.max_leverage),
         percent(contract.taker_fee.value()), percent(contract.maker_fee.value()),
         percent(contract.liquidation_fee.value()), funding(place.market.funding[i])});
  }
  return table;
}

std::string venues(const scenario::Study& study) {
  std::string text;
  for (const scenario::Marketplace& place : study.marketplaces) {
    if (place.clock) break;  // another market of a matrix
    text += section(
        fmt::format("Venue: {}; liquidates {} the maintenance requirement", place.venue.name,
                    place.venue.liquidates_at_equality ? "at or below" : "below"),
        contracts(place));
  }
  return text;
}

std::string frictions(const replay::Market& market) {
  const core::Liquidity& liquidity = market.liquidity;
  const bool has_impact = std::any_of(liquidity.impact.begin(), liquidity.impact.end(),
                                      [](double each) { return each > 0; });
  std::string text = fmt::format("\nMarket: slippage {}{}", percent(liquidity.slippage.value()),
                                 has_impact ? " and impact" : "");
  if (market.insurance_fund) {
    text += fmt::format("; insurance fund of {}", money(market.insurance_fund->size.value()));
  }
  return text + "\n";
}

/// Moments after the start, the horizon included, at which requirements are checked.
std::uint64_t stops(const scenario::Study& study, const scenario::Marketplace& place) {
  const replay::Clock& clock = study.clock_at(place);
  const auto daily = replay::daily_stops(clock, place.market, study.model_at(place).shocks);
  const std::uint32_t last_day = clock.horizon % random::seconds_per_day;
  const auto on_last_day = std::count_if(daily.begin(), daily.end(), [&](const replay::Stop& stop) {
    return stop.minute * random::seconds_per_minute <= last_day;
  });
  return std::uint64_t{clock.horizon / random::seconds_per_day} * daily.size() +
         static_cast<std::uint64_t>(on_last_day);
}

std::string cost(const scenario::Study& study) {
  std::vector<std::uint64_t> each;
  std::uint64_t steps = 0;
  for (const scenario::Marketplace& place : study.marketplaces) {
    each.push_back(stops(study, place));
    if (each.size() == 1 || !study.matrix_keys.empty()) {
      steps += each.back() * study.model_at(place).volatility.size();
    }
  }
  std::uint64_t checks = 0;
  for (const scenario::Cell& cell : study.cells) checks += each[cell.marketplace];
  const auto [least, most] = std::minmax_element(each.begin(), each.end());
  return fmt::format(
      "\nCost: {}{} stops of {} cells, on {}{} paths {} checks; {} asset-step-paths\n",
      *least == *most ? "" : count(*least) + " to ", count(*most), count(study.cells.size()),
      study.precision ? "at most " : "", count(study.paths), count(checks * study.paths),
      count(steps * study.paths));
}

/// The markets of a matrix: what it sets in each, how many cells it has, and which of the walks
/// these are on.
Table markets(const scenario::Study& study) {
  Table table{{{"market", Align::left}}, {}};
  for (const std::string& key : study.matrix_keys) table.columns.push_back({key});
  table.columns.push_back({"cells"});
  table.columns.push_back({"paths of"});
  std::vector<std::string> first;  // by marketplace: the market that walked there first
  std::size_t cells = 0;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    const scenario::Cell& cell = study.cells[i];
    const scenario::Policy& policy = cell.policy;
    first.resize(study.marketplaces.size());
    std::string& walk = first[cell.marketplace];
    if (walk.empty()) walk = policy.market;
    ++cells;
    if (i + 1 < study.cells.size() && study.cells[i + 1].policy.market == policy.market) continue;
    table.rows.push_back({policy.market});
    for (const std::string& key : study.matrix_keys) {
      const auto set = std::find_if(policy.settings.begin(), policy.settings.end(),
                                    [&](const auto& each) { return each.key == key; });
      table.rows.back().push_back(set != policy.settings.end() ? set->value : missing);
    }
    table.rows.back().push_back(count(cells));
    table.rows.back().push_back(walk);
    cells = 0;
  }
  return study.matrix_keys.empty() ? Table{} : table;
}

std::string claims(const scenario::Study& study) {
  std::string text;
  for (const scenario::Claim& claim : study.claims) {
    text += fmt::format("\nClaim: \"{}\", by {} {}; {} without difference\n", claim.says,
                        count(claim.cases.size()), claim.cases.size() == 1 ? "case" : "cases",
                        count(claim.null_cases.size()));
  }
  return text;
}

std::string notes(const scenario::Study& study) {
  std::string text;
  for (const std::string& note : study.notes) text += "- " + note + "\n";
  return text.empty() ? "" : "\nNotes\n\n" + text;
}

}  // namespace

std::string describe(const scenario::Study& study) {
  std::string text = headline(study, study.precision ? "at most " : "") + "\n";
  if (!study.description.empty()) text += study.description + "\n";
  if (study.precision) text += "\nUntil precise: " + targets_text(*study.precision) + "\n";
  text += section("Markets; what follows is of the first", markets(study));
  return text + section("Assets, per year of 365 days", assets(study)) +
         section("Correlations", correlations(study)) + section("Law", law_table(study)) +
         frictions(study.home().market) + venues(study) +
         section(fmt::format("Cells at the start; wiped out at {} of starting equity",
                             percent(study.wiped_out_share)),
                 position_table(study, study.cells)) +
         section("Refused by the venue", refused_table(study)) + claims(study) + notes(study) +
         cost(study);
}

}  // namespace marginwalk::report
