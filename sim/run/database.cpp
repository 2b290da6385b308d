#include "sim/run/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

namespace marginwalk::run {
namespace {

/// Patience with a reader or writer that is busy for a moment.
constexpr int patience_milliseconds = 10'000;

const char* advice(int code) {
  switch (code & 255) {  // the primary result code
    case SQLITE_FULL:
      return "the disk is full; what was finished before is kept: make room and go on";
    case SQLITE_IOERR:
      return "reading or writing failed; what was finished before is kept";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "it may not be written";
    case SQLITE_CANTOPEN:
      return "it cannot be opened, or its folder may not be written";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is busy with it";
    case SQLITE_CORRUPT:
      return "the file is damaged; take a copy from before, or start anew under another name";
    case SQLITE_NOTADB:
      return "the file is damaged, or no store of a study";
    default:
      return "unexpected";
  }
}

int open_flags(Database::Access access) {
  switch (access) {
    case Database::Access::read:
      return SQLITE_OPEN_READONLY;
    case Database::Access::write:
      return SQLITE_OPEN_READWRITE;
    case Database::Access::create:
      break;
  }
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

/// Whoever was killed while it turned the log into a plain file left a change that must be taken
/// back before anybody can read, which takes the right to write.
void take_back_half_a_change(sqlite3* reader, const std::filesystem::path& file) {
  constexpr const char* any_read = "SELECT count(*) FROM sqlite_master";
  if (sqlite3_exec(reader, any_read, nullptr, nullptr, nullptr) != SQLITE_READONLY_ROLLBACK) return;
  sqlite3* writer = nullptr;
  if (sqlite3_open_v2(file.c_str(), &writer, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    sqlite3_exec(writer, any_read, nullptr, nullptr, nullptr);
  }
  sqlite3_close_v2(writer);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database.connection_.get(), sql.data(), static_cast<int>(sql.size()),
                           &statement, nullptr));
  statement_.reset(statement);
}

void Statement::check(int code) const { database_->check(code); }

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) check(code);
  return false;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

void Statement::bind(int index, std::uint64_t value) {
  check(sqlite3_bind_int64(statement_.get(), index, static_cast<sqlite3_int64>(value)));
}

void Statement::bind(int index, double value) {
  check(sqlite3_bind_double(statement_.get(), index, value));
}

void Statement::bind(int index, std::string_view value) {
  check(sqlite3_bind_text64(statement_.get(), index, value.data(), value.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
}

void Statement::bind(int index, Blob value) {
  check(sqlite3_bind_blob64(statement_.get(), index, value.bytes.data(), value.bytes.size(),
                            SQLITE_TRANSIENT));
}

std::uint64_t Statement::integer(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::bytes(int column) const {
  const void* const data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size))
              : std::string_view();
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(const std::filesystem::path& file, Access access) : file_(file) {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &connection, open_flags(access), nullptr);
  connection_.reset(connection);
  check(code);
  check(sqlite3_busy_timeout(connection, patience_milliseconds));
  check(sqlite3_extended_result_codes(connection, 1));
  if (access == Access::read) take_back_half_a_change(connection, file_);
  if (access == Access::create) execute(fmt::format("PRAGMA page_size = {}", page_bytes));
}

void Database::check(int code) const {
  if (code == SQLITE_OK) return;
  const int error = sqlite3_system_errno(connection_.get());
  std::string detail = sqlite3_errmsg(connection_.get());
  if ((code & 255) == SQLITE_IOERR && error != 0) {
    detail += fmt::format(", {}", std::strerror(error));
  }
  throw StoreError(fmt::format("{}: {} ({})", file_.string(), detail, advice(code)));
}

Statement& Database::prepared(std::string_view sql) {
  const auto found = prepared_.find(sql);
  if (found != prepared_.end()) return found->second;
  return prepared_.emplace(sql, Statement(*this, sql)).first->second;
}

void Database::execute(const std::string& sql) {
  check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

Transaction::Transaction(Database& database) : database_(&database) {
  database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_->execute("ROLLBACK");
  } catch (const StoreError&) {
    // Some errors have rolled back already.
  }
}

void Transaction::commit() {
  database_->execute("COMMIT");
  open_ = false;
}

}  // namespace marginwalk::run
