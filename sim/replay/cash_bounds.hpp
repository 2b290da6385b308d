#pragma once

#include <cstdint>
#include <vector>

#include "core/account.hpp"
#include "sim/random/lanes.hpp"
#include "sim/replay/direction.hpp"
#include "sim/replay/interval_bounds.hpp"

namespace marginwalk::replay {

/// Which of sixteen paths: bit i = the i-th.
using LaneMask = std::uint32_t;
inline constexpr LaneMask all_lanes = (LaneMask{1} << random::lanes) - 1;

/// At least how much cash accounts have on sixteen paths on which nothing has happened to them but
/// funding; less than what they have by rounding alone.
///
/// What funding takes is followed once for all accounts that hold the same book in whatever size.
/// Of such accounts, those whose watches look in one direction form a ladder, the one with the
/// least cash first: where it is not touched, none is.
class CashBounds {
 public:
  using Row = random::Lanes<double>;

  /// Accounts are numbered as they come. All positions of one must be cross, or all isolated; it
  /// must outlive this.
  void add(const core::Account& account, bool isolated, const std::vector<Watch>& screens);

  /// Back to the start on all paths.
  void begin();

  /// Settles a funding stamp on all paths; charges by contract.
  void settle_funding(const Row* charges);

  /// Leaves for each account those of its paths on which some screen may be touched.
  void find_touched(const Needed& needed, std::vector<LaneMask>& touched);

  /// At least the cash behind a watch of an account on one path.
  [[nodiscard]] double cash(std::size_t account, std::size_t lane, const Watch& watch) const;

 private:
  /// A book whose first open leg is of size 1 or -1, and what is left of the cash behind it.
  struct Flow {
    std::vector<double> sizes;  ///< by position
    std::vector<std::size_t> contracts;
    bool isolated = false;
    double start = 0;       ///< free cash, of isolated positions
    std::vector<Row> rows;  ///< wallet, then isolated margins
    Row turnover{};         ///< of payments
  };
  struct Holder {
    const core::Account* start = nullptr;
    std::size_t flow = 0;
    double scale = 0;  ///< in units of the flow
  };
  struct Rung {
    double cash = 0;  ///< at the start, on the scale of the direction
    std::size_t account = 0;
  };
  struct Ladder {
    std::size_t direction = 0;
    std::size_t flow = 0;
    std::size_t row = 0;      ///< of the flow
    double per_flow = 0;      ///< the direction's scale / the flow's
    double largest = 0;       ///< of the sums that rungs were made of
    std::vector<Rung> rungs;  ///< by cash
  };

  [[nodiscard]] std::size_t find_flow(const core::Account& account, bool isolated, double scale);
  [[nodiscard]] Ladder& find_ladder(std::size_t direction, std::size_t flow, std::size_t row,
                                    double per_flow);
  [[nodiscard]] double start_cash(const Holder& holder, std::size_t row) const;

  std::vector<Flow> flows_;
  std::vector<Holder> holders_;
  std::vector<Ladder> ladders_;
  std::vector<LaneMask> found_;  ///< by account
};

}  // namespace marginwalk::replay
