#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/study_document.hpp"

namespace marginwalk::cli {

/// Where shipped studies, venues and models are: beside an installed program, else in the sources
/// it was built from.
[[nodiscard]] std::filesystem::path shipped_scenarios();

/// What every verb that reads study files accepts.
struct StudyArguments {
  std::vector<std::string> files;
  std::vector<std::string> settings;  ///< key=value
  std::optional<std::string> paths;
  std::optional<std::string> seed;
};

/// Reads a file with what it names and all settings.
[[nodiscard]] scenario::StudyDocument read_file(const std::string& file,
                                                const StudyArguments& arguments);

/// The same of a text that was written on the command line.
[[nodiscard]] scenario::StudyDocument read_text(const std::string& text,
                                                const StudyArguments& arguments);

/// What is wrong with a study whose matrix has many markets, for a verb that looks at one. Throws
/// scenario::InputError.
void check_one_market(const std::vector<std::string>& matrix_keys);

/// The files that are named, and the YAML files of folders that are, sorted. Throws
/// scenario::InputError where a folder has none.
[[nodiscard]] std::vector<std::string> study_files(
    const std::vector<std::string>& files_and_folders);

/// Reads all the studies. Throws scenario::InputError with the problems of all files at once.
[[nodiscard]] std::vector<scenario::Study> load_studies(const StudyArguments& arguments);

}  // namespace marginwalk::cli
