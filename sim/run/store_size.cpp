#include "sim/run/store_size.hpp"

#include <algorithm>
#include <cmath>

#include "sim/run/block_loop.hpp"
#include "sim/run/database.hpp"
#include "sim/run/packed_records.hpp"
#include "sim/run/run_stored.hpp"

namespace marginwalk::run {
namespace {

constexpr double page = Database::page_bytes;

/// Of SQLite's file format: the lengths and types of a row's columns, its number, its place.
constexpr double bytes_beside_a_row = 30;

/// Block, cell and number of a row, in the index by block and cell; as measured.
constexpr double bytes_of_index = 18;

/// The tables and indices that docs/studies.md lists.
constexpr double tables_and_indices = 12;

/// A row stands whole on a page, beside as many others as fit, or has some for itself.
double bytes_of_rows(double rows, double bytes) {
  const double on_a_page = std::floor(page / (bytes + bytes_beside_a_row));
  return rows * (on_a_page >= 1 ? page / on_a_page : std::ceil(bytes / page) * page);
}

}  // namespace

double bytes_of_empty_store(const scenario::Study& study) {
  double bytes = tables_and_indices * page;
  for (const scenario::Source& source : study.sources) {
    bytes += static_cast<double>(source.text.size());
  }
  return bytes;
}

double bytes_of_records(std::uint64_t paths, const std::vector<PathRecord>& some) {
  constexpr std::size_t most = 4 * paths_per_block;  // nobody waits for more
  const std::size_t judged = std::min(some.size(), most);
  double bytes = 0;
  for (std::size_t first = 0; first < judged; first += paths_per_block) {
    const auto end = std::min(judged, first + paths_per_block);
    const std::vector<PathRecord> block(some.begin() + static_cast<std::ptrdiff_t>(first),
                                        some.begin() + static_cast<std::ptrdiff_t>(end));
    bytes += static_cast<double>(pack(0, 0, to_columns(block)).size());
  }
  const auto rows = static_cast<double>(blocks_of(paths));
  const double of_a_row = bytes / static_cast<double>(judged) * static_cast<double>(paths) / rows;
  return bytes_of_rows(rows, of_a_row) + rows * bytes_of_index;
}

double bytes_of_tallies(std::uint64_t paths, double tally_of_block, double tally_of_all) {
  const auto blocks = static_cast<double>(std::min(blocks_of(paths), blocks_between_prefixes));
  const double wholes = blocks_of(paths) > blocks_between_prefixes ? 2 : 1;  // the new, the old
  return bytes_of_rows(blocks, tally_of_block) + bytes_of_rows(wholes, tally_of_all);
}

}  // namespace marginwalk::run
