#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "sim/report/json.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/run_stored.hpp"
#include "tests/support/random_study.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::test {

inline constexpr std::uint64_t seven_blocks_and_a_bit = 7 * run::paths_per_block + 17;

inline scenario::Study small_study(std::uint64_t paths = seven_blocks_and_a_bit) {
  scenario::Study study = random_study(8);
  study.paths = paths;
  study.clock.step = 3'600 * 4;
  study.clock.horizon = 86'400;
  study.sources = {{"study.yaml", "paths: 5\n"}};
  return study;
}

inline run::Manifest manifest_of(const scenario::Study& study, const run::Shard& shard = {}) {
  return {study.name,   run::study_sha256(study.sources, study.precision.has_value()),
          study.seed,   study.paths,
          shard,        false,
          "0.1.0-test", "test"};
}

inline std::string bytes_of(const run::Result& result) {
  auto json = report::to_json(result);
  json.erase("timing");
  return json.dump(1);
}

inline std::string uninterrupted(const scenario::Study& study) {
  return bytes_of(*run::run_study(study));
}

/// Runs on until so many further blocks are there, or to the end.
inline bool run_some(const scenario::Study& study, run::Store& store, std::uint64_t most_blocks) {
  std::atomic<bool> stop = false;
  std::uint64_t told = 0;
  run::StoredRunOptions options;
  options.threads = 2;
  options.stop = &stop;
  options.progress = [&](std::uint64_t) { stop = stop || told++ >= most_blocks; };
  return run::run_stored(study, store, options);
}

/// A test with a folder for stores.
class WithStore : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& name = "study.sqlite") const {
    return folder_.path() / name;
  }

  /// A store in which only some blocks are finished.
  void begin(const scenario::Study& study, std::uint64_t blocks) {
    run::Store store(file(), manifest_of(study), study);
    run_some(study, store, blocks);
  }

  void expect_refused(const scenario::Study& study, const run::Manifest& manifest,
                      const char* why) {
    try {
      const run::Store store(file(), manifest, study);
      ADD_FAILURE() << "not refused: " << why;
    } catch (const run::StoreError& error) {
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find(file().string()), std::string::npos) << error.what();
    }
  }

  TemporaryFolder folder_;
};

}  // namespace marginwalk::test
