#include "sim/report/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <list>
#include <string>
#include <system_error>

#include "sim/report/csv.hpp"
#include "sim/report/json.hpp"

namespace marginwalk::report {
namespace {

/// A file that is written beside its place. It disappears unless it is moved there.
class PendingFile {
 public:
  PendingFile(std::filesystem::path place, const std::string& text) : place_(std::move(place)) {
    pending_ = place_;
    pending_ += fmt::format(".{}.pending", ::getpid());
    write(text);
  }
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile() {
    std::error_code ignored;
    std::filesystem::remove(pending_, ignored);
  }

  void move_into_place() const { std::filesystem::rename(pending_, place_); }

 private:
  void write(const std::string& text) const {
    errno = 0;
    std::ofstream stream(pending_, std::ios::binary);
    stream << text;
    stream.close();
    if (stream) return;
    const std::error_code reason(errno == 0 ? EIO : errno, std::generic_category());
    std::error_code ignored;
    std::filesystem::remove(pending_, ignored);
    throw std::filesystem::filesystem_error("cannot write the result", place_, reason);
  }

  std::filesystem::path place_;
  std::filesystem::path pending_;
};

/// A study's name as the stem of a file in the folder and nowhere else.
std::string file_stem(std::string name) {
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

}  // namespace

void check_writable(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const PendingFile probe(folder / "probe", "");
}

void write_files(const run::Result& result, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const std::string stem = file_stem(result.study.name);
  std::list<PendingFile> files;  // a list, because these do not move in memory
  files.emplace_back(folder / (stem + ".json"), json_text(result));
  files.emplace_back(folder / (stem + ".csv"), cells_csv(result));
  files.emplace_back(folder / (stem + ".survival.csv"), survival_csv(result));
  files.emplace_back(folder / (stem + ".differences.csv"), differences_csv(result));
  for (const PendingFile& file : files) file.move_into_place();
}

}  // namespace marginwalk::report
