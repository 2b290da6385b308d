#include "sim/cli/studies.hpp"

#include "sim/scenario/load_study.hpp"

namespace marginwalk::cli {
namespace {

std::vector<scenario::Setting> settings_of(const StudyArguments& arguments) {
  std::vector<scenario::Setting> settings;
  for (const std::string& setting : arguments.settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      throw scenario::InputError(
          {{{"--set " + setting, 0, 0}, "a setting has the form key=value (there is no =)"}});
    }
    settings.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
  }
  if (arguments.paths) settings.push_back({"paths", *arguments.paths});
  if (arguments.seed) settings.push_back({"seed", *arguments.seed});
  return settings;
}

}  // namespace

std::filesystem::path shipped_scenarios() {
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const auto installed = program.parent_path().parent_path() / "share" / "marginwalk" / "scenarios";
  return std::filesystem::is_directory(installed, unknown) ? installed : MARGINWALK_SCENARIOS;
}

scenario::StudyDocument read_file(const std::string& file, const StudyArguments& arguments) {
  return scenario::read_study_document(file, settings_of(arguments), {shipped_scenarios()});
}

scenario::StudyDocument read_text(const std::string& text, const StudyArguments& arguments) {
  return scenario::parse_study_document(text, "command line", settings_of(arguments),
                                        {shipped_scenarios()});
}

std::vector<scenario::Study> load_studies(const StudyArguments& arguments) {
  const std::vector<scenario::Setting> settings = settings_of(arguments);
  std::vector<scenario::Study> studies;
  scenario::Problems problems;
  for (const std::string& file : arguments.files) {
    try {
      studies.push_back(scenario::load_study(file, settings, {shipped_scenarios()}));
    } catch (const scenario::InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  scenario::throw_if_any(problems);
  return studies;
}

}  // namespace marginwalk::cli
