#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/account.hpp"
#include "sim/random/lanes.hpp"
#include "sim/replay/cash_bounds.hpp"
#include "sim/replay/lane_kernels.hpp"

namespace marginwalk::replay {

/// Accounts on sixteen paths on which nothing has happened to them but funding: all that differs
/// from path to path is cash, so that is all there is of them. Bounds of it are always there; to
/// the last bit it is computed when an account is visited, from the marks at funding stamps.
///
/// Held so are accounts in quote currency all of whose positions are cross, or all isolated; one of
/// both kinds draws on cash by what its positions are worth, which only core knows.
class LaneAccounts {
 public:
  using Row = random::Lanes<double>;

  explicit LaneAccounts(const World& world) : world_(&world) {}

  /// Accounts are numbered as they come; they must outlive this.
  void add(const core::Account& account, const std::vector<Watch>& screens);

  /// Whether an account can be held so.
  [[nodiscard]] bool holds(std::size_t account) const { return accounts_[account].held; }

  /// Back to the start on all paths.
  void begin();

  /// Settles a funding stamp on all paths; by contract, core::funding_charge at a mark of 1.
  void settle_funding(std::span<const Row> charges_of_one, const Row* marks);

  /// What is known without computing the cash.
  [[nodiscard]] CashBounds& bounds() { return bounds_; }

  /// Takes from an account, as it was at the start, what funding has cost it on one path until now,
  /// or before the last stamp; as core::settle_funding does, to the last bit. What has been asked
  /// for as of now cannot be asked for as before.
  void pay(std::size_t account, std::size_t lane, bool before, core::Account& payer);

  /// Funding paid by an account that is never liquidated.
  [[nodiscard]] core::Money funding(std::size_t account, std::size_t lane);

 private:
  /// Positions in their order, whatever backs them.
  struct Book {
    std::vector<Payments::Leg> legs;
    Row funding{};            ///< paid so far
    std::size_t settled = 0;  ///< stamps
  };
  struct Held {
    const core::Account* start = nullptr;
    bool held = false;
    bool isolated = false;
    std::size_t book = 0;
    std::vector<Row> cash;  ///< wallet, then isolated margins
    std::size_t settled = 0;
  };

  [[nodiscard]] std::size_t find_book(const core::Account& account);
  [[nodiscard]] Payments payments(const Book& book, std::size_t& settled, std::size_t stamps) const;
  void settle(Book& book, std::size_t stamps);
  void settle(Held& held, std::size_t stamps);

  const World* world_;
  CashBounds bounds_;
  std::vector<Book> books_;
  std::vector<Held> accounts_;
  std::vector<Row> charges_;  ///< at stamps that some are still to settle, by stamp and contract
  std::size_t stamps_ = 0;
};

}  // namespace marginwalk::replay
