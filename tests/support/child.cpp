#include "tests/support/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace marginwalk::test {

Child::Child(const std::string& command) {
  const std::string in_place = "exec " + command;
  id_ = ::fork();
  if (id_ < 0) throw std::runtime_error("no further process");
  if (id_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, stream);
  ::execl("/bin/sh", "sh", "-c", in_place.c_str(), nullptr);
  ::_exit(127);
}

Child::~Child() {
  signal(SIGKILL);
  wait();
}

void Child::signal(int signal) const {
  if (is_running_) ::kill(id_, signal);
}

int Child::wait() {
  if (is_running_) ::waitpid(id_, &status_, 0);
  is_running_ = false;
  return status_;
}

}  // namespace marginwalk::test
