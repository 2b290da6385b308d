#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// A text without the mark that spreadsheets put before UTF-8.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// A CSV table as YAML would write it: a list with one map for each row, whose keys are the names
/// in the first row. Empty cells give no key, rows of nothing but empty cells no map. A key lies at
/// its column's name, a value at its cell, a map at the first cell of its row.
///
/// Cells are separated by commas and may stand in quotation marks (RFC 4180); lines end in LF or
/// CR LF; spaces around cells and a byte order mark do not count. Throws InputError where the text
/// is none that a document could be (parse_document), has no first row, names a column twice or not
/// at all, has rows of other lengths, or quotation marks that are not closed or out of place.
[[nodiscard]] Node parse_csv_table(std::string_view text, const std::string& file_name);

}  // namespace marginwalk::scenario
