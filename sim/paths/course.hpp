#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/paths/law.hpp"
#include "sim/paths/recorded_course.hpp"

namespace marginwalk::paths {

/// What a law's coefficients are over one period of one path; rows as Law::rows. Jumps of rows are
/// those of assets, of derived prices the same or, of reciprocals, the opposite.
struct Coefficients {
  std::size_t map = 0;  ///< which L
  std::vector<double> offset, drift, scale;
  std::vector<Jump> jumps;   ///< in the period, its end included, by time; sizes by row
  std::vector<double> step;  ///< what enters at its end, by row; known once it has ended
};

/// One path through the periods of a law, in order of time.
class Course {
 public:
  explicit Course(const Law& law, std::uint64_t seed);

  /// At the start of a path, in its first period.
  void begin(std::uint64_t path);

  /// Of the period at hand.
  [[nodiscard]] const Coefficients& now() const { return now_; }

  /// ln(S(t) / S(0)) of each row at a node inside the period, from the tree's values there.
  void logarithms(std::uint32_t seconds, std::span<const float> motion,
                  std::span<double> logarithms) const;

  /// The same at the period's end, where its step enters; answers the coefficients of the period
  /// that has ended, until the next ends. The next begins.
  const Coefficients& end_period(std::uint32_t seconds, std::span<const float> motion,
                                 std::span<double> logarithms);

 private:
  /// From sums of L and motions to logarithms.
  void apply(std::uint32_t seconds, std::span<double> values) const;
  /// From the assets' to those of derived prices behind them, basis left out.
  void derive(std::vector<double>& values) const;
  void draw_jumps(std::uint32_t day);
  void take_jumps();
  void start_period();
  void find_scales();
  [[nodiscard]] std::size_t find_map() const;
  void move_basis();
  void find_pulls();
  void step_variance();
  void step_garch(const Garch& garch);
  void step_heston(const Heston& heston);
  void step_regime(const Regimes& regimes);
  void start_recorded();
  void step_recorded();
  [[nodiscard]] double years() const;  ///< of the variance's period

  const Law* law_;
  std::uint64_t seed_;
  std::uint64_t path_ = 0;
  std::uint32_t seconds_ = 0;  ///< at which the period begins
  Coefficients now_;
  Coefficients ended_;
  std::vector<Jump> today_;          ///< jumps of the day, by time
  std::vector<double> logarithms_;   ///< by row, at the period's start
  std::vector<double> map_values_;   ///< sum_j L_ij W_j at the start, by row
  std::vector<double> variance_;     ///< by asset: of a period (GARCH), of a year (Heston)
  std::vector<double> innovations_;  ///< by row, of the variance's period so far, without profile
  double multiplier_ = 1;
  std::size_t regime_ = 0;
  std::vector<double> basis_, next_basis_;   ///< by asset, at the hour's start and end
  std::vector<double> hour_logarithms_;      ///< by asset, at the hour's start
  std::vector<double> pull_drift_;           ///< by asset, of the hour
  std::vector<std::uint32_t> shocks_begin_;  ///< by shock
  std::optional<RecordedCourse> recorded_;
};

}  // namespace marginwalk::paths
