#include "sim/scenario/asset_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {

std::optional<std::size_t> AssetNames::index_of(std::string_view name, const Location& location,
                                                Problems& problems) const {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  if (!others_allowed) {
    problems.push_back({location, fmt::format("{} is no asset of the study ({}){}", shown(name),
                                              listed(names), did_you_mean(name, names))});
  }
  return std::nullopt;
}

}  // namespace marginwalk::scenario
