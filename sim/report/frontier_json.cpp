#include "sim/report/assumptions_json.hpp"
#include "sim/report/frontier.hpp"
#include "sim/report/frontier_words.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/study_json.hpp"
#include "sim/run/digest.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

Json point_json(const study::Point& point) {
  return {{"setting", point.setting},
          {"value", point.value},
          {"notional", point.notional},
          {"liquidated", interval_json(point.liquidated)},
          {"median_growth", interval_json(point.growth)}};
}

Json family_json(const study::Frontier& frontier, const study::FamilyFrontier& family) {
  const auto value = [&](std::optional<std::size_t> point) {
    return point ? Json(family.points[*point].value) : Json();
  };
  constexpr const char* verdicts[] = {"found", "all within", "none within", "no effect", "refused"};
  Json json{{"id", family.name},
            {"verdict", verdicts[static_cast<std::size_t>(family.verdict)]},
            {"reason", family.reason},
            {"remark", remark(frontier, family)},
            {"warning", warning(frontier, family)},
            {"answer", value(family.answer)},
            {"cautious", value(family.cautious)},
            {"hopeful", value(family.hopeful)},
            {"growth_optimal", value(family.growth_optimal)},
            {"monotone", family.exceeding.empty() && !family.falls},
            {"refusal_below", family.refusal_below},
            {"refusal_above", family.refusal_above},
            {"points", Json::array()}};
  for (const study::Point& point : family.points) json["points"].push_back(point_json(point));
  return json;
}

/// What is true of the study at the setting that it happens to have.
void forget_setting(Json& json) {
  json["study"]["notes"] = Json::array();
  json["assumptions"]["positions"]["rows"] = Json::array();
}

}  // namespace

nlohmann::ordered_json to_json(const study::Frontier& frontier) {
  Json json;
  json["marginwalk"] = program_json();
  json["study"] = study_json(frontier.study, run::input_sha256(frontier.study.sources));
  json["assumptions"] = assumptions_json(frontier.study);
  forget_setting(json);
  json["vary"] = study::word_of(frontier.question.variable);
  json["goal"] = goal(frontier.question.variable);
  json["at_most"] = frontier.question.at_most;
  json["frontier"] = Json::array();
  for (const study::FamilyFrontier& family : frontier.families) {
    json["frontier"].push_back(family_json(frontier, family));
  }
  json["mode_ratios"] = Json::array();
  for (const study::ModeRatio& each : frontier.ratios) {
    json["mode_ratios"].push_back({{"cross", frontier.families[each.cross].name},
                                   {"isolated", frontier.families[each.isolated].name},
                                   {"ratio", interval_json(each.ratio)},
                                   {"sentence", mode_sentence(frontier, each)}});
  }
  json["timing"] = {{"seconds", frontier.seconds}};
  return json;
}

}  // namespace marginwalk::report
