#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/brownian_tree.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// A node of a day that is visited on every path: funding stamps, looks at the insurance fund, ends
/// of the law's periods, the day's end, the horizon, what a walk asks for besides, and what the
/// tree cuts these from.
struct Anchor {
  Stop at;
  bool stop = false;  ///< whether it is a stop, or only cuts others

  [[nodiscard]] std::uint32_t minute() const { return at.minute; }
};

/// The anchors of a day in order of time, and how they are drawn.
class Anchors {
 public:
  /// Of a day of which minutes up to `last_minute` count, with one every `spacing` minutes. The
  /// day's end is always the last anchor.
  Anchors(const World& world, std::uint32_t last_minute, std::uint32_t spacing);

  [[nodiscard]] const std::vector<Anchor>& list() const { return anchors_; }

  /// Whether an anchor lies behind the minutes that count, and only cuts others.
  [[nodiscard]] bool is_behind(const Anchor& anchor) const {
    return anchor.minute() > last_minute_;
  }

  /// A cut, with the rows that its minutes have: 0 = the day's start, 1 = the first anchor.
  struct RowCut {
    random::Cut cut;
    std::size_t row = 0, left = 0, right = 0;
  };

  /// What is drawn after the day's end, parents before children.
  [[nodiscard]] const std::vector<RowCut>& cuts() const { return cuts_; }

 private:
  std::uint32_t last_minute_;
  std::vector<Anchor> anchors_;
  std::vector<RowCut> cuts_;
};

}  // namespace marginwalk::replay
