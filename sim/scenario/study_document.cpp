#include "sim/scenario/study_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/csv_table.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

namespace filesystem = std::filesystem;

/// Bytes that a file of prices may have: 1 GB.
constexpr std::size_t largest_prices = 1'000'000'000;

bool is_file(const filesystem::path& path) {
  std::error_code ignored;
  return filesystem::exists(path, ignored) && !filesystem::is_directory(path, ignored);
}

/// The text of a file, which the document is made of too.
const std::string& read_source(const filesystem::path& path, std::vector<Source>& sources,
                               const LoadOptions& options, std::size_t most = largest_document) {
  const std::string name = path.filename().string();
  if (!options.sources) {
    sources.push_back({name, read_text(path, most)});
  } else if (sources.size() < options.sources->size() &&
             (*options.sources)[sources.size()].name == name) {
    sources.push_back((*options.sources)[sources.size()]);
  } else {
    throw InputError({{{path.string(), 0, 0}, "is not among what was kept of the study"}});
  }
  return sources.back().text;
}

/// Whether a setting may change what stands in a model, venue or positions file.
bool may_be_inside_file(const Setting& setting) {
  return setting.key.starts_with("market.model.") || setting.key.starts_with("venue.") ||
         setting.key.starts_with("account.positions.");
}

/// A number of paths takes the place of a precision, and the other way round.
void drop_what_it_replaces(const Setting& setting, Node& root) {
  const auto drop = [&](std::string_view key) {
    std::erase_if(root.entries, [&](const Entry& entry) { return entry.key == key; });
  };
  if (setting.key == "paths") drop("precision");
  if (setting.key == "precision" || setting.key.starts_with("precision.")) drop("paths");
}

/// The file whose path is the value of a key.
filesystem::path find_file(const Node& path, std::string_view key,
                           const filesystem::path& study_file, const LoadOptions& options) {
  filesystem::path file = study_file.parent_path() / path.text;
  if (options.sources || is_file(file)) return file;
  throw InputError({{path.location, fmt::format("{}: there is no file {} (paths start at the "
                                                "folder of the study file)",
                                                key, shown(path.text))}});
}

std::vector<filesystem::path> venue_folders(const filesystem::path& study_file,
                                            const LoadOptions& options) {
  std::error_code ignored;
  filesystem::path folder = filesystem::absolute(study_file, ignored).parent_path();
  std::vector<filesystem::path> folders;
  for (int level = 0; level <= 3; ++level, folder = folder.parent_path()) {
    folders.push_back(folder / "venues");
  }
  if (!options.data_folder.empty()) folders.push_back(options.data_folder / "venues");
  return folders;
}

