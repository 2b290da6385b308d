#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/report/overview_table.hpp"
#include "sim/run/result.hpp"
#include "sim/study/attribution.hpp"
#include "sim/study/frontier.hpp"

namespace marginwalk::cli {

/// Prints an answer in a format (table, md or json, a run's as csv too) and writes it to a folder,
/// if there is one. Where one of the two fails the other is still done.
void deliver(const run::Result& result, const std::string& format,
             const std::optional<std::string>& folder);
void deliver(const study::Frontier& frontier, const std::string& format,
             const std::optional<std::string>& folder);
void deliver(const study::Attribution& attribution, const std::string& format,
             const std::optional<std::string>& folder);

/// Prints the cells of all studies below each other, where there are several and the format is one
/// for readers.
void deliver(const report::Overview& overview, const std::string& format);

/// Writes a result to a folder alone.
void write_files(const run::Result& result, const std::filesystem::path& folder);

}  // namespace marginwalk::cli
