#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/report/page.hpp"
#include "sim/study/variation.hpp"

/// The answers about a study that a folder has as JSON files, called after the study.
namespace marginwalk::report {

/// What follows the study's name in the file of an answer: `.json` of a run.
inline constexpr const char* run_ending = ".json";
inline constexpr const char* attribution_ending = ".attribution.json";
[[nodiscard]] std::string frontier_ending(study::Variable variable);  ///< `.frontier-wallet.json`

/// An answer and where it goes.
struct Answer {
  std::string ending;
  nlohmann::ordered_json json;
};

/// The answers in a folder whose files begin with `stem`, with a new one in the place of its file.
/// What is no answer of this version of the program is left out, which is said.
[[nodiscard]] Answers answers_in(const std::filesystem::path& folder, const std::string& stem,
                                 const Answer& answer);

}  // namespace marginwalk::report
