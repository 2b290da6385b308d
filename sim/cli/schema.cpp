#include "sim/cli/output.hpp"
#include "sim/cli/setup_verbs.hpp"
#include "sim/report/schema_json.hpp"
#include "sim/scenario/study_shape.hpp"

namespace marginwalk::cli {
namespace {

/// The part of a study that stands in a file of its own.
const scenario::Shape& part(const scenario::Shape& study, const std::string& of) {
  const scenario::Shape& market = *study.find("market");
  if (of == "model") return *market.find("model");
  if (of == "episode") return *market.find("shocks")->item()->find("episode");
  return of == "venue" ? *study.find("venue") : study;
}

}  // namespace

ExitCode schema(const SchemaArguments& arguments) {
  const auto whole =
      arguments.of == "account" ? scenario::account_shape() : scenario::study_shape();
  print(report::schema_json(part(*whole, arguments.of), "marginwalk " + arguments.of));
  return done;
}

}  // namespace marginwalk::cli
