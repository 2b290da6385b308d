#include "sim/report/answers.hpp"

#include <fstream>

#include "sim/report/version.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

/// The answers of a folder, read one after the other.
class Reader {
 public:
  Reader(const std::filesystem::path& folder, const std::string& stem, const Answer& answer)
      : folder_(folder), stem_(stem), new_(answer) {}

  /// Null where there is none.
  [[nodiscard]] Json read(const std::string& ending) {
    if (ending == new_.ending) return new_.json;
    const std::filesystem::path file = folder_ / (stem_ + ending);
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return nullptr;
    const Json json = Json::parse(stream, nullptr, false);
    static const Json::json_pointer program("/marginwalk/version");
    if (!json.is_object() || !json.contains(program) || json[program] != version()) {
      left_out_.push_back(file.filename().string() +
                          ", which is in the folder, is not of this version of marginwalk.");
      return nullptr;
    }
    return json;
  }

  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  const std::filesystem::path& folder_;
  const std::string& stem_;
  const Answer& new_;
  std::vector<std::string> left_out_;
};

}  // namespace

std::string frontier_ending(study::Variable variable) {
  return ".frontier-" + study::word_of(variable) + ".json";
}

Answers answers_in(const std::filesystem::path& folder, const std::string& stem,
                   const Answer& answer) {
  using study::Variable;
  Reader reader(folder, stem, answer);
  Answers answers{reader.read(run_ending)};
  for (const Variable variable :
       {Variable::leverage, Variable::leverage_cap, Variable::notional, Variable::wallet}) {
    Json frontier = reader.read(frontier_ending(variable));
    if (!frontier.is_null()) answers.frontiers.push_back(std::move(frontier));
  }
  answers.attribution = reader.read(attribution_ending);
  answers.left_out = reader.left_out();
  return answers;
}

}  // namespace marginwalk::report
