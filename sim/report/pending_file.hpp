#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace marginwalk::report {

/// A file that is written beside its place. It disappears unless it is moved there, so that a
/// reader sees whole files only. What fails throws std::filesystem::filesystem_error that names the
/// place.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path place);

  /// The whole of it at once.
  PendingFile(std::filesystem::path place, std::string_view text);

  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  void write(std::string_view text);

  /// Nothing follows; all of it has reached the system.
  void close();

  void move_into_place() const;

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path place_;
  std::filesystem::path pending_;
  std::ofstream stream_;
};

/// A study's name as the stem of a file in the folder and nowhere else.
[[nodiscard]] std::string file_stem(std::string name);

}  // namespace marginwalk::report
