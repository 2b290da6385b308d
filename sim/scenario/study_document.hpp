#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/matrix.hpp"
#include "sim/scenario/setting.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Where to look besides the study file's own surroundings.
struct LoadOptions {
  std::filesystem::path data_folder = {};  ///< of the installation, with venues/; may be empty
  /// Instead of any file: what was read before, in the same order.
  const std::vector<Source>* sources = nullptr;
};

/// A study file with the files that it names put in their places, and all settings applied.
struct StudyDocument {
  Node root;
  bool model_is_file = false;             ///< market.model was the path of a file
  std::optional<std::string> venue_name;  ///< venue was the name of a file
  std::vector<Entry> venues;              ///< those of policies.venue, by name
  std::vector<Source> sources;
  std::vector<StudyDocument> markets;  ///< with a matrix: the document of each; `root` has no files
  Combination market;                  ///< of one of these: what the matrix sets in it
  std::vector<std::string> matrix_keys;
};

/// Reads the study file, the model file and the CSV file of the positions (paths relative to the
/// study file) and venue files (venues/NAME.yaml beside the study file, in up to three folders
/// above it, or in the data folder). Settings that choose a file are applied before it is read,
/// settings of what stands in it afterwards; files of prices that the model names come last
/// (their paths start at the folder of the file that names them). Throws InputError.
[[nodiscard]] StudyDocument read_study_document(const std::filesystem::path& file,
                                                const std::vector<Setting>& settings,
                                                const LoadOptions& options);

/// The same of a text that could be in that file.
[[nodiscard]] StudyDocument parse_study_document(const std::string& text,
                                                 const std::filesystem::path& file,
                                                 const std::vector<Setting>& settings,
                                                 const LoadOptions& options);

/// The document that was made of these sources, whatever has become of the files. Throws InputError
/// where they do not belong together.
[[nodiscard]] StudyDocument read_again(const std::vector<Source>& sources);

}  // namespace marginwalk::scenario
