#include "sim/scenario/cell_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// Of a cell without its market's.
std::string_view own_name(const Policy& policy) {
  std::string_view name = policy.name;
  if (!policy.market.empty() && name.size() > policy.market.size()) {
    name.remove_prefix(policy.market.size() + 1);
  }
  return name;
}

bool has(const std::vector<MatrixSetting>& settings, const MatrixSetting& wanted) {
  return std::find(settings.begin(), settings.end(), wanted) != settings.end();
}

/// Takes from a policy what a choice says of it; what is left is what cells must share to be
/// compared.
void remove(const CellChoice& choice, Policy& policy) {
  const Policy& wanted = choice.wanted;
  for_each_setting([&](const char*, auto setting) {
    if (wanted.*setting || choice.name) (policy.*setting).reset();
  });
  if (wanted.band || choice.name) {
    policy.band.reset();
    policy.trader.reset();
  }
  std::erase_if(policy.settings, [&](const MatrixSetting& each) {
    return std::any_of(wanted.settings.begin(), wanted.settings.end(),
                       [&](const MatrixSetting& other) { return other.key == each.key; });
  });
}

std::string names_of_all(const Study& study) {
  std::vector<std::size_t> all(study.cells.size());
  std::iota(all.begin(), all.end(), 0);
  return names_of(study, all);
}

/// What is said of a band that no trader is in, or that the cohort does not have.
std::optional<std::string> unknown_band(const CellChoice& choice, std::string_view key,
                                        const Study& study) {
  if (!choice.wanted.band) return std::nullopt;
  std::vector<std::string> bands;
  for (const CellGroup& each : study.groups) {
    if (each.band == choice.wanted.band) return std::nullopt;
    const bool known = std::find(bands.begin(), bands.end(), each.band) != bands.end();
    if (each.band && !known) bands.push_back(*each.band);
  }
  return fmt::format("{}: no trader is in a band {} ({})", key, shown(*choice.wanted.band),
                     bands.empty() ? "policies have no cohort" : "there are " + listed(bands));
}

/// Every cell that is not among the baselines with the one that is like it. None where one could be
/// compared with several.
std::vector<std::pair<std::size_t, std::size_t>> pairs_with(
    const std::vector<std::size_t>& baselines, const CellChoice& choice, const Study& study) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < study.cells.size(); ++a) {
    if (is_wanted(choice, study.cells[a].policy)) continue;
    std::size_t found = 0;
    for (const std::size_t b : baselines) {
      if (!are_alike_but_for({choice}, study.cells[a].policy, study.cells[b].policy)) continue;
      if (++found > 1) return {};
      pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

}  // namespace

bool is_wanted(const CellChoice& choice, const Policy& policy) {
  const Policy& wanted = choice.wanted;
  if (choice.name && policy.name != *choice.name && own_name(policy) != *choice.name) return false;
  bool is_like_it = !wanted.band || policy.band == wanted.band;
  for_each_setting([&](const char*, auto setting) {
    is_like_it = is_like_it && (!(wanted.*setting) || policy.*setting == wanted.*setting);
  });
  return is_like_it &&
         std::all_of(wanted.settings.begin(), wanted.settings.end(),
                     [&](const MatrixSetting& each) { return has(policy.settings, each); });
}

bool are_alike_but_for(const std::vector<CellChoice>& choices, Policy a, Policy b) {
  for (const CellChoice& choice : choices) {
    remove(choice, a);
    remove(choice, b);
  }
  bool alike = a.settings == b.settings && a.trader == b.trader && a.band == b.band;
  for_each_setting([&](const char*, auto setting) { alike = alike && a.*setting == b.*setting; });
  return alike;
}

Policy read_policy(Fields& fields) {
  Policy policy;
  policy.margin_mode = fields.optional("margin_mode", parse_margin_mode);
  policy.leverage = fields.optional("leverage", parse_leverage);
  policy.leverage_cap = fields.optional("leverage_cap", parse_leverage);
  policy.after_liquidation = fields.optional("after_liquidation", parse_after_liquidation);
  return policy;
}

CellChoice read_cell_choice(const Node& node, std::string_view key,
                            const std::vector<std::string>& matrix_keys, Problems& problems) {
  CellChoice choice;
  choice.location = node.location;
  Fields fields(node, key, problems);
  choice.name = fields.optional("name", parse_text);
  choice.wanted = read_policy(fields);
  choice.wanted.venue = fields.optional("venue", parse_name);
  choice.wanted.book = fields.optional("book", parse_name);
  choice.wanted.conduct = fields.optional("conduct", parse_name);
  choice.wanted.band = fields.optional("band", parse_text);
  for (const std::string& each : matrix_keys) {
    if (const auto value = fields.optional(each, parse_text)) {
      choice.wanted.settings.push_back({each, *value});
    }
  }
  fields.finish();
  return choice;
}

std::string names_of(const Study& study, const std::vector<std::size_t>& cells, std::size_t most) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(cells.size(), most); ++i) {
    names.push_back(study.cells[cells[i]].policy.name);
  }
  return listed(names) +
         (cells.size() > most ? fmt::format(" and {} more", cells.size() - most) : "");
}

std::string name_of(const CellChoice& choice) {
  if (choice.name) return *choice.name;
  std::vector<std::string> parts;
  for (const MatrixSetting& each : choice.wanted.settings) parts.push_back(each.value);
  if (choice.wanted.band) parts.push_back(*choice.wanted.band);
  const std::string rest = cell_name(choice.wanted);
  if (!rest.empty()) parts.push_back(rest);
  return parts.empty() ? "all" : fmt::format("{}", fmt::join(parts, "-"));
}

std::vector<std::size_t> find_cells(const CellChoice& choice, std::string_view key,
                                    const Study& study, Problems& problems) {
  std::vector<std::size_t> matches;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    if (is_wanted(choice, study.cells[i].policy)) matches.push_back(i);
  }
  if (!matches.empty()) return matches;
  if (const auto unknown = unknown_band(choice, key, study)) {
    problems.push_back({choice.location, *unknown});
    return matches;
  }
  const auto refused =
      std::find_if(study.refused.begin(), study.refused.end(),
                   [&](const RefusedCell& cell) { return is_wanted(choice, cell.policy); });
  problems.push_back(
      {choice.location,
       refused != study.refused.end()
           ? fmt::format("{}: the venue refuses cell {} ({})", key, refused->policy.name,
                         refused->reason)
           : fmt::format("{}: no cell is like this (the cells are {})", key, names_of_all(study))});
  return matches;
}

void set_baseline(const CellChoice& choice, Study& study, Problems& problems) {
  const std::vector<std::size_t> matches = find_cells(choice, "baseline", study, problems);
  if (matches.empty()) return;
  if (matches.size() == 1) {
    study.baseline = matches.front();
    return;
  }
  study.comparisons = pairs_with(matches, choice, study);
  if (!study.comparisons.empty()) return;
  problems.push_back({choice.location, fmt::format("baseline: several cells are like this ({})",
                                                   names_of(study, matches))});
}

}  // namespace marginwalk::scenario
