#include "tests/support/each_path.hpp"

#include "sim/replay/simple_walk.hpp"

namespace marginwalk::test {
namespace {

/// The sizes that an account holds from stop to stop, read from its log of events.
class Watcher {
 public:
  Watcher(const scenario::Study& study, const scenario::Cell& cell)
      : world_(study.market, study.clock, study.model, study.seed),
        terms_{&study.venue, &study.market, replay::start_marks(study.market),
               study.wiped_out_share},
        trial_(terms_, cell.account),
        day_(world_) {}

  WatchedPath operator()(std::uint64_t path) {
    WatchedPath watched{path, {}, 0, false};
    replay::EventLog log;
    trial_.begin(true, &log);
    std::vector<core::Price> before = terms_.start_marks;
    replay::simple_walk(
        world_, path, day_, [&](std::uint32_t seconds, bool funding, core::Marks marks) {
          for (const core::Position& position : log.back().account.positions) {
            watched.pnl_step_by_step +=
                (position.size * (marks[position.contract] - before[position.contract])).value();
          }
          before.assign(marks.begin(), marks.end());
          trial_.visit(seconds, funding, marks);
        });
    watched.outcome = trial_.finish();
    watched.isolated_margin_paid_funding = margin_paid_funding(log);
    return watched;
  }

 private:
  static bool margin_paid_funding(const replay::EventLog& log) {
    for (const replay::Event& event : log) {
      for (std::size_t i = 0; i < event.account.positions.size(); ++i) {
        const core::Position& now = event.account.positions[i];
        if (now.open() && now.margin < log.front().account.positions[i].margin) return true;
      }
    }
    return false;
  }

  replay::World world_;
  replay::Terms terms_;
  replay::Trial trial_;
  replay::Day day_;
};

}  // namespace

void for_each_outcome(const scenario::Study& study,
                      const std::function<void(std::size_t, const WatchedPath&)>& visit) {
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    Watcher watch(study, study.cells[i]);
    for (std::uint64_t path = 0; path < study.paths; ++path) visit(i, watch(path));
  }
}

}  // namespace marginwalk::test
