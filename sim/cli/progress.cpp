#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "sim/cli/output.hpp"

namespace marginwalk::cli {
namespace {

constexpr std::chrono::milliseconds redraw_interval(200);
constexpr std::chrono::milliseconds log_interval(60'000);
constexpr const char* clear_line = "\r\033[K";

}  // namespace

Progress::Progress(std::string what, std::uint64_t paths, std::uint64_t already,
                   Elsewhere elsewhere)
    : what_(std::move(what)),
      paths_(paths),
      already_(already),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      is_told_(is_terminal_ || elsewhere == Elsewhere::log) {}

Progress::~Progress() {
  if (is_terminal_) tell(clear_line);
}

std::string Progress::line(std::uint64_t done) const {
  const double share = paths_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(paths_);
  std::string text = fmt::format("{}: {} of {} paths ({:.0f} %)", what_, done, paths_, 100 * share);
  if (done <= already_) return text;
  const double elapsed = std::chrono::duration<double>(Clock::now() - began_).count();
  const double rate = static_cast<double>(done - already_) / elapsed;
  const double left = static_cast<double>(paths_ - done) / rate;
  return text + fmt::format(", {:.0f} paths/s, {:.0f} s left", rate, left);
}

void Progress::operator()(std::uint64_t done) {
  const Clock::time_point now = Clock::now();
  if (!is_told_ || now - drawn_ < (is_terminal_ ? redraw_interval : log_interval)) return;
  drawn_ = now;
  tell(is_terminal_ ? clear_line + line(done) : line(done) + "\n");
}

}  // namespace marginwalk::cli
