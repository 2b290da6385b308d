#include "sim/scenario/read_autoregression.hpp"

#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

Parsed<double> parse_signed(std::string_view text) { return value_of(parse_rate(text)); }
Parsed<double> parse_unsigned(std::string_view text) { return value_of(parse_share(text)); }

}  // namespace

paths::Autoregression read_autoregression(Fields& fields, const AssetNames& assets,
                                          Problems& problems) {
  paths::Autoregression law;
  const auto by_asset = [&](const Node* node, std::string_view key, auto parse) {
    return node ? read_by_asset(*node, key, parse, assets, problems)
                : std::vector<double>(assets.names.size());
  };
  law.mean = by_asset(fields.child("mean"), "mean", parse_signed);
  law.persistence = by_asset(fields.required_child("persistence"), "persistence", parse_unsigned);
  law.response = by_asset(fields.required_child("response"), "response", parse_signed);
  law.deviation = by_asset(fields.required_child("deviation"), "deviation", parse_unsigned);
  law.common = fields.optional("common", parse_share, core::Rate(0)).value();
  return law;
}

}  // namespace marginwalk::scenario
