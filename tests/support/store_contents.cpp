#include "tests/support/store_contents.hpp"

#include <fmt/format.h>

#include "sim/run/database.hpp"
#include "sim/run/digest.hpp"

namespace marginwalk::test {
namespace {

/// All columns of a table as one text.
std::string row_of(run::Database& database, const std::string& table) {
  run::Statement columns(database, "SELECT name FROM pragma_table_info(?1)",
                         std::string_view(table));
  std::string expression = "''";
  while (columns.step()) expression += fmt::format(" || quote({}) || ' '", columns.bytes(0));
  return expression;
}

}  // namespace

std::map<std::string, std::string> contents_of(const std::filesystem::path& store) {
  run::Database database(store, run::Database::Access::read);
  run::Statement tables(
      database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'session'");
  std::map<std::string, std::string> contents;
  while (tables.step()) {
    const std::string table = tables.text(0);
    run::Statement rows(
        database, fmt::format("SELECT {} FROM {} ORDER BY 1", row_of(database, table), table));
    std::string all;
    while (rows.step()) all += run::sha256(rows.bytes(0)) + '\n';
    contents[table] = run::sha256(all);
  }
  return contents;
}

}  // namespace marginwalk::test
