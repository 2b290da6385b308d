#include "sim/report/pending_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace marginwalk::report {

PendingFile::PendingFile(std::filesystem::path place) : place_(std::move(place)) {
  pending_ = place_;
  pending_ += fmt::format(".{}.pending", ::getpid());
  errno = 0;
  stream_.open(pending_, std::ios::binary);
  if (!stream_) fail();
}

PendingFile::PendingFile(std::filesystem::path place, std::string_view text)
    : PendingFile(std::move(place)) {
  write(text);
  close();
}

PendingFile::~PendingFile() {
  stream_.close();
  std::error_code ignored;
  std::filesystem::remove(pending_, ignored);
}

void PendingFile::write(std::string_view text) {
  errno = 0;
  stream_ << text;
  if (!stream_) fail();
}

void PendingFile::close() {
  errno = 0;
  stream_.close();
  if (!stream_) fail();
}

void PendingFile::move_into_place() const { std::filesystem::rename(pending_, place_); }

void PendingFile::fail() const {
  const std::error_code reason(errno == 0 ? EIO : errno, std::generic_category());
  throw std::filesystem::filesystem_error("cannot write the result", place_, reason);
}

std::string file_stem(std::string name) {
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

}  // namespace marginwalk::report
