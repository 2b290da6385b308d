#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/run/block_loop.hpp"
#include "sim/run/database.hpp"
#include "sim/run/inventory.hpp"
#include "sim/run/result.hpp"
#include "sim/run/shard.hpp"
#include "sim/run/store_lock.hpp"

namespace marginwalk::run {

/// What a store is of. Blocks belong together where all but `paths`, `shard` and `build` agree.
struct Manifest {
  std::string study;         ///< its name
  std::string study_sha256;  ///< of its sources, but for the number of paths
  std::uint64_t seed = 0;
  std::uint64_t paths = 0;  ///< how many are asked for: of all shards together
  Shard shard;
  bool tallies_only = false;  ///< without a record of every path
  std::string version;        ///< of the program
  std::string build;
};

/// A visit of a process: what its speed is read from.
struct Session {
  double started = 0;  ///< seconds since 1970
  double seen = 0;     ///< of its last finished block
  std::uint64_t paths = 0;
};

/// Whether a file begins as a store does, whatever its name.
[[nodiscard]] bool is_store(const std::filesystem::path& file);

/// The store of a study or of one of its shards: an SQLite file that holds its sources, the tallies
/// of all finished blocks and, unless it has tallies only, a record of every path. Whatever throws
/// StoreError leaves the store as it was before.
class Store {
 public:
  /// Opens a store for reading; others may be writing it.
  explicit Store(const std::filesystem::path& file);

  /// Opens a store for writing, or begins it. Throws StoreError where it is of another study, of
  /// another program, holds more paths than are asked for, or another process writes it.
  Store(const std::filesystem::path& file, const Manifest& manifest, const scenario::Study& study);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] const std::filesystem::path& file() const { return database_.file(); }

  /// The study, made of its kept sources.
  [[nodiscard]] scenario::Study study();
  [[nodiscard]] std::vector<scenario::Source> sources();

  /// What is there, in order and without overlap.
  [[nodiscard]] std::vector<Span> spans();
  [[nodiscard]] Inventory inventory() { return {spans(), manifest_.paths}; }

  /// The tally of one of the spans, to the bit as it was put, and its fingerprint.
  [[nodiscard]] BlockTally tally(const Span& span);
  [[nodiscard]] std::string fingerprint(const Span& span);

  /// What became of the paths of a block under a cell. None where it was not kept. Throws
  /// StoreError where it is not what was put.
  [[nodiscard]] std::optional<std::vector<PathRecord>> records(std::uint64_t block,
                                                               std::size_t cell);

  [[nodiscard]] std::optional<Session> last_session();

  /// The time of all sessions together, and the most threads of any.
  [[nodiscard]] Timing timing();

  void begin_session(unsigned threads);

  /// Notes that a run until precise has ended with so many paths, which are all that is asked for.
  void end_at(std::uint64_t paths);

  /// Adds a finished block with its records and notes it in the session: one transaction.
  void add(const Block& block);

  /// Puts the tally of several blocks in the place of all that is known of them.
  void replace(const Span& span, const BlockTally& tally);

  /// Keeps what became of paths that another store has, where it is not known here. Throws
  /// StoreError, and keeps nothing, where that is damaged.
  void copy_records(Store& from);

  /// Gives back the room of what was replaced. Takes as much of it again for a while.
  void compact();

  /// Nothing follows: leaves a plain file without companions.
  void close();

 private:
  void begin(const Manifest& manifest, const scenario::Study& study);
  void go_on(const Manifest& manifest, const scenario::Study& study);
  void write_settings(const std::vector<scenario::Cell>& cells);
  void write_sources(const std::vector<scenario::Source>& sources);
  [[nodiscard]] std::optional<std::string> value(std::string_view key);
  [[nodiscard]] Manifest read_manifest();
  void put(const Span& span, const BlockTally& tally);
  void put(const Block& block, std::uint64_t cell);
  [[nodiscard]] std::vector<PathRecord> unpacked(std::uint64_t block, std::uint64_t cell,
                                                 std::uint64_t paths,
                                                 const PackedRecords& packed) const;
  [[noreturn]] void refuse(const std::string& why) const;
  [[noreturn]] void damaged(std::uint64_t block, const std::string& why) const;

  std::optional<StoreLock> lock_;  ///< outlives the connection
  Database database_;
  Manifest manifest_;
};

}  // namespace marginwalk::run
