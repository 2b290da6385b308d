#include "sim/estimate/tally_bytes.hpp"

namespace marginwalk::estimate {
namespace {

/// Goes up whenever bytes come to mean something else.
constexpr std::uint64_t format_version = 4;

constexpr std::uint64_t most_bins = 2 * Histogram::last_bin + 1;

/// The bins that hold something, each with its distance from the one before.
void write(ByteWriter& to, const Histogram& from) {
  std::uint64_t used = 0;
  for (const Bin& bin : from.bins()) used += bin.count > 0 ? 1 : 0;
  to.count(used);
  if (used == 0) return;
  to.integer(from.first_bin());
  std::size_t before = 0;
  for (std::size_t i = 0; i < from.bins().size(); ++i) {
    const Bin& bin = from.bins()[i];
    if (bin.count == 0) continue;
    to.count(i - before);
    to.count(bin.count);
    to.real(bin.sum);
    to.real(bin.squares);
    before = i;
  }
}

Histogram read_histogram(ByteReader& from) {
  const std::uint64_t used = from.count_up_to(most_bins);
  if (used == 0) return {};
  const std::int64_t first = from.integer();
  std::vector<Bin> bins;
  for (std::uint64_t i = 0; i < used; ++i) {
    const std::uint64_t distance = from.count_up_to(most_bins);
    if ((i == 0) != (distance == 0)) throw MalformedBytes("bins are out of order");
    bins.resize(bins.empty() ? 1 : bins.size() + distance);
    if (bins.size() > most_bins) throw MalformedBytes("there are too many bins");
    bins.back().count = from.count();
    bins.back().sum = from.real();
    bins.back().squares = from.real();
    if (bins.back().count == 0) throw MalformedBytes("a bin is empty");
  }
  constexpr std::int64_t last_bin = Histogram::last_bin;
  if (first < -last_bin || first > last_bin - static_cast<std::int64_t>(bins.size()) + 1) {
    throw MalformedBytes("a bin is out of range");
  }
  return {static_cast<std::int32_t>(first), std::move(bins)};
}

void write(ByteWriter& to, const std::vector<std::uint64_t>& from) {
  to.count(from.size());
  for (const std::uint64_t each : from) to.count(each);
}

std::vector<std::uint64_t> read_counts(ByteReader& from) {
  std::vector<std::uint64_t> counts(from.count_up_to(most_items));
  for (std::uint64_t& each : counts) each = from.count();
  return counts;
}

}  // namespace

void write_version(ByteWriter& to) { to.count(format_version); }

void check_version(ByteReader& from) {
  if (from.count() != format_version) throw MalformedBytes("the version of a tally is not known");
}

void write(ByteWriter& to, const Moments& from) {
  to.count(from.count);
  to.real(from.mean);
  to.real(from.squared_deviations);
}

Moments read_moments(ByteReader& from) {
  Moments moments;
  moments.count = from.count();
  moments.mean = from.real();
  moments.squared_deviations = from.real();
  return moments;
}

void write(ByteWriter& to, const SurvivalGrid& from) {
  to.count(from.period);
  to.count(from.horizon);
}

SurvivalGrid read_grid(ByteReader& from) {
  SurvivalGrid grid;
  grid.period = static_cast<std::uint32_t>(from.count_up_to(UINT32_MAX));
  grid.horizon = static_cast<std::uint32_t>(from.count_up_to(UINT32_MAX));
  return grid;
}

std::string to_bytes(const Tally& tally) {
  ByteWriter to;
  write_version(to);
  write(to, tally.grid);
  for (const auto member : Tally::counts()) to.count(tally.*member);
  write(to, tally.liquidated_in_period);
  write(to, tally.liquidated_first);
  for (const auto member : Tally::distributions()) {
    write(to, (tally.*member).moments);
    write(to, (tally.*member).histogram);
  }
  // Without deposits it is the histogram of terminal equity, a large part of the whole.
  const bool is_terminal_equity = tally.net_equity == tally.terminal_equity.histogram;
  to.count(is_terminal_equity ? 1 : 0);
  if (!is_terminal_equity) write(to, tally.net_equity);
  for (const auto member : Tally::amounts()) write(to, tally.*member);
  to.real(tally.start_equity);
  to.count(tally.acts.size());
  for (const Distribution& each : tally.acts) {
    write(to, each.moments);
    write(to, each.histogram);
  }
  return to.take();
}

Tally tally_from_bytes(std::string_view bytes) {
  ByteReader from(bytes);
  check_version(from);
  Tally tally{SurvivalGrid(1, 1), 0};
  tally.grid = read_grid(from);
  for (const auto member : Tally::counts()) tally.*member = from.count();
  tally.liquidated_in_period = read_counts(from);
  tally.liquidated_first = read_counts(from);
  for (const auto member : Tally::distributions()) {
    (tally.*member).moments = read_moments(from);
    (tally.*member).histogram = read_histogram(from);
  }
  tally.net_equity =
      from.count_up_to(1) == 1 ? tally.terminal_equity.histogram : read_histogram(from);
  for (const auto member : Tally::amounts()) tally.*member = read_moments(from);
  tally.start_equity = from.real();
  tally.acts.resize(from.count_up_to(conduct::Acts::entries().size()));
  for (Distribution& each : tally.acts) {
    each.moments = read_moments(from);
    each.histogram = read_histogram(from);
  }
  from.finish();
  return tally;
}

std::string to_bytes(const std::vector<PairTally>& pairs) {
  ByteWriter to;
  write_version(to);
  to.count(pairs.size());
  for (const PairTally& pair : pairs) {
    to.count(pair.liquidated.only_a);
    to.count(pair.liquidated.only_b);
    to.count(pair.liquidated.total);
    write(to, pair.terminal_equity);
    for (const RankAgreement& each : pair.lowest) {
      to.integer(each.covariance);
      to.integer(each.variance);
    }
    to.count(pair.means.size());
    for (const PairedMean& each : pair.means) {
      write(to, each.differences);
      to.count(each.only_one);
    }
  }
  return to.take();
}

std::vector<PairTally> pairs_from_bytes(std::string_view bytes) {
  ByteReader from(bytes);
  check_version(from);
  std::vector<PairTally> pairs(from.count_up_to(most_items));
  for (PairTally& pair : pairs) {
    pair.liquidated.only_a = from.count();
    pair.liquidated.only_b = from.count();
    pair.liquidated.total = from.count();
    pair.terminal_equity = read_moments(from);
    for (RankAgreement& each : pair.lowest) {
      each.covariance = from.integer();
      each.variance = from.integer();
    }
    pair.means.resize(from.count_up_to(most_items));
    for (PairedMean& each : pair.means) {
      each.differences = read_moments(from);
      each.only_one = from.count();
    }
  }
  from.finish();
  return pairs;
}

}  // namespace marginwalk::estimate
