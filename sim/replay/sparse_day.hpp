#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "sim/paths/course.hpp"
#include "sim/replay/anchors.hpp"
#include "sim/replay/bridge.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// One day of one path after the other: its anchors, and of the nodes between them those that are
/// asked for. The prices are those of Day, to the last bit.
class SparseDay {
 public:
  explicit SparseDay(const World& world);

  /// The first day of a path.
  void begin(std::uint64_t path);

  /// The next day; its start is the end of the one before.
  void next();

  /// Whether the horizon is in this day.
  [[nodiscard]] bool is_last() const { return seconds(random::minutes_per_day) >= horizon_; }

  /// Those of the day up to the horizon, in order of time.
  [[nodiscard]] const Anchors& anchors() const { return is_last() ? last_ : whole_; }

  /// Seconds from the start of the study.
  [[nodiscard]] std::uint32_t seconds(std::uint32_t minute) const {
    return day_ * random::seconds_per_day + minute * random::seconds_per_minute;
  }

  /// Makes an anchor known up to what happens at its moment. Anchors come one after the other:
  /// what lies before it is looked at between approach() and arrive().
  void approach(std::uint32_t anchor);

  /// What happens at the anchor's moment, jumps and steps, has happened.
  void arrive(std::uint32_t anchor);

  /// The node that cuts an interval in front of the anchor that was approached last, whose ends are
  /// known.
  std::uint32_t cut(std::uint32_t left, std::uint32_t right);

  /// Whether a price jumps between two minutes, neither of them included.
  [[nodiscard]] bool jumps_between(std::uint32_t left, std::uint32_t right) const;

  /// The minutes at which a price jumps, from the first one behind `left` to `right`, in front of
  /// the anchor that was approached last or there.
  [[nodiscard]] std::vector<std::uint32_t> jump_minutes(std::uint32_t left,
                                                        std::uint32_t right) const;

  /// From one known node to another, in which nothing jumps.
  [[nodiscard]] Bridge bridge(std::uint32_t left, std::uint32_t right) const;

  /// By contract, then by collateral asset.
  [[nodiscard]] core::Marks marks(std::uint32_t minute) const { return row(marks_, minute); }

  /// The same, before what jumps at the moment.
  [[nodiscard]] core::Marks before(std::uint32_t minute) const { return row(before_, minute); }

 private:
  [[nodiscard]] core::Marks row(const std::vector<core::Price>& rows, std::uint32_t minute) const {
    return std::span(rows).subspan(minute * contracts_, contracts_);
  }
  [[nodiscard]] std::span<core::Price> row(std::vector<core::Price>& rows, std::uint32_t minute) {
    return std::span(rows).subspan(minute * contracts_, contracts_);
  }
  [[nodiscard]] std::span<const float> motion(std::uint32_t minute) const;
  void draw();
  void price(std::uint32_t minute);

  const World* world_;
  std::uint32_t horizon_;
  std::size_t contracts_;
  Anchors whole_;
  Anchors last_;
  std::uint64_t path_ = 0;
  std::uint32_t day_ = 0;
  std::vector<float> motion_;         ///< minutes x factors
  std::vector<double> logarithms_;    ///< by asset, of the node at hand
  std::vector<core::Price> before_;   ///< minutes x marks, before what happens at the moment
  std::vector<core::Price> marks_;    ///< minutes x marks
  std::vector<std::uint8_t> priced_;  ///< by minute
  paths::Course course_;
};

}  // namespace marginwalk::replay
