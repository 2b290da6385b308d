#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/liquidity.hpp"
#include "sim/conduct/acts.hpp"
#include "sim/conduct/rule.hpp"

namespace marginwalk::conduct {

/// What a trader carries out now.
struct Order {
  std::size_t rule = 0;
  std::vector<Action> actions;
  std::optional<core::Price> trigger;
};

/// A trader on one path: rules, what each remembers, and what is still to be carried out.
///
/// Rules look one after the other, each at the account as those before it have left it. Between two
/// visits nothing changes as long as no tripwire is touched.
class Agent {
 public:
  /// The rules must outlive the agent.
  explicit Agent(const std::vector<Rule>& rules);

  /// Whom bad luck is drawn for.
  void begin(std::uint64_t seed, std::uint64_t path, const core::Account& account);

  [[nodiscard]] std::size_t size() const { return rules_->size(); }

  /// What the i-th rule has done now, if anything: what was pending and is due, or what it wants
  /// now and is not delayed.
  [[nodiscard]] std::optional<Order> ask(std::size_t i, const Moment& now);

  /// Does it. The marks are offered now, so nothing is filled at any other but for slippage.
  void carry_out(const Order& order, const core::Venue& venue, core::Account& account,
                 core::Marks marks, const core::Liquidity& liquidity);

  /// After every change to the account. What was to change a position that is no more is dropped.
  void refresh(const core::Account& account);

  /// The first liquidation of a path.
  void note_liquidation(std::uint32_t seconds) { acts_.judge_warnings(seconds); }

  void add_tripwires(const core::Venue& venue, const core::Account& account,
                     Tripwires& tripwires) const;

  /// Whether anything that it publishes may have changed since the last call.
  [[nodiscard]] bool take_changed();

  /// Whether it may act without holding anything.
  [[nodiscard]] bool waits() const;

  [[nodiscard]] const Acts& acts() const { return acts_; }

  /// What is left outside the account, of the account's money.
  [[nodiscard]] core::Money reserve() const { return reserve_; }

 private:
  struct Pending {
    std::uint32_t due = 0;  ///< seconds from the start
    Order order;
  };
  struct Memory {
    State state;
    std::optional<Pending> pending;
  };

  [[nodiscard]] bool fails(std::size_t rule, double probability, std::uint32_t seconds) const;
  void note(const Answer& answer, std::uint32_t seconds);

  const std::vector<Rule>* rules_;
  std::vector<Memory> memories_;
  std::uint64_t seed_ = 0;
  std::uint64_t path_ = 0;
  bool changed_ = false;
  core::Money reserve_;
  std::uint32_t adverse_day_ = 0;  ///< the end of the last one, seconds from the start
  Acts acts_;
};

}  // namespace marginwalk::conduct
