#include "sim/run/store.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>

#include "sim/run/store_schema.hpp"

namespace marginwalk::run {
namespace {

double now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration<double>(since_1970).count();
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

void Store::refuse(const std::string& why) const { throw StoreError(file().string() + ": " + why); }

void Store::damaged(std::uint64_t block, const std::string& why) const {
  refuse(fmt::format("block {} is damaged ({}); {}", block, why, advice_on_damage));
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
