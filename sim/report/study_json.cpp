#include "sim/report/study_json.hpp"

#include "sim/report/format.hpp"
#include "sim/report/version.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

void add_sources(Json& json, const std::vector<scenario::Source>& sources) {
  json["file"] =
      sources.empty() || sources.front().is_setting ? Json() : Json(sources.front().name);
  json["settings"] = Json::object();
  for (const scenario::Source& source : sources) {
    if (source.is_setting) json["settings"][source.name] = source.text;
  }
}

}  // namespace

nlohmann::ordered_json program_json() { return {{"version", version()}, {"build", build()}}; }

nlohmann::ordered_json study_json(const scenario::Study& study, const std::string& input_sha256) {
  Json json{{"name", study.name},
            {"description", study.description},
            {"seed", study.seed},
            {"paths", study.paths},
            {"start", iso_time(study.clock.start)},
            {"horizon_seconds", study.clock.horizon},
            {"step_seconds", study.clock.step},
            {"input_sha256", input_sha256},
            {"bridge_error_bound", study.bridge_error_bound},
            {"notes", Json(study.notes)}};
  add_sources(json, study.sources);
  return json;
}

}  // namespace marginwalk::report
