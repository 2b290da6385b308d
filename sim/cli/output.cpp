#include "sim/cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace marginwalk::cli {
namespace {

bool has_colour() {
  const char* const refused = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && (!refused || *refused == '\0') && terminal &&
         std::string_view(terminal) != "dumb";
}

}  // namespace

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return;
  }
  throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
}

void show(const std::string& tables) {
  if (!has_colour()) return print(tables);
  std::string text;
  std::size_t from = 0;
  for (std::size_t open = tables.find('['); open != std::string::npos;
       open = tables.find('[', from)) {
    const std::size_t end = tables.find_first_of("]\n", open) + 1;
    if (end == 0 || tables[end - 1] == '\n') break;
    text +=
        tables.substr(from, open - from) + "\x1b[2m" + tables.substr(open, end - open) + "\x1b[0m";
    from = end;
  }
  print(text + tables.substr(from));
}

void tell(const std::string& text) noexcept {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace marginwalk::cli
