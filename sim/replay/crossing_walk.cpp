#include "sim/replay/crossing_walk.hpp"

namespace marginwalk::replay {

CrossingWalk::CrossingWalk(const World& world, const Terms& terms,
                           const std::vector<Trader>& traders)
    : world_(&world), day_(world), stamps_(world), crossing_(world, *terms.venue) {
  for (const Trader& trader : traders) watched_.push_back({Trial(terms, trader)});
}

void CrossingWalk::operator()(std::uint64_t path, const std::vector<bool>& asked) {
  open_.clear();
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    if (!asked.empty() && !asked[i]) continue;
    Watched& account = watched_[i];
    account.trial.begin(path, false);
    account.liquidated = false;
    account.untouched = 1;
    open_.push_back(&account);
  }
  if (open_.empty()) return;
  stamps_.begin(path);
  for (day_.begin(path);; day_.next()) {
    walk_day();
    std::erase_if(open_, [](const Watched* account) { return account->done(); });
    if (day_.is_last() || open_.empty()) return;
  }
}

void CrossingWalk::walk_day() {
  std::uint32_t left = 0;
  for (const Anchor& anchor : day_.anchors().list()) {
    if (day_.anchors().is_behind(anchor)) return;
    day_.approach(anchor.minute());
    for (Watched* const account : open_) pass(*account, left, anchor.minute());
    day_.arrive(anchor.minute());
    const Stamp stamp =
        anchor.stop ? stamps_(anchor.at, day_.seconds(anchor.minute()), day_.marks(anchor.minute()))
                    : Stamp();
    for (Watched* const account : open_) reach(*account, anchor, stamp);
    left = anchor.minute();
  }
}

void CrossingWalk::pass(Watched& account, std::uint32_t left, std::uint32_t right) {
  if (account.done()) return;
  crossing_.use(account.trial.venue());
  const Bridge bridge = day_.bridge(left, right);
  const bool jumps = day_.jumps_between(left, right);
  if (!jumps && !crossing_.may_touch(account.trial, bridge)) return;
  const bool finest = right - left == 1 ||
                      (!jumps && !world_->has_stop_between(left, right) &&
                       (account.untouched == 0 || crossing_.is_exact(account.trial.account())));
  if (!finest) {
    const std::uint32_t middle = day_.cut(left, right);
    pass(account, left, middle);
    look(account, middle);
    pass(account, middle, right);
  } else if (account.untouched > 0) {
    account.untouched *= 1 - crossing_.probability(account.trial.account(), bridge);
  }
}

void CrossingWalk::look(Watched& account, std::uint32_t minute) {
  if (account.done() || !crossing_.is_touched(account.trial, day_.marks(minute))) return;
  if (world_->is_step(minute)) return visit(account, minute, {});
  if (core::assess(account.trial.venue(), account.trial.account(), day_.marks(minute)).breach) {
    account.untouched = 0;
  }
}

void CrossingWalk::reach(Watched& account, const Anchor& anchor, const Stamp& stamp) {
  if (account.done()) return;
  if (!anchor.at.due()) return look(account, anchor.minute());
  const core::Marks marks = day_.marks(anchor.minute());
  const core::Money payment =
      stamp.funding() ? account.trial.largest_payment(stamp.rates, marks) : core::Money(0);
  const bool more_is_due = stamp.look || stamp.change || anchor.at.review;
  if (!more_is_due && !crossing_.is_touched(account.trial, marks, payment)) {
    return account.trial.pass(stamp.rates, marks);
  }
  visit(account, anchor.minute(), stamp);
}

void CrossingWalk::visit(Watched& account, std::uint32_t minute, const Stamp& stamp) {
  const std::uint64_t version = account.trial.changes();
  account.trial.visit(day_.seconds(minute), stamp, day_.marks(minute));
  if (account.trial.changes() == version) return;
  account.liquidated = account.trial.finish().liquidated();
}

}  // namespace marginwalk::replay
