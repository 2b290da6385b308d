#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/tripwire.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// A node of a path, as far as bounds need it.
struct Node {
  std::span<const double> logarithms;  ///< of growth, by asset
  core::Marks marks;                   ///< by contract
};

/// How far from a tripwire did a price path stay between two known nodes?
///
/// Between nodes the logarithms x of the prices are Brownian bridges. With S the marks at the left
/// node and w_i = slope_i S_i, the surplus is bounded from below by a line in x,
///
///     surplus >= d_left + sum_i w_i (x_i - x_i(left)),
///
/// because e^x lies above its tangent where w_i > 0; where w_i < 0 the curvature is taken off
/// d_left for an excursion of R: |w_i| (e^R - 1 - R). A line in x is itself a scalar Brownian
/// bridge, of variance v over the interval, and the chance that it falls from d_left to zero on its
/// way to d_right is exactly exp(-2 d_left d_right / v). Below e^-K the interval is passed over.
///
/// Each bound can fail with probability e^-K. K grows with the number of intervals of the same
/// length in a path, so that the sum over everything that could be looked at stays below
/// `error_bound` for each path and account, whatever is descended.
class BridgeBound {
 public:
  BridgeBound(const World& world, std::size_t tripwires, double error_bound);

  /// A bound from below of the surplus at the right node if the tripwire cannot have been touched;
  /// none if it may have been. `cash` stands behind the tripwire; `reference` are the marks that it
  /// was published at.
  [[nodiscard]] std::optional<double> clearance(const core::Tripwire& tripwire, core::Money cash,
                                                core::Marks reference, const Node& left,
                                                const Node& right, std::uint32_t minutes) const;

 private:
  /// What an interval of some length allows.
  struct Scale {
    double exponent = 0;            ///< K
    double years = 0;               ///< length
    std::vector<double> overshoot;  ///< of each asset's bridge beyond its higher end
  };

  /// Variance in a year of the line that bounds the surplus.
  [[nodiscard]] double variance(const core::Tripwire& tripwire, core::Marks marks) const;

  const World* world_;
  std::vector<std::size_t> underlying_;   ///< of each contract
  std::vector<double> yearly_deviation_;  ///< of each asset's logarithm
  std::vector<Scale> scales_;             ///< by minutes
};

}  // namespace marginwalk::replay
