#pragma once

#include <filesystem>

#include "sim/run/result.hpp"
#include "sim/study/attribution.hpp"
#include "sim/study/frontier.hpp"

/// Answers as files of a folder, called after their study. All of them are written beside their
/// places first and moved there last: a reader sees whole files only. Throws
/// std::filesystem::filesystem_error that names the file; nothing temporary is left then.
namespace marginwalk::report {

/// Makes a folder where it does not exist and makes sure that files can be written there. Throws
/// std::filesystem::filesystem_error where they cannot.
void check_writable(const std::filesystem::path& folder);

/// Writes `<name>.json`, `<name>.csv`, `<name>.survival.csv`, `<name>.differences.csv`,
/// `<name>.gates.csv`, `<name>.claims.csv`, `<name>.bands.csv` where there is a cohort, and
/// `<name>.report.html` into a folder, which is made where it does not exist. The page tells what
/// else the folder has of the study, too (answers_in). Returns the page's file, as the others do.
std::filesystem::path write_files(const run::Result& result, const std::filesystem::path& folder);

/// Writes `<name>.frontier-<variable>.json`, and the page anew.
std::filesystem::path write_files(const study::Frontier& frontier,
                                  const std::filesystem::path& folder);

/// Writes `<name>.attribution.json`, and the page anew.
std::filesystem::path write_files(const study::Attribution& attribution,
                                  const std::filesystem::path& folder);

}  // namespace marginwalk::report
