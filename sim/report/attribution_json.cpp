#include "sim/report/assumptions_json.hpp"
#include "sim/report/attribution.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/study_json.hpp"
#include "sim/run/digest.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;
using study::Attribution;
using study::CellAttribution;

Json effect_json(const estimate::Difference& effect) {
  return {{"liquidated", interval_json(effect.liquidated)},
          {"terminal_equity", interval_json(effect.terminal_equity)},
          {"only_with", effect.only_a},
          {"only_without", effect.only_b}};
}

Json first_json(const Attribution& attribution, const CellAttribution& cell) {
  const core::Venue& venue = attribution.venue_of(cell);
  Json json = Json::object();
  for (std::size_t i = 0; i < cell.summary.liquidated_first.size(); ++i) {
    json[venue.contracts[i].name] = interval_json(cell.summary.liquidated_first[i]);
  }
  return json;
}

Json cell_json(const Attribution& attribution, const CellAttribution& cell) {
  Json json{{"id", cell.name},
            {"liquidated", interval_json(cell.summary.liquidated)},
            {"loss_at_mark", interval_json(cell.summary.loss_at_mark)},
            {"jump_loss", interval_json(cell.summary.jump_loss)},
            {"diffusion_loss", interval_json(cell.summary.diffusion_loss)},
            {"jump_share", interval_json(cell.summary.jump_share)},
            {"liquidated_at_jump", interval_json(cell.summary.liquidated_at_jump)},
            {"closed_too_early", interval_json(cell.summary.closed_too_early)},
            {"liquidated_first", first_json(attribution, cell)},
            {"worst_leg_loss", interval_json(cell.summary.worst_leg_loss)},
            {"funding_before", interval_json(cell.summary.funding_before)},
            {"winners_forgone", interval_json(cell.summary.winners_forgone)},
            {"positions", Json::array()},
            {"sensitivities", Json::array()}};
  for (const study::PositionEffect& position : cell.positions) {
    json["positions"].push_back({{"contract", position.contract},
                                 {"side", position.is_long ? "long" : "short"},
                                 {"effect", effect_json(position.effect)}});
  }
  for (const study::Sensitivity& each : cell.sensitivities) {
    json["sensitivities"].push_back(
        {{"change", study::text_of(each.bump)}, {"effect", effect_json(each.effect)}});
  }
  return json;
}

}  // namespace

nlohmann::ordered_json to_json(const Attribution& attribution) {
  const scenario::Study& study = attribution.study;
  Json json;
  json["marginwalk"] = program_json();
  json["study"] = study_json(study, run::input_sha256(study.sources));
  json["assumptions"] = assumptions_json(study);
  json["cells"] = Json::array();
  for (const CellAttribution& cell : attribution.cells) {
    json["cells"].push_back(cell_json(attribution, cell));
  }
  json["timing"] = {{"seconds", attribution.timing.seconds},
                    {"threads", attribution.timing.threads}};
  return json;
}

}  // namespace marginwalk::report
