#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <random>

#include "sim/run/merge_stores.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/sim/run/with_store.hpp"
#include "tests/support/store_contents.hpp"

/// A store that has lost or changed bytes is found out, or says what it said before.
namespace marginwalk::run::store_damage_test {
namespace {

namespace fs = std::filesystem;

class StoreDamageSlow : public test::WithStore {
 protected:
  StoreDamageSlow() {
    const scenario::Study study =
        scenario::load_study(MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml",
                             {{"paths", "600"}, {"step", "1d"}, {"horizon", "3d"}},
                             {MARGINWALK_SOURCE_DIR "/scenarios"});
    Store store(file(), test::manifest_of(study), study);
    run_stored(study, store);
    store.close();
    std::ifstream stream(file(), std::ios::binary);
    whole_ = {std::istreambuf_iterator<char>(stream), {}};
  }

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
      std::string text = test::bytes_of(*result);
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

using test::bytes_of;
using test::manifest_of;
using test::small_study;
using test::uninterrupted;

class StoreDamage : public test::WithStore {};

TEST_F(StoreDamage, TellsDamage) {
  const scenario::Study study = small_study();
  begin(study, 100);
  Database database(file(), Database::Access::write);
  database.execute("UPDATE cell_tally SET tally = CAST(replace(tally, x'01', x'02') AS BLOB)");
  Store store(file());
  EXPECT_THROW(static_cast<void>(stored_result(study, store)), StoreError);
}

TEST_F(StoreDamage, TellsDamageOfRecords) {
  const scenario::Study study = small_study();
  begin(study, 100);
  Database(file(), Database::Access::write)
      .execute("UPDATE path_block SET terminal_equity = zeroblob(900) WHERE block = 3");
  Store store(file());
  EXPECT_EQ(bytes_of(*stored_result(study, store)), uninterrupted(study)) << "tallies are whole";
  EXPECT_NO_THROW(static_cast<void>(store.records(2, 0)));
  EXPECT_THROW(static_cast<void>(store.records(3, 0)), StoreError);
  Store merged(file("merged"), manifest_of(study), study);
  EXPECT_THROW(merge_stores(merged, {&store}, BlockRunner(study)), StoreError);
  EXPECT_FALSE(merged.records(2, 0));
}

/// Whatever is not what was put is refused by the place where it is, and stays as it is.
TEST_F(StoreDamage, TellsWhereRecordsAreDamaged) {
  const scenario::Study study = small_study();
  begin(study, 100);
  for (const char* change :
       {"flags = x''", "flags = 'text'", "flags = liquidation_time", "flags = flags || x'00'",
        "liquidation_time = substr(liquidation_time, 2)", "terminal_equity = zeroblob(2048)",
        "terminal_equity = (SELECT terminal_equity FROM path_block WHERE block = 2 AND cell = 0)",
        "sha256 = ''", "paths = 255", "paths = 0", "paths = -1", "paths = 1000000000000"}) {
    const fs::path copy = file("copy.sqlite");
    fs::copy_file(file(), copy, fs::copy_options::overwrite_existing);
    Database(copy, Database::Access::write)
        .execute(fmt::format("UPDATE path_block SET {} WHERE block = 3 AND cell = 1", change));
    const auto before = test::contents_of(copy);
    Store store(copy);
    EXPECT_NO_THROW(static_cast<void>(store.records(3, 0))) << change;
    try {
      static_cast<void>(store.records(3, 1));
      ADD_FAILURE() << change;
    } catch (const StoreError& error) {
      EXPECT_THAT(error.what(), testing::StartsWith(copy.string() + ": block 3 is damaged (its " +
                                                    "records of cell 1: "))
          << change;
    }
    EXPECT_EQ(test::contents_of(copy), before) << change;
  }
}

}  // namespace
}  // namespace marginwalk::run::store_damage_test
