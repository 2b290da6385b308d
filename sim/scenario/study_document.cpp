#include "sim/scenario/study_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/csv_table.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/source_reader.hpp"
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

/// Where a document is made.
struct Surroundings {
  const filesystem::path& study_file;
  const std::vector<Setting>& settings;
  const filesystem::path& data_folder;
  SourceReader& sources;
};

/// Whether a key may be of what stands in a model, venue or positions file.
bool may_be_inside_file(const std::string& key) {
  return key.starts_with("market.model.") || key.starts_with("venue.") ||
         key.starts_with("account.positions.");
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
filesystem::path find_file(const Node& path, std::string_view key, const Surroundings& at) {
  filesystem::path file = at.study_file.parent_path() / path.text;
  if (!at.sources.reads_files() || is_file(file)) return file;
  throw InputError({{path.location, fmt::format("{}: there is no file {} (paths start at the "
                                                "folder of the study file)",
                                                key, shown(path.text))}});
}

std::vector<filesystem::path> venue_folders(const Surroundings& at) {
  std::error_code ignored;
  filesystem::path folder = filesystem::absolute(at.study_file, ignored).parent_path();
  std::vector<filesystem::path> folders;
  for (int level = 0; level <= 3; ++level, folder = folder.parent_path()) {
    folders.push_back(folder / "venues");
  }
  if (!at.data_folder.empty()) folders.push_back(at.data_folder / "venues");
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

filesystem::path find_venue(const Node& name, const Surroundings& at) {
  if (!at.sources.reads_files()) return filesystem::path("venues") / (name.text + ".yaml");
  const std::vector<filesystem::path> folders = venue_folders(at);
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

void include_model(StudyDocument& document, const Surroundings& at) {
  Node* const market = document.root.find("market");
  Node* const model = market ? market->find("model") : nullptr;
  if (!model || model->kind != NodeKind::scalar) return;
  const filesystem::path file = find_file(*model, "model", at);
  *model = at.sources.document(file);
  document.model_is_file = true;
}

void include_episodes(StudyDocument& document, const Surroundings& at) {
  Node* const market = document.root.find("market");
  Node* const shocks = market ? market->find("shocks") : nullptr;
  if (!shocks) return;
  for (Node& shock : shocks->items) {
    Node* const episode = shock.find("episode");
    if (!episode || episode->kind != NodeKind::scalar) continue;
    const filesystem::path file = find_file(*episode, "episode", at);
    *episode = at.sources.document(file);
  }
}

void include_venue(StudyDocument& document, const Surroundings& at) {
  Node* const venue = document.root.find("venue");
  if (!venue || venue->kind != NodeKind::scalar) return;
  const Parsed<std::string> name = parse_name(venue->text);
  if (const auto* rejection = std::get_if<Rejection>(&name)) {
    throw InputError({{venue->location, "venue: " + rejection->reason}});
  }
  document.venue_name = venue->text;
  const filesystem::path file = find_venue(*venue, at);
  *venue = at.sources.document(file);
}

void include_positions(StudyDocument& document, const Surroundings& at) {
  Node* const account = document.root.find("account");
  Node* const positions = account ? account->find("positions") : nullptr;
  if (!positions || positions->kind != NodeKind::scalar) return;
  const filesystem::path file = find_file(*positions, "positions", at);
  *positions = parse_csv_table(at.sources.text(file), file.string());
}

/// Puts the bytes of a file of prices in the place of its path, which starts at the folder of the
/// file that names it, or of the study where a setting does.
void include_prices(Node& path, const Surroundings& at) {
  if (path.kind != NodeKind::scalar) return;
  const bool is_setting = path.location.line == 0;
  const filesystem::path named_in =
      is_setting ? at.study_file : filesystem::path(path.location.file);
  const filesystem::path file = named_in.parent_path() / path.text;
  if (at.sources.reads_files() && !is_file(file)) {
    throw InputError(
        {{path.location, fmt::format("prices: there is no file {} (paths start at the "
                                     "folder of {})",
                                     shown(path.text), named_in.filename().string())}});
  }
  path.location = {file.string(), 0, 0};
  path.text = at.sources.text(file, largest_prices);
  if (path.text.size() <= largest_prices) return;
  throw InputError({{path.location, "the file is too large (at most 1 GB)"}});
}

void include_prices(StudyDocument& document, const Surroundings& at) {
  Node* const market = document.root.find("market");
  Node* const model = market ? market->find("model") : nullptr;
  Node* const prices = model ? model->find("prices") : nullptr;
  if (!prices) return;
  include_prices(*prices, at);
  for (Entry& entry : prices->entries) include_prices(entry.value, at);
}

/// The venues that policies are compared under. What is wrong with the list is told by its reader.
void include_venue_axis(StudyDocument& document, const Surroundings& at) {
  const Node* const policies = document.root.find("policies");
  const Node* const names = policies ? policies->find("venue") : nullptr;
  if (!names || names->kind != NodeKind::sequence) return;
  for (const Node& name : names->items) {
    if (name.kind != NodeKind::scalar) continue;
    if (!std::holds_alternative<std::string>(parse_name(name.text))) continue;
    const filesystem::path file = find_venue(name, at);
    Node rules = at.sources.document(file);
    document.venues.push_back({name.text, name.location, std::move(rules)});
  }
}

/// A setting takes nothing from a matrix: it would have no effect.
void refuse_axes(const std::vector<Setting>& settings, const Matrix& matrix) {
  for (const Setting& setting : settings) {
    const auto found = std::find(matrix.keys.begin(), matrix.keys.end(), setting.key);
    if (found == matrix.keys.end()) continue;
    throw InputError({{{"--set " + setting.key, 0, 0},
                       "the matrix sets this key (--set matrix= leaves the matrix out)"}});
  }
}

Matrix take_matrix(Node& root) {
  const Node* const node = root.find("matrix");
  Matrix matrix;
  if (node && node->kind != NodeKind::null) matrix = read_matrix(*node);
  std::erase_if(root.entries, [](const Entry& entry) { return entry.key == "matrix"; });
  return matrix;
}

/// The document with its files in their places, and all settings and values of the matrix applied.
StudyDocument complete(const Node& root, const Combination& market, const Surroundings& at,
                       bool notes_settings) {
  StudyDocument document;
  document.root = root;
  const auto apply_values = [&](bool inside) {
    for (const AxisValue& each : market.values) {
      if (may_be_inside_file(each.key) != inside) continue;
      apply(each.key, each.value, each.location, document.root);
    }
  };
  apply_values(false);
  include_model(document, at);
  include_episodes(document, at);
  include_venue(document, at);
  include_venue_axis(document, at);
  include_positions(document, at);
  for (const Setting& setting : at.settings) {
    if (may_be_inside_file(setting.key)) apply(setting, document.root);
    if (notes_settings) at.sources.add({setting.key, setting.value, true});
  }
  apply_values(true);
  include_prices(document, at);
  return document;
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
  SourceReader sources(options.sources);
  const Surroundings at{file, settings, options.data_folder, sources};
  sources.add({file.filename().string(), text});
  Node root = parse_document(text, file.string());
  for (const Setting& setting : settings) {
    if (may_be_inside_file(setting.key)) continue;
    apply(setting, root);
    drop_what_it_replaces(setting, root);
  }
  const Matrix matrix = take_matrix(root);
  refuse_axes(settings, matrix);
  StudyDocument document;
  if (matrix.combinations.empty()) document = complete(root, {}, at, true);
  Problems problems;
  for (const Combination& each : matrix.combinations) {
    try {
      document.markets.push_back(complete(root, each, at, document.markets.empty()));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
      continue;
    }
    document.markets.back().market = each;
    document.markets.back().matrix_keys = matrix.keys;
  }
  throw_if_any(problems);
  if (!matrix.combinations.empty()) document.root = std::move(root);
  document.matrix_keys = matrix.keys;
  document.sources = sources.take();
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
