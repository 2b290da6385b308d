#include "sim/run/store_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sim/run/database.hpp"

namespace marginwalk::run {
namespace {

std::filesystem::path lock_file(const std::filesystem::path& store) {
  return store.string() + "-lock";
}

/// A lock on the whole file that belongs to the open file, not to the process. (Source: fcntl(2),
/// "Open file description locks".)
struct flock whole_file() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

/// Whoever had the lock before may have removed its file meanwhile.
bool is_still_there(int descriptor, const std::filesystem::path& file) {
  struct stat opened {};
  struct stat there {};
  return fstat(descriptor, &opened) == 0 && stat(file.c_str(), &there) == 0 &&
         opened.st_ino == there.st_ino && opened.st_dev == there.st_dev;
}

}  // namespace

StoreLock::StoreLock(const std::filesystem::path& store) : file_(lock_file(store)) {
  for (;;) {
    descriptor_ = open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) {
      throw StoreError(
          fmt::format("{}: cannot be made ({})", file_.string(), std::strerror(errno)));
    }
    struct flock lock = whole_file();
    if (fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
      const int error = errno;
      close(descriptor_);
      if (error == EAGAIN || error == EACCES) {
        throw StoreError(
            fmt::format("{}: another process is running this study (`marginwalk study "
                        "status` tells how far it is)",
                        store.string()));
      }
      throw StoreError(
          fmt::format("{}: cannot be locked ({})", file_.string(), std::strerror(error)));
    }
    if (is_still_there(descriptor_, file_)) return;
    close(descriptor_);
  }
}

StoreLock::~StoreLock() {
  unlink(file_.c_str());
  close(descriptor_);
}

bool StoreLock::is_held(const std::filesystem::path& store) {
  const int descriptor = open(lock_file(store).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = whole_file();
  const bool held = fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(descriptor);
  return held;
}

}  // namespace marginwalk::run
