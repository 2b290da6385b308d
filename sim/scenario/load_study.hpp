#pragma once

#include <filesystem>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/parsed.hpp"
#include "sim/scenario/study.hpp"
#include "sim/scenario/study_document.hpp"

namespace marginwalk::scenario {

/// What the first key of every file, `schema`, may be.
[[nodiscard]] Parsed<std::size_t> parse_schema(std::string_view text);

/// Reads a study file and everything it names, puts the settings over it, checks all of it, and
/// opens the account of every cell. Throws InputError, and nothing else, for bad input.
[[nodiscard]] Study load_study(const std::filesystem::path& file,
                               const std::vector<Setting>& settings = {},
                               const LoadOptions& options = {});

/// The same of a document that has been read.
[[nodiscard]] Study load_study(const StudyDocument& document);

/// The same where refused cells are never an error, not even if they are all: the study that comes
/// out may have no cells. It has no baseline.
[[nodiscard]] Study load_reporting_refusals(const StudyDocument& document);

}  // namespace marginwalk::scenario
