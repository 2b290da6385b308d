#pragma once

#include <cstdint>
#include <vector>

namespace marginwalk::run {

/// The numbers of paths at which a run with `precision` looks whether it is precise enough: 16
/// blocks, then half as many blocks again each time, rounded up; the last is `at_most`. They depend
/// on nothing else, so that the same study ends at the same path anywhere.
[[nodiscard]] std::vector<std::uint64_t> looks(std::uint64_t at_most);

}  // namespace marginwalk::run
