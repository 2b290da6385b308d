#include "sim/report/rank_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

std::string places(const estimate::RankRange& range) {
  return range.best == range.worst ? fmt::format("{}", range.best)
                                   : fmt::format("{} to {}", range.best, range.worst);
}

}  // namespace

Table rank_table(const run::Result& result) {
  Table table{{{"place", Align::left}, {"cell", Align::left}, {"liquidated"}}, {}};
  std::vector<std::size_t> order(result.ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    const estimate::RankRange& range = result.ranks[i];
    return std::tuple(range.best, range.worst, result.cells[i].summary.liquidated.estimate);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return key(i) < key(j); });
  for (const std::size_t i : order) {
    table.rows.push_back({places(result.ranks[i]), result.cells[i].policy.name,
                          percent_interval(result.cells[i].summary.liquidated)});
  }
  return table;
}

}  // namespace marginwalk::report
