#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "sim/cli/output.hpp"

namespace marginwalk::cli {
namespace {

constexpr std::chrono::milliseconds redraw_interval(200);
constexpr const char* clear_line = "\r\033[K";

}  // namespace

Progress::Progress(std::string what, std::uint64_t paths)
    : what_(std::move(what)), paths_(paths), shown_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) tell(clear_line);
}

void Progress::operator()(std::uint64_t done) {
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - drawn_ < redraw_interval) return;
  drawn_ = now;
  const double elapsed = std::chrono::duration<double>(now - began_).count();
  const double rate = static_cast<double>(done) / elapsed;
  const double left = static_cast<double>(paths_ - done) / rate;
  tell(fmt::format("{}{}: {} of {} paths ({:.0f} %), {:.0f} paths/s, {:.0f} s left", clear_line,
                   what_, done, paths_,
                   100.0 * static_cast<double>(done) / static_cast<double>(paths_), rate, left));
}

}  // namespace marginwalk::cli
