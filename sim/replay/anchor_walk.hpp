#pragma once

#include <cstdint>

#include "sim/replay/anchors.hpp"
#include "sim/replay/path_group.hpp"

namespace marginwalk::replay {

/// What lies between two anchors: rows of a group of paths, and minutes of its day.
struct Interval {
  std::size_t left_row = 0;
  std::size_t row = 0;
  std::uint32_t left = 0;  ///< minute of the left row
  Anchor anchor;           ///< of the other

  [[nodiscard]] std::uint32_t length() const { return anchor.minute() - left; }
};

/// Leads paths, sixteen at a time, from anchor to anchor.
class AnchorWalk {
 public:
  /// With an anchor at least every `spacing` minutes.
  AnchorWalk(const World& world, std::uint32_t spacing)
      : horizon_(world.clock().horizon),
        last_minute_((horizon_ - 1) % random::seconds_per_day / random::seconds_per_minute + 1),
        whole_day_(world, random::minutes_per_day, spacing),
        last_day_(world, last_minute_, spacing) {}

  /// Calls plan(length in minutes) for every interval that there can be.
  template <class Plan>
  void for_each_length(Plan&& plan) const {
    for (const bool last : {false, true}) {
      std::uint32_t left = 0;
      for (const Anchor& anchor : anchors(last).list()) {
        if (anchors(last).is_behind(anchor)) break;
        plan(anchor.minute() - left);
        left = anchor.minute();
      }
    }
  }

  /// Calls pass(interval) for one interval after another of sixteen paths, up to the horizon.
  /// Answers the row of the horizon.
  template <class Pass>
  std::size_t operator()(PathGroup& group, std::uint64_t first_path, Pass&& pass) const {
    for (group.begin(first_path);; group.next_day()) {
      const bool last = group.seconds(random::minutes_per_day) >= horizon_;
      group.draw_day(anchors(last));
      Interval interval;
      for (const Anchor& anchor : anchors(last).list()) {
        if (anchors(last).is_behind(anchor)) break;
        interval = {interval.row, interval.row + 1, interval.anchor.minute(), anchor};
        pass(interval);
      }
      if (last) return interval.row;
    }
  }

 private:
  [[nodiscard]] const Anchors& anchors(bool last) const { return last ? last_day_ : whole_day_; }

  std::uint32_t horizon_;
  std::uint32_t last_minute_;  ///< of the last day
  Anchors whole_day_;
  Anchors last_day_;
};

}  // namespace marginwalk::replay
