#include "sim/estimate/group_bytes.hpp"

#include "sim/estimate/tally_bytes.hpp"

namespace marginwalk::estimate {
namespace {

void write(ByteWriter& to, const RatioTally& from) {
  to.count(from.count);
  to.count(from.counted);
  for (const double each : {from.mean_numerator, from.mean_denominator, from.numerator_squares,
                            from.denominator_squares, from.products}) {
    to.real(each);
  }
}

RatioTally read_ratio(ByteReader& from) {
  RatioTally ratio;
  ratio.count = from.count();
  ratio.counted = from.count();
  for (double* const each :
       {&ratio.mean_numerator, &ratio.mean_denominator, &ratio.numerator_squares,
        &ratio.denominator_squares, &ratio.products}) {
    *each = from.real();
  }
  return ratio;
}

void write(ByteWriter& to, const GroupTally& from) {
  write(to, from.grid);
  to.count(from.cells);
  to.count(from.paths);
  for (const CountSums& each : from.liquidated_by) {
    to.count(each.sum);
    to.count(each.squares);
  }
  write(to, from.survivors);
  write(to, from.casualties);
}

GroupTally read_group(ByteReader& from) {
  const SurvivalGrid grid = read_grid(from);
  if (grid.period == 0 || grid.horizon / grid.period > most_items) {
    throw MalformedBytes("a survival curve has no periods, or too many");
  }
  GroupTally group(grid, from.count());
  group.paths = from.count();
  for (CountSums& each : group.liquidated_by) {
    each.sum = from.count();
    each.squares = from.count();
  }
  group.survivors = read_ratio(from);
  group.casualties = read_ratio(from);
  return group;
}

}  // namespace

std::string to_bytes(const GroupTallies& groups) {
  if (groups.groups.empty()) return "";
  ByteWriter to;
  write_version(to);
  to.count(groups.groups.size());
  for (const GroupTally& each : groups.groups) write(to, each);
  to.count(groups.pairs.size());
  for (const GroupPairTally& each : groups.pairs) {
    write(to, each.difference);
    write(to, each.more);
    write(to, each.less);
    to.count(each.differing);
  }
  return to.take();
}

GroupTallies groups_from_bytes(std::string_view bytes) {
  GroupTallies groups;
  if (bytes.empty()) return groups;
  ByteReader from(bytes);
  check_version(from);
  for (std::uint64_t left = from.count_up_to(most_items); left > 0; --left) {
    groups.groups.push_back(read_group(from));
  }
  groups.pairs.resize(from.count_up_to(most_items));
  for (GroupPairTally& each : groups.pairs) {
    each.difference = read_moments(from);
    each.more = read_moments(from);
    each.less = read_moments(from);
    each.differing = from.count();
  }
  from.finish();
  return groups;
}

}  // namespace marginwalk::estimate
