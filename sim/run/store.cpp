#include "sim/run/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>

#include "sim/run/digest.hpp"
#include "sim/run/store_schema.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::run {
namespace {

double now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration<double>(since_1970).count();
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
  throw StoreError(file.string() + ": " + why);
}

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

/// What a cell sets, of its policy and by a matrix.
std::vector<scenario::MatrixSetting> settings_of(const scenario::Policy& policy) {
  std::vector<scenario::MatrixSetting> settings;
  if (policy.venue) settings.push_back({"venue", *policy.venue});
  if (policy.book) settings.push_back({"book", *policy.book});
  if (policy.margin_mode) {
    const bool is_cross = *policy.margin_mode == core::MarginMode::cross;
    settings.push_back({"margin_mode", is_cross ? "cross" : "isolated"});
  }
  if (policy.leverage) settings.push_back({"leverage", fmt::format("{}", *policy.leverage)});
  if (policy.leverage_cap) {
    settings.push_back({"leverage_cap", fmt::format("{}", *policy.leverage_cap)});
  }
  if (policy.after_liquidation) {
    settings.push_back({"after_liquidation", scenario::word_of(*policy.after_liquidation)});
  }
  if (policy.band) settings.push_back({"band", *policy.band});
  settings.insert(settings.end(), policy.settings.begin(), policy.settings.end());
  return settings;
}

}  // namespace

bool is_store(const std::filesystem::path& file) {
  constexpr std::string_view beginning = "SQLite format 3";
  std::string found(beginning.size(), ' ');
  std::ifstream(file, std::ios::binary)
      .read(found.data(), static_cast<std::streamsize>(beginning.size()));
  return found == beginning;
}

Store::Store(const std::filesystem::path& file) : database_(file, Database::Access::read) {
  check_schema(database_);
  manifest_ = read_manifest();
}

Store::Store(const std::filesystem::path& file, const Manifest& manifest,
             const scenario::Study& study)
    : lock_(std::in_place, file), database_(file, Database::Access::create) {
  database_.execute("PRAGMA foreign_keys = ON");
  if (migrate(database_)) {
    close();    // a log keeps pages at their size
    compact();  // what was packed leaves room
  }
  database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  database_.execute("PRAGMA wal_autocheckpoint = 250");  // pages: the log stays near 4 MB
  value("study") ? go_on(manifest, study) : begin(manifest, study);
  manifest_ = read_manifest();
}

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
    refuse(file(), fmt::format("was begun with other input (changed: {}). Put it back, or start a "
                               "new revision beside it with --new-revision",
                               changes(sources(), study.sources)));
  }
  if (before.version != manifest.version) {
    refuse(file(),
           fmt::format("was begun by marginwalk {}, this is {}. Go on with that program, or "
                       "start a new revision beside it with --new-revision",
                       before.version, manifest.version));
  }
  if (before.shard.number != manifest.shard.number || before.shard.count != manifest.shard.count) {
    refuse(file(), fmt::format("is shard {}/{}", before.shard.number, before.shard.count));
  }
  if (manifest.tallies_only && !before.tallies_only) {
    refuse(file(), "was begun with a record of every path; go on without --tallies-only");
  }
  for (const Span& span : spans()) {
    const bool fits = span.end <= blocks_of(manifest.paths) &&
                      span.paths <= (span.end - span.first - 1) * paths_per_block +
                                        paths_in(span.end - 1, manifest.paths);
    if (fits) continue;
    refuse(file(), fmt::format("has more than {} paths already; more can be added, none taken away",
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
    for (const scenario::MatrixSetting& each : settings_of(cells[i].policy)) {
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
    if (!found) refuse(file(), fmt::format("is incomplete ({} is not in its manifest)", key));
    return *found;
  };
  const auto number = [&](std::string_view key) {
    const std::string digits = text(key);
    std::uint64_t result = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, result);
    if (error != std::errc() || stop != end) {
      refuse(file(), fmt::format("is damaged ({} in its manifest is no number)", key));
    }
    return result;
  };
  if (number("paths_per_block") != paths_per_block) {
    refuse(file(), "has blocks of another size than this program's");
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
    refuse(file(), "is damaged (its sources are not those that it was begun with)");
  }
  return scenario::load_study(scenario::read_again(kept));
}

std::optional<Session> Store::last_session() {
  Statement last(database_,
                 "SELECT started, seen, paths FROM session ORDER BY number DESC LIMIT 1");
  if (!last.step()) return std::nullopt;
  return Session{last.real(0), last.real(1), last.integer(2)};
}

Timing Store::timing() {
  Statement all(database_, "SELECT sum(seen - started), max(threads) FROM session");
  all.step();
  return {all.real(0), static_cast<unsigned>(all.integer(1))};
}

void Store::begin_session(unsigned threads) {
  database_.run("INSERT INTO session (started, seen, paths, threads) VALUES (?1, ?1, 0, ?2)", now(),
                std::uint64_t{threads});
}

void Store::end_at(std::uint64_t paths) {
  database_.run("UPDATE manifest SET value = ?1 WHERE key = 'paths'",
                std::string_view(std::to_string(paths)));
  manifest_.paths = paths;
}

void Store::add(const Block& block) {
  Transaction transaction(database_);
  put({block.number, block.number + 1, block.paths}, block.tally);
  for (std::size_t cell = 0; cell < block.packed.size(); ++cell) put(block, cell);
  database_.run(
      "UPDATE session SET seen = ?1, paths = paths + ?2 "
      "WHERE number = (SELECT max(number) FROM session)",
      now(), block.paths);
  transaction.commit();
}

void Store::damaged(std::uint64_t block, const std::string& why) const {
  refuse(file(), fmt::format("block {} is damaged ({}); {}", block, why, advice_on_damage));
}

void Store::compact() { database_.execute("VACUUM"); }

void Store::close() {
  try {
    database_.execute("PRAGMA journal_mode = DELETE");
  } catch (const StoreError&) {
    // Somebody is reading: the companions stay, and nothing is lost.
  }
}

}  // namespace marginwalk::run
