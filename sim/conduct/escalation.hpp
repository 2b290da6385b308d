#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/reviews.hpp"

namespace marginwalk::conduct {

/// Goes from stage to stage of leverage (sum of notionals / equity): one up once a stage has been
/// survived for a time, or has made a profit; one back, and from the first to its begin, once the
/// equity has fallen from the best of the stage by a share. All of it is as reviews see it, and
/// equity is less what was deposited. Where a stage begins, all that is held is brought to its
/// leverage.
struct Escalation {
  struct State {
    std::size_t stage = 0;
    std::uint32_t since = 0;             ///< seconds from the start
    std::optional<core::Money> first{};  ///< equity when the stage began, as a review saw it
    core::Money best;                    ///< equity since then
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "escalation";

  std::vector<double> leverages;         ///< by stage; the account starts with the first
  std::uint32_t every = 0;               ///< seconds from review to review
  std::optional<std::uint32_t> after{};  ///< seconds survived that lead up
  std::optional<core::Rate> profit{};    ///< of the stage's first equity that leads up
  std::optional<core::Rate> drawdown{};  ///< from the stage's best equity that leads back
  Execution execution{};                 ///< prompt and sure

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return minutes_of_day(every); }
  void refresh(const core::Account&, State&) const {}
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const Escalation&) const = default;

 private:
  [[nodiscard]] bool leads_back(core::Money equity, const State& state) const;
  [[nodiscard]] bool leads_up(std::uint32_t seconds, core::Money equity, const State& state) const;
};

}  // namespace marginwalk::conduct
