#pragma once

#include <string>

namespace marginwalk::cli {

/// Writes data to standard output. Throws std::system_error where that fails (a full disk, a reader
/// that is gone).
void print(const std::string& text);

/// Writes tables: on a terminal that has colours intervals step back behind their estimates, unless
/// NO_COLOR (no-color.org) is set.
void show(const std::string& tables);

/// Tells a person something on standard error. Never fails: there may be nobody to tell.
void tell(const std::string& text) noexcept;

}  // namespace marginwalk::cli
