#include "sim/scenario/cell_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

bool is_wanted(const CellChoice& choice, const Policy& policy) {
  const Policy& wanted = choice.wanted;
  return (!choice.name || policy.name == *choice.name) &&
         (!wanted.margin_mode || policy.margin_mode == wanted.margin_mode) &&
         (!wanted.leverage || policy.leverage == wanted.leverage) &&
         (!wanted.leverage_cap || policy.leverage_cap == wanted.leverage_cap) &&
         (!wanted.venue || policy.venue == wanted.venue) &&
         (!wanted.book || policy.book == wanted.book) &&
         (!wanted.after_liquidation || policy.after_liquidation == wanted.after_liquidation) &&
         (!wanted.conduct || policy.conduct == wanted.conduct);
}

std::vector<std::string> names_of(const Study& study) {
  std::vector<std::string> names;
  for (const Cell& cell : study.cells) names.push_back(cell.policy.name);
  return names;
}

}  // namespace

Policy read_policy(Fields& fields) {
  Policy policy;
  policy.margin_mode = fields.optional("margin_mode", parse_margin_mode);
  policy.leverage = fields.optional("leverage", parse_leverage);
  policy.leverage_cap = fields.optional("leverage_cap", parse_leverage);
  policy.after_liquidation = fields.optional("after_liquidation", parse_after_liquidation);
  return policy;
}

CellChoice read_cell_choice(const Node& node, std::string_view key, Problems& problems) {
  CellChoice choice;
  choice.location = node.location;
  Fields fields(node, key, problems);
  choice.name = fields.optional("name", parse_name);
  choice.wanted = read_policy(fields);
  choice.wanted.venue = fields.optional("venue", parse_name);
  choice.wanted.book = fields.optional("book", parse_name);
  choice.wanted.conduct = fields.optional("conduct", parse_name);
  fields.finish();
  return choice;
}

std::vector<std::size_t> find_cells(const CellChoice& choice, std::string_view key,
                                    const Study& study, Problems& problems) {
  std::vector<std::size_t> matches;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    if (is_wanted(choice, study.cells[i].policy)) matches.push_back(i);
  }
  if (!matches.empty()) return matches;
  const auto refused =
      std::find_if(study.refused.begin(), study.refused.end(),
                   [&](const RefusedCell& cell) { return is_wanted(choice, cell.policy); });
  problems.push_back(
      {choice.location, refused != study.refused.end()
                            ? fmt::format("{}: the venue refuses cell {} ({})", key,
                                          refused->policy.name, refused->reason)
                            : fmt::format("{}: no cell is like this (the cells are {})", key,
                                          listed(names_of(study)))});
  return matches;
}

std::optional<std::size_t> find_baseline(const CellChoice& choice, const Study& study,
                                         Problems& problems) {
  const std::vector<std::size_t> matches = find_cells(choice, "baseline", study, problems);
  if (matches.size() == 1) return matches.front();
  if (matches.empty()) return std::nullopt;
  std::vector<std::string> matching;
  for (const std::size_t i : matches) matching.push_back(study.cells[i].policy.name);
  problems.push_back({choice.location,
                      fmt::format("baseline: several cells are like this ({})", listed(matching))});
  return std::nullopt;
}

}  // namespace marginwalk::scenario
