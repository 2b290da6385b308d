#include "sim/run/cost.hpp"

#include <gtest/gtest.h>

#include "sim/run/run_stored.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::run::cost_test {
namespace {

/// The sizes of stores with and without a record of every path, as told before and as they become.
TEST(CostSlow, TellsTheSizeOfAStore) {
  for (const char* file : {"fifteen-thousand", "hedged-pair"}) {
    for (const char* paths : {"20", "700", "5000", "30000"}) {
      const scenario::Study study =
          scenario::load_study(std::string(MARGINWALK_SOURCE_DIR "/scenarios/") + file + ".yaml",
                               {{"paths", paths}, {"step", "1d"}, {"horizon", "5d"}},
                               {MARGINWALK_SOURCE_DIR "/scenarios"});
      const Cost cost = probe_cost(study, 0.3);
      for (const bool tallies_only : {false, true}) {
        const test::TemporaryFolder folder;
        Store store(folder.path() / "study.sqlite",
                    {study.name, "", study.seed, study.paths, {}, tallies_only, "0", "test"},
                    study);
        run_stored(study, store);
        store.close();
        const auto bytes = static_cast<double>(std::filesystem::file_size(store.file()));
        const double told = cost.tally_bytes + (tallies_only ? 0 : cost.record_bytes);
        EXPECT_GT(told, bytes / 1.5) << file << " " << paths << " paths, " << tallies_only;
        EXPECT_LT(told, bytes * 1.5) << file << " " << paths << " paths, " << tallies_only;
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::run::cost_test
