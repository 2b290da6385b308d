#include "sim/run/path_record.hpp"

#include <bit>
#include <string_view>

#include "sim/estimate/bytes.hpp"

namespace marginwalk::run {
namespace {

template <class Number>
Number number_at(std::string_view bytes, std::size_t index) {
  return static_cast<Number>(
      estimate::little_endian(bytes.substr(index * sizeof(Number), sizeof(Number))));
}

}  // namespace

PathRecord record_of(const replay::Outcome& outcome) {
  PathRecord record{0, outcome.liquidation_time, outcome.terminal_equity.value()};
  const auto flag = [&](bool is_set, std::uint8_t value) {
    if (is_set) record.flags = static_cast<std::uint8_t>(record.flags | value);
  };
  flag(outcome.liquidated(), PathRecord::liquidated);
  flag(outcome.wiped_out, PathRecord::wiped_out);
  flag(outcome.bankrupt, PathRecord::bankrupt);
  flag(outcome.deleveraged, PathRecord::deleveraged);
  flag(outcome.closed_too_early, PathRecord::closed_too_early);
  return record;
}

PathColumns to_columns(const std::vector<PathRecord>& records) {
  PathColumns columns;
  for (const PathRecord& record : records) {
    columns.flags += static_cast<char>(record.flags);
    estimate::append_little_endian(columns.liquidation_time, record.liquidation_time,
                                   sizeof record.liquidation_time);
    estimate::append_little_endian(columns.terminal_equity,
                                   std::bit_cast<std::uint64_t>(record.terminal_equity),
                                   sizeof record.terminal_equity);
  }
  return columns;
}

void check_lengths(const PathColumns& columns) {
  const std::size_t count = columns.flags.size();
  if (columns.liquidation_time.size() != count * sizeof(std::uint32_t) ||
      columns.terminal_equity.size() != count * sizeof(double)) {
    throw estimate::MalformedBytes("columns differ in length");
  }
}

std::vector<PathRecord> from_columns(const PathColumns& columns) {
  check_lengths(columns);
  std::vector<PathRecord> records;
  for (std::size_t i = 0; i < columns.flags.size(); ++i) {
    records.push_back(
        {static_cast<std::uint8_t>(columns.flags[i]),
         number_at<std::uint32_t>(columns.liquidation_time, i),
         std::bit_cast<double>(number_at<std::uint64_t>(columns.terminal_equity, i))});
  }
  return records;
}

}  // namespace marginwalk::run
