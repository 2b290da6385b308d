#include "sim/cli/find_cell.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::cli {

std::size_t find_cell(const scenario::Study& study, const std::string& name,
                      const std::string& option) {
  std::vector<std::string> names;
  for (const scenario::Cell& cell : study.cells) names.push_back(cell.policy.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const scenario::Location location{option + " " + name, 0, 0};
  for (const scenario::RefusedCell& cell : study.refused) {
    if (cell.policy.name != name) continue;
    throw scenario::InputError({{location, "the venue refuses this cell (" + cell.reason + ")"}});
  }
  throw scenario::InputError(
      {{location, fmt::format("no such cell ({} has {}){}", study.name, scenario::listed(names),
                              scenario::did_you_mean(name, names))}});
}

}  // namespace marginwalk::cli
