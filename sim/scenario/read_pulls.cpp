#include "sim/scenario/read_pulls.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// A drift over an hour that goes the whole way; more would pass the level by.
constexpr double greatest_strength = 365 * 24;

Parsed<double> parse_strength(std::string_view text) {
  const Parsed<double> parsed = parse_not_negative(text);
  const auto* const value = std::get_if<double>(&parsed);
  if (!value || *value <= greatest_strength) return parsed;
  return Rejection{fmt::format("{} is above {} (the whole distance within an hour)", shown(text),
                               greatest_strength)};
}

}  // namespace

std::vector<paths::Pull> read_pulls(const Node& node, const AssetNames& assets,
                                    const std::vector<core::Price>& start, Problems& problems) {
  std::vector<paths::Pull> pulls(assets.names.size());
  for (const Entry& entry : node.entries) {
    const auto asset = assets.index_of(entry.key, entry.location, problems);
    Fields fields(entry.value, "pull", problems);
    const core::Price level = fields.required("level", parse_price);
    const double strength = fields.required("strength", parse_strength);
    const double within = fields.required("within", parse_positive_rate).value();
    fields.finish();
    if (!asset) continue;
    pulls[*asset] = {std::log(level.value() / start[*asset].value()), strength, std::log1p(within)};
  }
  return pulls;
}

}  // namespace marginwalk::scenario
