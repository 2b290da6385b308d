#include "sim/verify/each_path.hpp"

#include "sim/replay/simple_walk.hpp"
#include "sim/run/stage.hpp"

namespace marginwalk::verify {
namespace {

/// The sizes that an account holds from stop to stop, read from its log of events.
class Watcher {
 public:
  Watcher(const scenario::Study& study, std::size_t cell)
      : stage_(study, {cell}), trial_(stage_.terms, stage_.traders.front()), day_(stage_.world) {}

  WatchedPath operator()(std::uint64_t path) {
    WatchedPath watched{path, {}, 0, false};
    replay::EventLog log;
    trial_.begin(path, true, &log);
    std::vector<core::Price> before = stage_.terms.start_marks;
    replay::simple_walk(stage_.world, path, day_,
                        [&](std::uint32_t seconds, const replay::Stamp& stamp, core::Marks marks) {
                          watched.pnl_step_by_step += profit(log.back().account, before, marks);
                          before.assign(marks.begin(), marks.end());
                          trial_.visit(seconds, stamp, marks);
                        });
    watched.outcome = trial_.finish();
    watched.isolated_margin_paid_funding = margin_paid_funding(log);
    return watched;
  }

 private:
  /// In quote currency, of what is held while prices move.
  [[nodiscard]] double profit(const core::Account& account, core::Marks before,
                              core::Marks marks) const {
    if (account.coin) {
      // At other marks with the same holdings: what the account is worth then, less now.
      return (core::worth(*stage_.terms.venue, account, marks) -
              core::worth(*stage_.terms.venue, account, before))
          .value();
    }
    core::Money sum;
    for (const core::Position& position : account.positions) {
      sum += position.size * (marks[position.contract] - before[position.contract]);
    }
    for (std::size_t i = 0; i < account.collateral.size(); ++i) {
      const std::size_t at = stage_.terms.venue->contracts.size() + i;
      sum += account.collateral[i] * (marks[at] - before[at]);
    }
    return sum.value();
  }

  static bool margin_paid_funding(const replay::EventLog& log) {
    for (const replay::Event& event : log) {
      for (std::size_t i = 0; i < event.account.positions.size(); ++i) {
        const core::Position& now = event.account.positions[i];
        if (now.open() && now.margin < log.front().account.positions[i].margin) return true;
      }
    }
    return false;
  }

  run::Stage stage_;
  replay::Trial trial_;
  replay::Day day_;
};

}  // namespace

void for_each_outcome(const scenario::Study& study,
                      const std::function<void(std::size_t, const WatchedPath&)>& visit) {
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    Watcher watch(study, i);
    for (std::uint64_t path = 0; path < study.paths; ++path) visit(i, watch(path));
  }
}

}  // namespace marginwalk::verify
