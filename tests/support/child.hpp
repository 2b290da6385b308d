#pragma once

#include <sys/types.h>

#include <string>

namespace marginwalk::test {

/// A process beside the test, which ends it at the latest when it ends itself.
class Child {
 public:
  /// Of a command line without `exec`. What it prints is dropped.
  explicit Child(const std::string& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void signal(int signal) const;

  /// Waits for its end; the status that waitpid gives.
  int wait();

  [[nodiscard]] pid_t id() const { return id_; }

 private:
  pid_t id_;
  bool is_running_ = true;
  int status_ = 0;
};

}  // namespace marginwalk::test
