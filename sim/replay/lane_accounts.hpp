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

/// Accounts on sixteen paths on which nothing has happened to them but funding: all that differs
/// from path to path is cash, so that is all there is of them.
///
/// Held so are accounts all of whose positions are cross, or all isolated; an account of both kinds
/// draws on cash by what its positions are worth, which only core knows.
class LaneAccounts {
 public:
  using Row = random::Lanes<double>;

  LaneAccounts(const World& world, const std::vector<core::Account>& accounts);

  /// What guards an account, by the tripwires that it has at the start.
  void watch(std::size_t account, std::vector<Watch> screens);

  /// Whether an account can be held so.
  [[nodiscard]] bool holds(std::size_t account) const { return accounts_[account].held; }

  /// Back to the start on all paths.
  void begin();

  /// Leaves for each account those of its paths on which some screen may be touched.
  void find_touched(const Needed& needed, std::vector<LaneMask>& touched) const;

  /// Settles a funding stamp on all paths, as core::settle_funding does to the last bit. The cash
  /// before can still be had until the next call.
  void settle_funding(const Row* marks);

  /// The account on one path, now or before the last funding stamp.
  void copy(std::size_t account, std::size_t lane, bool before, core::Account& copy) const;

  /// The cash behind a watch of an account on one path, now.
  [[nodiscard]] double cash(std::size_t account, std::size_t lane, const Watch& watch) const;

  /// Funding paid by an account that is never liquidated.
  [[nodiscard]] core::Money funding(std::size_t account, std::size_t lane) const {
    return core::Money(books_[accounts_[account].book].funding[lane]);
  }

 private:
  struct Leg {
    std::size_t contract = 0;
    double size = 0;
    Row payment{};
  };
  /// Positions in their order, whatever backs them.
  struct Book {
    std::vector<std::size_t> legs;
    Row funding{};  ///< paid so far
    Row funding_before{};
  };
  struct Screen {
    Watch watch;
    std::size_t row = 0;  ///< of the cash behind it
    Row cash{};           ///< on the scale of the watch
  };
  struct Held {
    const core::Account* start = nullptr;
    bool held = false;
    bool isolated = false;
    std::size_t book = 0;
    std::size_t wallet = 0;  ///< row; margins of isolated positions follow
    std::vector<Screen> screens;
  };

  [[nodiscard]] std::size_t find_leg(const core::Position& position);
  [[nodiscard]] std::size_t find_book(const core::Account& account);
  [[nodiscard]] std::size_t rows(const Held& held) const {
    return held.isolated ? 1 + held.start->positions.size() : 1;
  }
  void settle(const Held& held);
  static void scale(Screen& screen, const Row& cash);

  const World* world_;
  std::vector<Leg> legs_;
  std::vector<Book> books_;
  std::vector<Held> accounts_;
  std::vector<Row> now_;     ///< cash, one row for each wallet and isolated margin
  std::vector<Row> before_;  ///< the same, before the last funding stamp
};

}  // namespace marginwalk::replay
