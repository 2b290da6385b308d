#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace marginwalk::run {

/// A store cannot be read or written: the disk is full, the folder read-only, the file damaged or
/// no store, another process busy with it. what() names the file and says what can be done.
struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a user can do about it.
inline constexpr const char* advice_on_damage =
    "take a copy from before, or start anew under another name";

/// Bytes, where text would be something else.
struct Blob {
  std::string_view bytes;
};

class Database;

/// A prepared SQL statement with values for ?1, ?2, ...
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  template <class... Values>
  Statement(Database& database, std::string_view sql, const Values&... values)
      : Statement(database, sql) {
    bind_all(values...);
  }

  /// Runs it to its end with these values, and leaves it ready for others.
  template <class... Values>
  void run(const Values&... values) {
    const Reset at_exit{this};
    bind_all(values...);
    while (step()) {
    }
  }

  /// Goes to the next row. False where there is none.
  bool step();

  /// Columns of the row count from 0. Text and bytes stay until the next step.
  [[nodiscard]] std::uint64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;
  [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  struct Reset {
    Statement* statement;
    ~Reset() { statement->reset(); }
  };

  template <class... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
  }

  void reset();
  void bind(int index, std::uint64_t value);
  void bind(int index, double value);
  void bind(int index, std::string_view value);
  void bind(int index, Blob value);
  void check(int code) const;

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A connection to an SQLite file.
class Database {
 public:
  enum class Access { read, write, create };

  /// Of files that are begun. A row is not cut where it fits on a page: of 2.3 KB, what became of
  /// the paths of a block under a cell, seven do; SQLite's usual 4096 bytes would have room for
  /// one.
  static constexpr std::uint64_t page_bytes = 16'384;

  Database(const std::filesystem::path& file, Access access);

  /// Runs one or several statements without values.
  void execute(const std::string& sql);

  /// Runs one statement with values to its end, and keeps it prepared for the next time.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    prepared(sql).run(values...);
  }

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  /// Throws StoreError for a result code of SQLite that is none of success.
  void check(int code) const;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* connection) const;
  };

  Statement& prepared(std::string_view sql);

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> connection_;
  std::map<std::string, Statement, std::less<>> prepared_;  ///< by text; gone before it
};

/// All or nothing: what is done until commit() happens at once or, without it, not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Database* database_;
  bool open_ = true;
};

}  // namespace marginwalk::run
