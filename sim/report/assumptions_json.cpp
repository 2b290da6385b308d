#include "sim/report/assumptions_json.hpp"

#include "sim/report/format.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/law_table.hpp"
#include "sim/report/position_table.hpp"
#include "sim/report/table_json.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

Json assets(const scenario::Study& study) {
  Json json = Json::array();
  const std::vector<replay::Asset>& all = study.home().market.assets;
  for (std::size_t i = 0; i < study.model.volatility.size(); ++i) {
    json.push_back({{"name", all[i].name},
                    {"price", all[i].start.value()},
                    {"volatility", study.model.volatility[i]},
                    {"drift", study.model.drift[i]}});
  }
  return json;
}

Json correlations(const scenario::Study& study) {
  Json json = Json::array();
  const std::vector<replay::Asset>& all = study.home().market.assets;
  const auto count = static_cast<Eigen::Index>(study.model.volatility.size());
  for (Eigen::Index i = 0; i < count; ++i) {
    for (Eigen::Index j = i + 1; j < count; ++j) {
      json.push_back({{"a", all[static_cast<std::size_t>(i)].name},
                      {"b", all[static_cast<std::size_t>(j)].name},
                      {"correlation", study.model.correlation(i, j)}});
    }
  }
  return json;
}

Json contract(const core::Contract& value, const replay::Funding& funding) {
  const core::Tier& first = value.tiers.tiers().front();
  return {{"name", value.name},
          {"underlying", value.underlying},
          {"brackets", value.tiers.tiers().size()},
          {"maintenance_margin_rate", first.maintenance_margin_rate.value()},
          {"max_leverage", first.max_leverage},
          {"taker_fee", value.taker_fee.value()},
          {"maker_fee", value.maker_fee.value()},
          {"liquidation_fee", value.liquidation_fee.value()},
          {"funding_rate", funding.rate.value()},
          {"funding_every_seconds", funding.every_seconds}};
}

Json venue(const scenario::Marketplace& place) {
  Json json{{"name", place.venue.name},
            {"date", place.venue_date ? Json(*place.venue_date) : Json()},
            {"liquidates_at_equality", place.venue.liquidates_at_equality},
            {"contracts", Json::array()}};
  for (std::size_t i = 0; i < place.venue.contracts.size(); ++i) {
    json["contracts"].push_back(contract(place.venue.contracts[i], place.market.funding[i]));
  }
  return json;
}

}  // namespace

nlohmann::ordered_json assumptions_json(const scenario::Study& study) {
  const replay::Market& market = study.home().market;
  Json json{{"model", study.model.kind},
            {"law", table_json(law_table(study))},
            {"assets", assets(study)},
            {"correlations", correlations(study)},
            {"slippage", market.liquidity.slippage.value()},
            {"insurance_fund",
             market.insurance_fund ? Json(market.insurance_fund->size.value()) : Json()},
            {"wiped_out_share", study.wiped_out_share},
            {"venues", Json::array()},
            {"positions", table_json(position_table(study, study.cells))}};
  for (const scenario::Marketplace& place : study.marketplaces) {
    json["venues"].push_back(venue(place));
  }
  return json;
}

}  // namespace marginwalk::report
