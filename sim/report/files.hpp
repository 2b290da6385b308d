#pragma once

#include <filesystem>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// Makes a folder where it does not exist and makes sure that files can be written there. Throws
/// std::filesystem::filesystem_error where they cannot.
void check_writable(const std::filesystem::path& folder);

/// Writes `<name>.json`, `<name>.csv`, `<name>.survival.csv`, `<name>.differences.csv`,
/// `<name>.gates.csv`, `<name>.claims.csv` and `<name>.report.html`, by the study's name, into a
/// folder, which is made where it does not exist. All are written beside their places first and
/// moved there last: a reader sees whole files only. Throws std::filesystem::filesystem_error that
/// names the file; nothing temporary is left then.
void write_files(const run::Result& result, const std::filesystem::path& folder);

}  // namespace marginwalk::report
