#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/run/result.hpp"

namespace marginwalk::cli {

/// Prints a result in a format (table, json, csv or md) and writes it to a folder, if there is one.
/// Where one of the two fails the other is still done.
void deliver(const run::Result& result, const std::string& format,
             const std::optional<std::string>& folder);

/// Writes a result to a folder alone.
void write_files(const run::Result& result, const std::filesystem::path& folder);

}  // namespace marginwalk::cli
