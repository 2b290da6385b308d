#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "sim/cli/output.hpp"
#include "sim/cli/stores.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/report/comparison.hpp"

namespace marginwalk::cli {
namespace {

namespace fs = std::filesystem;

/// A store, and the cell that stands behind a colon.
struct Named {
  std::string store;
  std::optional<std::string> cell;
};

Named named(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || fs::exists(text)) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

/// How often its study was begun anew before, by its name.
unsigned long revision_of(const fs::path& file) {
  constexpr std::string_view mark = ".revision-";
  const std::string name = file.filename().string();
  const std::size_t at = name.rfind(mark);
  return at == std::string::npos ? 1 : std::strtoul(name.c_str() + at + mark.size(), nullptr, 10);
}

/// By study, the newest whole store of a folder.
std::map<std::string, fs::path> newest_in(const std::string& folder) {
  std::map<std::string, fs::path> newest;
  for (const fs::path& file : store_files({folder})) {
    const run::Manifest manifest = run::Store(file).manifest();
    if (!manifest.shard.is_whole()) continue;
    const auto [at, is_new] = newest.emplace(manifest.study, file);
    if (!is_new && revision_of(file) > revision_of(at->second)) at->second = file;
  }
  return newest;
}

/// The stores to compare, two by two.
std::vector<std::pair<Named, Named>> pairs_of(const CompareArguments& arguments) {
  const Named before = named(arguments.before);
  const Named after = named(arguments.after);
  if (!fs::is_directory(before.store) || !fs::is_directory(after.store)) {
    if (before.cell.has_value() != after.cell.has_value()) {
      throw run::StoreError("a cell is named on one side only (STORE:CELL on both)");
    }
    return {{before, after}};
  }
  std::vector<std::pair<Named, Named>> pairs;
  const auto then = newest_in(before.store);
  const auto now = newest_in(after.store);
  for (const auto& [study, file] : then) {
    const auto found = now.find(study);
    if (found != now.end()) {
      pairs.push_back({{file.string(), {}}, {found->second.string(), {}}});
    } else {
      tell(fmt::format("{}: only in {}\n", study, before.store));
    }
  }
  for (const auto& [study, file] : now) {
    if (!then.contains(study)) tell(fmt::format("{}: only in {}\n", study, after.store));
  }
  if (pairs.empty()) throw run::StoreError("no study is in both folders");
  return pairs;
}

}  // namespace

ExitCode study_compare(const CompareArguments& arguments) {
  ExitCode code = done;
  auto json = nlohmann::ordered_json::array();
  std::string separator;
  for (const auto& [before, after] : pairs_of(arguments)) {
    run::Store then(before.store);
    run::Store now(after.store);
    const study::Comparison comparison = study::compare({then, before.cell}, {now, after.cell});
    if (comparison.breaks_a_gate()) code = failed;
    if (arguments.format == "json") {
      json.push_back(report::to_json(comparison));
      continue;
    }
    print(separator + report::comparison_text(comparison, arguments.format == "md"
                                                              ? report::Style::markdown
                                                              : report::Style::terminal));
    separator = "\n\n";
  }
  if (arguments.format == "json") print((json.size() == 1 ? json[0] : json).dump(2) + "\n");
  return code;
}

}  // namespace marginwalk::cli
