#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "sim/report/json.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/run_stored.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

/// A store that has lost or changed bytes is found out, or says what it said before.
namespace marginwalk::run::store_damage_test {
namespace {

namespace fs = std::filesystem;

class StoreDamageSlow : public testing::Test {
 protected:
  StoreDamageSlow() {
    const scenario::Study study =
        scenario::load_study(MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml",
                             {{"paths", "600"}, {"step", "1d"}, {"horizon", "3d"}},
                             {MARGINWALK_SOURCE_DIR "/scenarios"});
    Store store(file(),
                {study.name,
                 study_sha256(study.sources),
                 study.seed,
                 study.paths,
                 {},
                 false,
                 "0.1.0-test",
                 "test"},
                study);
    run_stored(study, store);
    store.close();
    std::ifstream stream(file(), std::ios::binary);
    whole_ = {std::istreambuf_iterator<char>(stream), {}};
  }

  fs::path file() const { return folder_.path() / "study.sqlite"; }

  void write(const std::string& bytes) const {
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
  }

  /// All that the store says; where it refuses to, that it does.
  std::string said() const {
    try {
      Store store(file());
      const scenario::Study study = store.study();
      const std::optional<Result> result = stored_result(study, store);
      if (!result) return refused;
      auto json = report::to_json(*result);
      json.erase("timing");
      std::string text = json.dump();
      for (std::uint64_t block = 0; block < blocks_of(study.paths); ++block) {
        for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
          const auto records = store.records(block, cell);
          if (!records) return refused;
          for (const PathRecord& record : *records) {
            text += std::to_string(record.flags) + std::to_string(record.liquidation_time) +
                    std::to_string(record.terminal_equity);
          }
        }
      }
      return text;
    } catch (const StoreError&) {
      return refused;
    } catch (const scenario::InputError&) {
      return refused;
    }
  }

  static constexpr const char* refused = "refused";
  test::TemporaryFolder folder_;
  std::string whole_;
};

TEST_F(StoreDamageSlow, NoByteLiesUnnoticed) {
  const std::string truth = said();
  EXPECT_GT(truth.size(), 600 * 4U);
  std::mt19937 random(20261125);
  int refusals = 0;
  for (int i = 0; i < 300; ++i) {
    std::string bytes = whole_;
    const std::size_t at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    write(bytes);
    const std::string now = said();
    EXPECT_TRUE(now == truth || now == refused) << "byte " << at;
    refusals += now == refused ? 1 : 0;
  }
  EXPECT_GT(refusals, 50) << "but for what pages have room for, the file is worth something";
}

TEST_F(StoreDamageSlow, NoLossOfItsEndGoesUnnoticed) {
  std::mt19937 random(20261125);
  for (int i = 0; i < 30; ++i) {
    write(whole_.substr(0, random() % whole_.size()));
    EXPECT_EQ(said(), refused);
  }
}

}  // namespace
}  // namespace marginwalk::run::store_damage_test
