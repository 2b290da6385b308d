#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Reads the files that a study is made of, each once, and keeps what it has read in that order.
class SourceReader {
 public:
  /// With `kept`, from what was read before in the same order, instead of any file.
  explicit SourceReader(const std::vector<Source>* kept) : kept_(kept) {}

  /// Whether files stand for themselves.
  [[nodiscard]] bool reads_files() const { return !kept_; }

  /// The text of a file, of which at most one byte more than `most` is read; until the next call.
  /// Throws InputError.
  [[nodiscard]] const std::string& text(const std::filesystem::path& file,
                                        std::size_t most = largest_document);

  /// A file that is a document.
  [[nodiscard]] Node document(const std::filesystem::path& file);

  /// Notes a source that was given otherwise.
  void add(Source source) { sources_.push_back(std::move(source)); }

  /// Everything that was read.
  [[nodiscard]] std::vector<Source> take() { return std::move(sources_); }

 private:
  const std::vector<Source>* kept_;
  std::vector<Source> sources_;
  std::map<std::string, std::size_t> read_;  ///< places in `sources_`, by path
  std::map<std::string, Node> documents_;
};

}  // namespace marginwalk::scenario
