#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/estimate/ratio.hpp"
#include "sim/estimate/tally.hpp"

/// Several cells taken together, as the traders of a band of leverage. They walk the same paths, so
/// that what happens to one tells of the others: a path is one observation, however many cells a
/// group has.
namespace marginwalk::estimate {

/// How many of a group's cells something happens to on a path: sums over paths, which merge
/// exactly.
struct CountSums {
  std::uint64_t sum = 0;
  std::uint64_t squares = 0;

  void add(std::uint64_t count);
  void merge(const CountSums& other);
  bool operator==(const CountSums&) const = default;
};

/// What a run keeps of a group.
struct GroupTally {
  GroupTally(const SurvivalGrid& grid, std::uint64_t cells);

  /// The outcomes of a path by cell, of which `members` are the group's.
  void add(const std::vector<replay::Outcome>& outcomes, std::span<const std::size_t> members);
  void merge(const GroupTally& other);

  SurvivalGrid grid;
  std::uint64_t cells = 0;
  std::uint64_t paths = 0;
  std::vector<CountSums> liquidated_by;  ///< by period of the grid: up to its end
  /// Terminal equity less deposits of those that were not liquidated and of those that were: summed
  /// over a path, beside how many they are.
  RatioTally survivors, casualties;
};

/// Two groups on the same paths.
struct GroupPairTally {
  Moments difference;           ///< of the shares that are liquidated, a less b, path by path
  Moments more, less;           ///< its parts: more - less = difference, and one of them is 0
  std::uint64_t differing = 0;  ///< paths on which it is not 0

  void add(const std::vector<replay::Outcome>& outcomes, std::span<const std::size_t> a,
           std::span<const std::size_t> b);
  void merge(const GroupPairTally& other);
};

/// All groups of a study, and those that are compared.
struct GroupTallies {
  std::vector<GroupTally> groups;
  std::vector<GroupPairTally> pairs;

  void merge(const GroupTallies& other);
};

}  // namespace marginwalk::estimate
