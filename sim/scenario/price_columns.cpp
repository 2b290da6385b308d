#include "sim/scenario/price_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {
namespace {

constexpr const char* parts_of_bar[] = {"open", "high", "low", "close"};

std::optional<std::size_t> find(const PriceColumns& columns, const std::string& name) {
  const auto found = std::find(columns.names.begin(), columns.names.end(), name);
  if (found == columns.names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.names.begin());
}

void find_names(const PriceRows& header, PriceColumns& columns, Problems& problems) {
  for (const std::string_view cell : header.cells()) {
    if (!cell.empty() && find(columns, std::string(cell))) {
      problems.push_back({header.at(columns.names.size()),
                          fmt::format("the column {} is given twice", shown(cell))});
    }
    columns.names.emplace_back(cell);
  }
}

void find_time(const Location& row, PriceColumns& columns, Problems& problems) {
  const auto time = find(columns, "time");
  const auto seconds = find(columns, "seconds");
  if (time && seconds) {
    problems.push_back({row, "the columns time and seconds (one of them is enough)"});
  } else if (!time && !seconds) {
    problems.push_back({row,
                        "no column time or seconds (the first row names the columns, with commas "
                        "between)"});
  }
  columns.in_seconds = !time;
  columns.time = time ? *time : seconds.value_or(0);
}

/// Bars where all assets have them, else closes.
void find_prices(const Location& row, const std::vector<std::string>& assets, PriceColumns& columns,
                 Problems& problems) {
  const auto has_bar = [&](const std::string& asset) {
    return std::all_of(std::begin(parts_of_bar), std::end(parts_of_bar),
                       [&](const char* part) { return find(columns, asset + " " + part); });
  };
  columns.bars = std::all_of(assets.begin(), assets.end(), has_bar);
  for (const std::string& asset : assets) {
    if (columns.bars) {
      for (const char* const part : parts_of_bar) {
        columns.prices.push_back(*find(columns, asset + " " + part));
      }
    } else if (const auto column = find(columns, asset)) {
      columns.prices.push_back(*column);
    } else {
      problems.push_back(
          {row, fmt::format("no column {0} (or, for every asset, columns like {0} open, {0} high, "
                            "{0} low and {0} close){1}",
                            asset, did_you_mean(asset, columns.names))});
    }
  }
}

}  // namespace

PriceColumns find_price_columns(const PriceRows& header, const std::vector<std::string>& assets,
                                Problems& problems) {
  PriceColumns columns;
  find_names(header, columns, problems);
  const Location row = header.at(columns.names.size());
  columns.path = find(columns, "path");
  find_time(row, columns, problems);
  find_prices(row, assets, columns, problems);
  return columns;
}

}  // namespace marginwalk::scenario
