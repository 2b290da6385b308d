#include "sim/scenario/read_funding.hpp"

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_autoregression.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// The band of Binance's and most venues' funding formula.
constexpr double default_band = 0.0005;

Parsed<double> parse_moving_rate(std::string_view text) { return value_of(parse_rate(text)); }

}  // namespace

FundingSpec read_funding(const Node& node, const AssetNames& assets, Problems& problems) {
  FundingSpec spec;
  Fields fields(node, "funding", problems);
  if (const Node* const rate = fields.required_child("rate")) {
    spec.rate = read_by_asset(*rate, "rate", parse_moving_rate, assets, problems);
  }
  spec.every = fields.required("every", parse_funding_interval);
  if (const Node* const premium = fields.child("premium", NodeKind::map)) {
    Fields inner(*premium, "premium", problems);
    spec.premium = {read_autoregression(inner, assets, problems),
                    inner.optional("band", parse_share, core::Rate(default_band)).value()};
    inner.finish();
  }
  fields.finish();
  return spec;
}

}  // namespace marginwalk::scenario
