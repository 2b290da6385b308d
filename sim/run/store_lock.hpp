#pragma once

#include <filesystem>

namespace marginwalk::run {

/// The right to write a store, held by one process at a time: a lock on the file STORE-lock beside
/// it, which the system releases when the process ends in whatever way.
class StoreLock {
 public:
  /// Throws StoreError where another process has it, or the folder may not be written.
  explicit StoreLock(const std::filesystem::path& store);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

  /// Whether some process has it.
  [[nodiscard]] static bool is_held(const std::filesystem::path& store);

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace marginwalk::run
