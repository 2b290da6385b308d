#include "sim/cli/interrupt.hpp"

#include <csignal>

namespace marginwalk::cli {
namespace {

std::atomic<bool> interrupt_seen{false};
std::atomic<int> signal_seen{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "a signal handler must not wait");

extern "C" void note_interrupt(int signal) {
  signal_seen = signal;
  interrupt_seen = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& interrupt_flag() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
  return interrupt_seen;
}

int interrupt_signal() { return signal_seen; }

}  // namespace marginwalk::cli
