#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/run/digest.hpp"
#include "sim/run/store.hpp"
#include "sim/scenario/load_study.hpp"

/// The part of the store that says what it is of.
namespace marginwalk::run {
namespace {

/// The sources that one of the two has otherwise, or has alone.
std::string changes(const std::vector<scenario::Source>& before,
                    const std::vector<scenario::Source>& after) {
  std::vector<std::string> names;
  const auto note = [&](const auto& these, const auto& those) {
    for (const scenario::Source& source : these) {
      const bool is_same = std::any_of(those.begin(), those.end(), [&](const auto& other) {
        return other.name == source.name && other.text == source.text;
      });
      const std::string name = (source.is_setting ? "--set " : "") + source.name;
      const bool is_paths = source.is_setting && source.name == "paths";
      if (!is_same && !is_paths && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  };
  note(before, after);
  note(after, before);
  if (names.empty()) return "paths are given instead of a precision, or the other way round";
  return fmt::format("{}", fmt::join(names, ", "));
}

/// What a cell sets, and in which band of a cohort that is.
std::vector<scenario::MatrixSetting> rows_of(const scenario::Policy& policy) {
  std::vector<scenario::MatrixSetting> settings = scenario::settings_of(policy);
  if (policy.band) settings.push_back({"band", *policy.band});
  return settings;
}

}  // namespace

void Store::begin(const Manifest& manifest, const scenario::Study& study) {
  Transaction transaction(database_);
  const auto set = [&](std::string_view key, const std::string& text) {
    database_.run("INSERT INTO manifest VALUES (?1, ?2)", key, std::string_view(text));
  };
  set("study", manifest.study);
  set("study_sha256", manifest.study_sha256);
  set("seed", std::to_string(manifest.seed));
  set("paths", std::to_string(manifest.paths));
  set("paths_per_block", std::to_string(paths_per_block));
  set("shard", std::to_string(manifest.shard.number));
  set("shards", std::to_string(manifest.shard.count));
  set("tallies_only", manifest.tallies_only ? "1" : "0");
  set("version", manifest.version);
  set("build", manifest.build);
  write_sources(study.sources);
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    database_.run("INSERT INTO cell VALUES (?1, ?2)", std::uint64_t{i},
                  std::string_view(study.cells[i].policy.name));
  }
  write_settings(study.cells);
  transaction.commit();
}

void Store::go_on(const Manifest& manifest, const scenario::Study& study) {
  const Manifest before = read_manifest();
  if (before.study_sha256 != manifest.study_sha256) {
    refuse(
        fmt::format("was begun with other input (changed: {}). Put it back, or start a "
                    "new revision beside it with --new-revision",
                    changes(sources(), study.sources)));
  }
  if (before.version != manifest.version) {
    refuse(
        fmt::format("was begun by marginwalk {}, this is {}. Go on with that program, or "
                    "start a new revision beside it with --new-revision",
                    before.version, manifest.version));
  }
  if (before.shard.number != manifest.shard.number || before.shard.count != manifest.shard.count) {
    refuse(fmt::format("is shard {}/{}", before.shard.number, before.shard.count));
  }
  if (manifest.tallies_only && !before.tallies_only) {
    refuse("was begun with a record of every path; go on without --tallies-only");
  }
  for (const Span& span : spans()) {
    const bool fits = span.end <= blocks_of(manifest.paths) &&
                      span.paths <= (span.end - span.first - 1) * paths_per_block +
                                        paths_in(span.end - 1, manifest.paths);
    if (fits) continue;
    refuse(fmt::format("has more than {} paths already; more can be added, none taken away",
                       manifest.paths));
  }
  Transaction transaction(database_);
  write_settings(study.cells);  // a store that was begun with schema 1 has none
  if (manifest.paths == before.paths) return transaction.commit();
  database_.run("UPDATE manifest SET value = ?1 WHERE key = 'paths'",
                std::string_view(std::to_string(manifest.paths)));
  write_sources(study.sources);
  transaction.commit();
}

void Store::write_settings(const std::vector<scenario::Cell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (const scenario::MatrixSetting& each : rows_of(cells[i].policy)) {
      database_.run("INSERT OR IGNORE INTO cell_setting VALUES (?1, ?2, ?3)", std::uint64_t{i},
                    std::string_view(each.key), std::string_view(each.value));
    }
  }
}

void Store::write_sources(const std::vector<scenario::Source>& sources) {
  database_.run("DELETE FROM source");
  for (std::size_t i = 0; i < sources.size(); ++i) {
    database_.run("INSERT INTO source VALUES (?1, ?2, ?3, ?4)", std::uint64_t{i},
                  std::string_view(sources[i].name), std::uint64_t{sources[i].is_setting},
                  std::string_view(sources[i].text));
  }
}

std::optional<std::string> Store::value(std::string_view key) {
  Statement statement(database_, "SELECT value FROM manifest WHERE key = ?1", key);
  return statement.step() ? std::optional(statement.text(0)) : std::nullopt;
}

Manifest Store::read_manifest() {
  const auto text = [&](std::string_view key) {
    const std::optional<std::string> found = value(key);
    if (!found) refuse(fmt::format("is incomplete ({} is not in its manifest)", key));
    return *found;
  };
  const auto number = [&](std::string_view key) {
    const std::string digits = text(key);
    std::uint64_t result = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, result);
    if (error != std::errc() || stop != end) {
      refuse(fmt::format("is damaged ({} in its manifest is no number)", key));
    }
    return result;
  };
  if (number("paths_per_block") != paths_per_block) {
    refuse("has blocks of another size than this program's");
  }
  return {text("study"),
          text("study_sha256"),
          number("seed"),
          number("paths"),
          {number("shard"), number("shards")},
          number("tallies_only") == 1,
          text("version"),
          text("build")};
}

std::vector<scenario::Source> Store::sources() {
  std::vector<scenario::Source> found;
  Statement statement(database_, "SELECT name, text, is_setting FROM source ORDER BY number");
  while (statement.step()) {
    found.push_back({statement.text(0), statement.text(1), statement.integer(2) == 1});
  }
  return found;
}

scenario::Study Store::study() {
  const std::vector<scenario::Source> kept = sources();
  const bool until_precise = study_sha256(kept, true) == manifest_.study_sha256;
  if (!until_precise && study_sha256(kept) != manifest_.study_sha256) {
    refuse("is damaged (its sources are not those that it was begun with)");
  }
  return scenario::load_study(scenario::read_again(kept));
}

}  // namespace marginwalk::run
