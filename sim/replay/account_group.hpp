#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/lane_accounts.hpp"
#include "sim/replay/path_group.hpp"
#include "sim/replay/single.hpp"

namespace marginwalk::replay {

/// Several accounts on each of sixteen paths.
///
/// An account on a path is untouched, and then only its cash is kept, by LaneAccounts; or changed,
/// and then it is a Trial; or closed, and then nothing is left to do. Walks decide at which stops
/// an account is visited: wherever one of its tripwires may be touched, and wherever more is due.
class AccountGroup {
 public:
  /// With `extremes`, every account is a Trial from the start, which measures the extremes of its
  /// path. Everything given must outlive the group.
  AccountGroup(const World& world, const Terms& terms, const std::vector<Trader>& traders,
               bool extremes);

  /// Back to the start on all paths.
  void begin(std::uint64_t first_path);

  [[nodiscard]] std::size_t size() const { return untouched_.size(); }

  /// All directions in use by tripwires of the accounts as they are now.
  [[nodiscard]] const Directions& directions() const { return directions_; }

  /// Those that have changed and are not closed.
  [[nodiscard]] const std::vector<Single*>& changed() const { return changed_; }

  /// Finds, by account, those of some paths on which a screen may be touched.
  void find_touched(const Needed& needed, const std::vector<LaneMask>& among,
                    std::vector<LaneMask>& touched);

  /// An account on a path, to be looked at on its own.
  [[nodiscard]] Single& look_at(std::size_t account, std::size_t lane);

  /// Visits a stop at which nothing else is due; answers whether the account's tripwires have
  /// changed.
  bool visit(Single& single, std::uint32_t seconds, core::Marks marks);

  /// Asks for a visit at the stop that comes next.
  void set_due(std::size_t account, LaneMask lanes) { due_[account] |= lanes; }

  /// A stop that all paths have come to.
  struct Arrival {
    const PathGroup* paths = nullptr;
    std::size_t row = 0;  ///< among theirs
    std::uint32_t seconds = 0;
    Stop at;
  };

  /// Settles funding, and visits those who are due or may be touched once it is settled, by what
  /// is needed at the stop; those whose traders review; and all on paths on which winners are
  /// deleveraged or conditions change.
  void arrive(const Arrival& stop, const Needed& needed);

  /// Where an account stands on a path, given the marks at the stop that all have come to last.
  [[nodiscard]] core::Exposure standing(std::size_t account, std::size_t lane, core::Marks marks);

  /// What a path did to an account, given the marks at its end.
  [[nodiscard]] Outcome outcome(std::size_t account, std::size_t lane, core::Marks marks);

 private:
  [[nodiscard]] Single& single(std::size_t account, std::size_t lane) {
    return singles_[account * random::lanes + lane];
  }
  void make_stamps(const Arrival& stop);
  void settle_lanes(const Arrival& stop, const Needed& needed);
  void visit_due(const Arrival& stop);
  void settle_changed(const Arrival& stop, const Needed& needed, std::size_t count);
  void load(Single& single, bool before);
  void reload_cash(Single& single);
  void take_over(Single& single);

  const World* world_;
  const core::Venue* venue_;
  Directions directions_;
  std::size_t own_directions_ = 0;  ///< those of untouched accounts
  LaneAccounts accounts_;
  bool extremes_;
  std::vector<Single> singles_;      ///< by account and lane
  std::vector<Guards> own_guards_;   ///< by account, at the start
  std::vector<bool> reviews_;        ///< by account, whether the trader does so by the calendar
  std::vector<LaneMask> untouched_;  ///< by account, the paths on which lanes hold it
  std::vector<LaneMask> due_;        ///< by account, the paths to visit at the next stop
  std::vector<LaneMask> reached_;    ///< by account, the paths on which funding may touch it
  std::vector<Single*> changed_;
  std::vector<StampMaker> makers_;              ///< by lane
  std::vector<Stamp> stamps_;                   ///< of the stop at hand, by lane
  std::vector<random::Lanes<double>> charges_;  ///< of one unit at a price of 1, by contract
  std::vector<core::Price> marks_;
};

}  // namespace marginwalk::replay
