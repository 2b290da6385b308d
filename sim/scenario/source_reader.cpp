#include "sim/scenario/source_reader.hpp"

namespace marginwalk::scenario {

const std::string& SourceReader::text(const std::filesystem::path& file, std::size_t most) {
  const auto [at, is_new] = read_.emplace(file.string(), sources_.size());
  if (!is_new) return sources_[at->second].text;
  const std::string name = file.filename().string();
  if (!kept_) {
    sources_.push_back({name, read_text(file, most)});
  } else if (sources_.size() < kept_->size() && (*kept_)[sources_.size()].name == name) {
    sources_.push_back((*kept_)[sources_.size()]);
  } else {
    throw InputError({{{file.string(), 0, 0}, "is not among what was kept of the study"}});
  }
  return sources_.back().text;
}

Node SourceReader::document(const std::filesystem::path& file) {
  const auto known = documents_.find(file.string());
  if (known != documents_.end()) return known->second;
  return documents_.emplace(file.string(), parse_document(text(file), file.string())).first->second;
}

}  // namespace marginwalk::scenario
