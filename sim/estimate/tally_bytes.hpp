#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/estimate/bytes.hpp"
#include "sim/estimate/tally.hpp"

namespace marginwalk::estimate {

/// A tally as bytes and back without the loss of a bit: what comes back merges as what went in.
/// Counts are LEB128, amounts the eight bytes of a double, of histograms only the bins that hold
/// something; the first number is the version of the format. The same on every machine.
[[nodiscard]] std::string to_bytes(const Tally& tally);

/// Throws MalformedBytes.
[[nodiscard]] Tally tally_from_bytes(std::string_view bytes);

/// The same of all pairs of a study.
[[nodiscard]] std::string to_bytes(const std::vector<PairTally>& pairs);
[[nodiscard]] std::vector<PairTally> pairs_from_bytes(std::string_view bytes);

// Parts that other tallies have, too.

/// More than any study has; a larger size is damage.
inline constexpr std::uint64_t most_items = 1'000'000;

/// The version of the format, at the beginning of all bytes. Throws MalformedBytes for another.
void write_version(ByteWriter& to);
void check_version(ByteReader& from);

/// Moments, and the grid of a survival curve.
void write(ByteWriter& to, const Moments& from);
[[nodiscard]] Moments read_moments(ByteReader& from);
void write(ByteWriter& to, const SurvivalGrid& from);
[[nodiscard]] SurvivalGrid read_grid(ByteReader& from);

}  // namespace marginwalk::estimate
