#include "sim/scenario/combine_markets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/scenario/read_policies.hpp"

namespace marginwalk::scenario {
namespace {

bool are_equal(const Node& a, const Node& b);

bool are_equal(const Entry& a, const Entry& b) {
  return a.key == b.key && are_equal(a.value, b.value);
}

template <class Value>
bool are_equal(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return are_equal(x, y); });
}

/// Whether two values are written alike, wherever they stand.
bool are_equal(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && are_equal(a.items, b.items) &&
         are_equal(a.entries, b.entries);
}

bool agree(const StudyDocument& a, const StudyDocument& b, std::string_view key) {
  const Node* const in_a = a.root.find(key);
  const Node* const in_b = b.root.find(key);
  return in_a && in_b ? are_equal(*in_a, *in_b) : in_a == in_b;
}

/// What a marketplace lists: contracts and collateral that some account of it holds.
std::vector<std::string> listed_names(const core::Venue& venue) {
  std::vector<std::string> names;
  for (const core::Contract& contract : venue.contracts) names.push_back(contract.name);
  for (const core::CollateralTerms& asset : venue.collateral) names.push_back(asset.name);
  return names;
}

/// Whether accounts of both could stand in one market, on one walk.
bool share_a_market(const StudyDocument& a, const Study& in_a, const StudyDocument& b,
                    const Study& in_b) {
  if (in_a.wiped_out_share != in_b.wiped_out_share) return false;
  for (const char* key : {"market", "horizon", "step", "start", "venue"}) {
    if (!agree(a, b, key)) return false;
  }
  return are_equal(a.venues, b.venues) &&
         std::equal(in_a.marketplaces.begin(), in_a.marketplaces.end(), in_b.marketplaces.begin(),
                    in_b.marketplaces.end(), [](const Marketplace& x, const Marketplace& y) {
                      return listed_names(x.venue) == listed_names(y.venue) &&
                             x.market.underlying == y.market.underlying;
                    });
}

/// A policy in a market.
void name(Policy& policy, const Combination& market) {
  policy.market = market.name;
  policy.name = policy.name == "account" ? market.name : market.name + "-" + policy.name;
  for (const AxisValue& each : market.values) policy.settings.push_back({each.key, each.text});
}

/// The marketplaces of a market by itself.
std::vector<Marketplace> own_marketplaces(const Study& study) {
  std::vector<Marketplace> places = study.marketplaces;
  for (Marketplace& place : places) {
    place.model = study.model;
    place.clock = study.clock;
    place.wiped_out_share = study.wiped_out_share;
  }
  return places;
}

void add_notes(const std::vector<std::string>& notes, std::vector<std::string>& to) {
  for (const std::string& note : notes) {
    if (std::find(to.begin(), to.end(), note) == to.end()) to.push_back(note);
  }
}

void report_repeated_names(const Study& study, const Location& location, Problems& problems) {
  std::vector<std::string> names;
  for (const Cell& cell : study.cells) names.push_back(cell.policy.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return;
  problems.push_back(
      {location, fmt::format("matrix: two cells are called {} (name the values of an axis: write "
                             "it as a map from names to values)",
                             *twice)});
}

}  // namespace

Study combine(const StudyDocument& document, std::vector<Study> markets, Problems& problems) {
  Study study = markets.front();
  study.cells.clear();
  study.refused.clear();
  study.marketplaces.clear();
  study.matrix_keys = document.matrix_keys;
  std::vector<std::size_t> first_place(markets.size());
  for (std::size_t i = 0; i < markets.size(); ++i) {
    std::size_t same = 0;
    while (same < i && !share_a_market(document.markets[same], markets[same], document.markets[i],
                                       markets[i])) {
      ++same;
    }
    first_place[i] = same < i ? first_place[same] : study.marketplaces.size();
    if (same == i) {
      std::vector<Marketplace> places =
          i == 0 ? markets[i].marketplaces : own_marketplaces(markets[i]);
      std::move(places.begin(), places.end(), std::back_inserter(study.marketplaces));
    }
    for (Cell& cell : markets[i].cells) {
      name(cell.policy, document.markets[i].market);
      cell.marketplace += first_place[i];
      study.cells.push_back(std::move(cell));
    }
    for (RefusedCell& cell : markets[i].refused) {
      name(cell.policy, document.markets[i].market);
      study.refused.push_back(std::move(cell));
    }
    add_notes(markets[i].notes, study.notes);
  }
  const Location& location = document.markets.front().market.location;
  report_repeated_names(study, location, problems);
  if (study.cells.size() > most_cells) {
    problems.push_back({location, fmt::format("matrix: {} cells (at most {}): {} markets of up to "
                                              "{} policies",
                                              study.cells.size(), most_cells, markets.size(),
                                              study.cells.size() / markets.size())});
  }
  return study;
}

}  // namespace marginwalk::scenario
