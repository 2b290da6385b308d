#include "sim/run/packed_records.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>

#include "sim/estimate/bytes.hpp"

namespace marginwalk::run::packed_records_test {
namespace {

/// Any bits: of zeros of either sign, of what is no number.
rc::Gen<PathRecord> any_record() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange<int>(0, 256), rc::gen::arbitrary<std::uint32_t>(),
                     rc::gen::arbitrary<std::uint64_t>()),
      [](const auto& parts) {
        return PathRecord{static_cast<std::uint8_t>(std::get<0>(parts)), std::get<1>(parts),
                          std::bit_cast<double>(std::get<2>(parts))};
      });
}

std::string bits_of(const std::vector<PathRecord>& records) {
  const auto [flags, time, equity] = to_columns(records);
  return flags + time + equity;
}

RC_GTEST_PROP(PackedRecords, LeadBackToTheBit, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 257);
  const auto records = *rc::gen::container<std::vector<PathRecord>>(count, any_record());
  RC_ASSERT(bits_of(unpack(7, 3, count, pack(7, 3, to_columns(records)))) == bits_of(records));
}

/// Records of a block of paths that have nothing odd.
std::vector<PathRecord> plain_records() {
  std::vector<PathRecord> records;
  for (int i = 0; i < 200; ++i) {
    const bool liquidated = i % 9 == 0;
    records.push_back({static_cast<std::uint8_t>(liquidated ? PathRecord::liquidated : 0),
                       liquidated ? 3'600U * static_cast<std::uint32_t>(i) : replay::Outcome::never,
                       10'000 + 1'000.0 / (i + 1)});
  }
  return records;
}

TEST(PackedRecords, TakeLessRoom) {
  const PathColumns columns = to_columns(plain_records());
  const PackedRecords packed = pack(0, 0, columns);
  EXPECT_LT(packed.flags.size(), columns.flags.size() / 2);
  EXPECT_LT(packed.liquidation_time.size(), columns.liquidation_time.size() / 2);
  EXPECT_LT(packed.terminal_equity.size(), columns.terminal_equity.size());
}

/// Columns of different length are a mistake of whoever wrote the bytes, and are not packed.
TEST(PackedRecords, NeedColumnsOfOneLength) {
  PathColumns columns = to_columns(plain_records());
  columns.liquidation_time.pop_back();
  EXPECT_THROW(static_cast<void>(pack(0, 0, columns)), estimate::MalformedBytes);
}

TEST(PackedRecords, BelongToOneBlockAndCell) {
  const PackedRecords packed = pack(7, 3, to_columns(plain_records()));
  EXPECT_NO_THROW(static_cast<void>(unpack(7, 3, 200, packed)));
  EXPECT_THROW(static_cast<void>(unpack(8, 3, 200, packed)), estimate::MalformedBytes);
  EXPECT_THROW(static_cast<void>(unpack(7, 4, 200, packed)), estimate::MalformedBytes);
  for (const std::uint64_t paths : {std::uint64_t{0}, std::uint64_t{199}, std::uint64_t{256},
                                    std::uint64_t{257}, ~std::uint64_t{0}}) {
    EXPECT_THROW(static_cast<void>(unpack(7, 3, paths, packed)), estimate::MalformedBytes);
  }
}

}  // namespace
}  // namespace marginwalk::run::packed_records_test
