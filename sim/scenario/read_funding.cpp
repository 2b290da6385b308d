#include "sim/scenario/read_funding.hpp"

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// The band of Binance's and most venues' funding formula.
constexpr double default_band = 0.0005;

Parsed<double> value_of(const Parsed<core::Rate>& parsed) {
  if (const auto* rejection = std::get_if<Rejection>(&parsed)) return *rejection;
  return std::get<core::Rate>(parsed).value();
}

Parsed<double> parse_signed(std::string_view text) { return value_of(parse_rate(text)); }
Parsed<double> parse_unsigned(std::string_view text) { return value_of(parse_share(text)); }

paths::FundingPremium read_premium(const Node& node, const AssetNames& assets,
                                   Problems& problems) {
  paths::FundingPremium premium;
  Fields fields(node, "premium", problems);
  const auto by_asset = [&](std::string_view key, auto parse, std::vector<double>& values) {
    if (const Node* const child = fields.required_child(key)) {
      values = read_by_asset(*child, key, parse, assets, problems);
    }
  };
  by_asset("mean", parse_signed, premium.mean);
  by_asset("persistence", parse_unsigned, premium.persistence);
  by_asset("response", parse_signed, premium.response);
  by_asset("deviation", parse_unsigned, premium.deviation);
  premium.common = fields.optional("common", parse_share, core::Rate(0)).value();
  premium.band = fields.optional("band", parse_share, core::Rate(default_band)).value();
  fields.finish();
  return premium;
}

}  // namespace

FundingSpec read_funding(const Node& node, const AssetNames& assets, Problems& problems) {
  FundingSpec spec;
  Fields fields(node, "funding", problems);
  if (const Node* const rate = fields.required_child("rate")) {
    spec.rate = read_by_asset(*rate, "rate", parse_signed, assets, problems);
  }
  spec.every = fields.required("every", parse_funding_interval);
  if (const Node* const premium = fields.child("premium", NodeKind::map)) {
    spec.premium = read_premium(*premium, assets, problems);
  }
  fields.finish();
  return spec;
}

}  // namespace marginwalk::scenario
