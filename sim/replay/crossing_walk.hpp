#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/crossing.hpp"
#include "sim/replay/sparse_day.hpp"
#include "sim/replay/stamp.hpp"

namespace marginwalk::replay {

/// Walks one path for several accounts, as far as their first liquidation, and tells besides with
/// what probability each would have been liquidated had it been watched without pause, given the
/// prices at which the walk has looked.
///
/// Between two of these nobody looks, and a bridge may touch what liquidates; the walk multiplies
/// the probabilities that it does not. Where those are exact it looks at the study's stops. Where
/// they take the surplus for a line, it looks further, down to minutes, at which that says little;
/// and wherever a price jumps. It goes to where a touch is likelier than 1e-12 and to nothing else.
class CrossingWalk {
 public:
  /// Everything given must outlive the walk, which is for one thread.
  CrossingWalk(const World& world, const Terms& terms, const std::vector<Trader>& traders);

  /// Of the accounts that are asked for, by place; of all where it is empty.
  void operator()(std::uint64_t path, const std::vector<bool>& asked = {});

  /// Whether an account was liquidated at a stop of the study: as every other walk says.
  [[nodiscard]] bool liquidated(std::size_t account) const { return watched_[account].liquidated; }

  /// Probability that it would have been without pause: 1 if it was at a stop.
  [[nodiscard]] double probability(std::size_t account) const {
    return liquidated(account) ? 1 : 1 - watched_[account].untouched;
  }

 private:
  struct Watched {
    Trial trial;
    bool liquidated = false;  ///< at a stop
    double untouched = 1;     ///< probability that nothing liquidated it between stops

    [[nodiscard]] bool done() const { return liquidated || !trial.holds_positions(); }
  };

  void walk_day();
  void pass(Watched& account, std::uint32_t left, std::uint32_t right);
  void look(Watched& account, std::uint32_t minute);
  void reach(Watched& account, const Anchor& anchor, const Stamp& stamp);
  void visit(Watched& account, std::uint32_t minute, const Stamp& stamp);

  const World* world_;
  SparseDay day_;
  StampMaker stamps_;
  Crossing crossing_;
  std::vector<Watched> watched_;
  std::vector<Watched*> open_;  ///< asked for, and not liquidated yet
};

}  // namespace marginwalk::replay