/// Names of all venue files that could have been meant, sorted.
std::vector<std::string> venue_names(const std::vector<filesystem::path>& folders) {
  std::vector<std::string> names;
  for (const filesystem::path& folder : folders) {
    std::error_code error;
    filesystem::directory_iterator file(folder, error);
    for (; !error && file != filesystem::directory_iterator(); file.increment(error)) {
      if (file->path().extension() == ".yaml") names.push_back(file->path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

filesystem::path find_venue(const Node& name, const filesystem::path& study_file,
                            const LoadOptions& options) {
  if (options.sources) return name.text + ".yaml";
  const std::vector<filesystem::path> folders = venue_folders(study_file, options);
  for (const filesystem::path& folder : folders) {
    const filesystem::path file = folder / (name.text + ".yaml");
    if (is_file(file)) return file;
  }
  const std::vector<std::string> known = venue_names(folders);
  const std::string why = known.empty() ? "there is no folder venues with a file of that name"
                                        : fmt::format("there are {}", listed(known));
  throw InputError({{name.location, fmt::format("venue: {} is not known ({}){}", shown(name.text),
                                                why, did_you_mean(name.text, known))}});
}

void include_model(StudyDocument& document, const filesystem::path& study_file,
                   const LoadOptions& options) {
  Node* const market = document.root.find("market");
  Node* const model = market ? market->find("model") : nullptr;
  if (!model || model->kind != NodeKind::scalar) return;
  const filesystem::path file = find_file(*model, "model", study_file, options);
  *model = parse_document(read_source(file, document.sources, options), file.string());
  document.model_is_file = true;
}

void include_episodes(StudyDocument& document, const filesystem::path& study_file,
                      const LoadOptions& options) {
  Node* const market = document.root.find("market");
  Node* const shocks = market ? market->find("shocks") : nullptr;
  if (!shocks) return;
  for (Node& shock : shocks->items) {
    Node* const episode = shock.find("episode");
    if (!episode || episode->kind != NodeKind::scalar) continue;
    const filesystem::path file = find_file(*episode, "episode", study_file, options);
    *episode = parse_document(read_source(file, document.sources, options), file.string());
  }
}

void include_venue(StudyDocument& document, const filesystem::path& study_file,
                   const LoadOptions& options) {
  Node* const venue = document.root.find("venue");
  if (!venue || venue->kind != NodeKind::scalar) return;
  const Parsed<std::string> name = parse_name(venue->text);
  if (const auto* rejection = std::get_if<Rejection>(&name)) {
    throw InputError({{venue->location, "venue: " + rejection->reason}});
  }
  document.venue_name = venue->text;
  const filesystem::path file = find_venue(*venue, study_file, options);
  *venue = parse_document(read_source(file, document.sources, options), file.string());
}

void include_positions(StudyDocument& document, const filesystem::path& study_file,
                       const LoadOptions& options) {
  Node* const account = document.root.find("account");
  Node* const positions = account ? account->find("positions") : nullptr;
  if (!positions || positions->kind != NodeKind::scalar) return;
  const filesystem::path file = find_file(*positions, "positions", study_file, options);
  *positions = parse_csv_table(read_source(file, document.sources, options), file.string());
}

/// Puts the bytes of a file of prices in the place of its path, which starts at the folder of the
/// file that names it, or of the study where a setting does.
void include_prices(Node& path, StudyDocument& document, const filesystem::path& study_file,
                    const LoadOptions& options) {
  if (path.kind != NodeKind::scalar) return;
  const bool is_setting = path.location.line == 0;
  const filesystem::path named_in = is_setting ? study_file : filesystem::path(path.location.file);
  const filesystem::path file = named_in.parent_path() / path.text;
  if (!options.sources && !is_file(file)) {
    throw InputError(
        {{path.location, fmt::format("prices: there is no file {} (paths start at the "
                                     "folder of {})",
                                     shown(path.text), named_in.filename().string())}});
  }
  path.location = {file.string(), 0, 0};
  path.text = read_source(file, document.sources, options, largest_prices);
  if (path.text.size() <= largest_prices) return;
  throw InputError({{path.location, "the file is too large (at most 1 GB)"}});
}

void include_prices(StudyDocument& document, const filesystem::path& study_file,
                    const LoadOptions& options) {
  Node* const market = document.root.find("market");
  Node* const model = market ? market->find("model") : nullptr;
  Node* const prices = model ? model->find("prices") : nullptr;
  if (!prices) return;
  include_prices(*prices, document, study_file, options);
  for (Entry& entry : prices->entries) include_prices(entry.value, document, study_file, options);
}

/// The venues that policies are compared under. What is wrong with the list is told by its reader.
void include_venue_axis(StudyDocument& document, const filesystem::path& study_file,
                        const LoadOptions& options) {
  const Node* const policies = document.root.find("policies");
  const Node* const names = policies ? policies->find("venue") : nullptr;
  if (!names || names->kind != NodeKind::sequence) return;
  for (const Node& name : names->items) {
    if (name.kind != NodeKind::scalar) continue;
    if (!std::holds_alternative<std::string>(parse_name(name.text))) continue;
    const filesystem::path file = find_venue(name, study_file, options);
    Node rules = parse_document(read_source(file, document.sources, options), file.string());
    document.venues.push_back({name.text, name.location, std::move(rules)});
  }
}

}  // namespace

StudyDocument read_study_document(const filesystem::path& file,
                                  const std::vector<Setting>& settings,
                                  const LoadOptions& options) {
  return parse_study_document(read_text(file), file, settings, options);
}

StudyDocument parse_study_document(const std::string& text, const filesystem::path& file,
                                   const std::vector<Setting>& settings,
                                   const LoadOptions& options) {
  StudyDocument document;
  document.sources.push_back({file.filename().string(), text});
  document.root = parse_document(text, file.string());
  for (const Setting& setting : settings) {
    if (may_be_inside_file(setting)) continue;
    apply(setting, document.root);
    drop_what_it_replaces(setting, document.root);
  }
  include_model(document, file, options);
  include_episodes(document, file, options);
  include_venue(document, file, options);
  include_venue_axis(document, file, options);
  include_positions(document, file, options);
  for (const Setting& setting : settings) {
    if (may_be_inside_file(setting)) apply(setting, document.root);
    document.sources.push_back({setting.key, setting.value, true});
  }
  include_prices(document, file, options);
  return document;
}

StudyDocument read_again(const std::vector<Source>& sources) {
  if (sources.empty()) throw InputError({{{"study", 0, 0}, "nothing was kept of it"}});
  std::vector<Setting> settings;
  for (const Source& source : sources) {
    if (source.is_setting) settings.push_back({source.name, source.text});
  }
  return parse_study_document(sources.front().text, sources.front().name, settings, {{}, &sources});
}

}  // namespace marginwalk::scenario
