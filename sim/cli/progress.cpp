#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "sim/cli/output.hpp"
#include "sim/report/format.hpp"
#include "sim/run/block_loop.hpp"

namespace marginwalk::cli {
namespace {

constexpr std::chrono::milliseconds redraw_interval(200);
constexpr std::chrono::milliseconds log_interval(60'000);
constexpr const char* clear_line = "\r\033[K";

/// As much of a text as one line of the terminal holds: what is wrapped cannot be drawn anew.
std::string in_one_line(std::string text) {
  struct winsize size {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return text;
  const auto is_inside_letter = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };  // UTF-8
  std::size_t end = std::min<std::size_t>(text.size(), size.ws_col - 1U);
  while (end > 0 && end < text.size() && is_inside_letter(end)) --end;
  text.resize(end);
  return text;
}

}  // namespace

Progress::Progress(std::string what, std::uint64_t paths)
    : Progress(std::move(what), paths, 0, 0, Elsewhere::silent) {}

Progress::Progress(std::string what, std::uint64_t paths, std::uint64_t already, std::size_t cells,
                   Elsewhere elsewhere)
    : what_(std::move(what)),
      paths_(paths),
      cells_(cells),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      is_told_(is_terminal_ || elsewhere == Elsewhere::log),
      counted_from_(already) {}

Progress::~Progress() {
  if (is_terminal_) tell(clear_line);
}

std::string Progress::line(std::uint64_t done) const {
  const double share = paths_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(paths_);
  const double elapsed = std::chrono::duration<double>(Clock::now() - began_).count();
  const double rate =
      done > counted_from_ ? static_cast<double>(done - counted_from_) / elapsed : 0;
  std::string text = fmt::format("{}: {:.0f} %", what_, 100 * share);
  if (rate > 0) {
    text += fmt::format(", {} left", report::time_left(static_cast<double>(paths_ - done) / rate));
  }
  if (cells_ > 0) {
    text += fmt::format(", block {} of {}", report::count(run::blocks_of(done)),
                        report::count(run::blocks_of(paths_)));
  }
  text += fmt::format(", {} of {} paths", report::count(done), report::count(paths_));
  if (cells_ > 0) text += fmt::format(" of {} cells", report::count(cells_));
  if (rate > 0) text += fmt::format(", {:.0f} paths/s", rate);
  return text;
}

void Progress::operator()(std::uint64_t done) {
  const Clock::time_point now = Clock::now();
  if (counted_from_ < run::paths_with_extremes && done >= run::paths_with_extremes) {
    counted_from_ = done;
    began_ = now;
  }
  if (!is_told_ || now - drawn_ < (is_terminal_ ? redraw_interval : log_interval)) return;
  drawn_ = now;
  tell(is_terminal_ ? clear_line + in_one_line(line(done)) : line(done) + "\n");
}

}  // namespace marginwalk::cli
