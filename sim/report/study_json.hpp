#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/scenario/study.hpp"

/// What every answer in JSON begins with.
namespace marginwalk::report {

/// The program that answers: its version and build.
[[nodiscard]] nlohmann::ordered_json program_json();

/// What was asked: the study, the file that it was read from and the settings on top of it.
[[nodiscard]] nlohmann::ordered_json study_json(const scenario::Study& study,
                                                const std::string& input_sha256);

}  // namespace marginwalk::report
