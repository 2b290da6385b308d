#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace marginwalk::test {

/// What a store holds: for each table a fingerprint of all its rows, every value to the bit. The
/// table `session` is left out, as it tells when the store was written and not what it says.
[[nodiscard]] std::map<std::string, std::string> contents_of(const std::filesystem::path& store);

}  // namespace marginwalk::test
