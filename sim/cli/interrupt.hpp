#pragma once

#include <atomic>

namespace marginwalk::cli {

/// A flag that SIGINT or SIGTERM sets, from the first call on. A second signal ends the program at
/// once.
[[nodiscard]] const std::atomic<bool>& interrupt_flag();

/// The signal that has set the flag; 0 before.
[[nodiscard]] int interrupt_signal();

}  // namespace marginwalk::cli
