#include "sim/verify/invariance_checks.hpp"

#include <bit>

#include "core/expect.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/replay/simple_walk.hpp"
#include "sim/run/block.hpp"
#include "sim/run/run_study.hpp"

namespace marginwalk::verify {
namespace {

/// Counts values that are equal in every bit.
struct Comparison {
  std::uint64_t equal = 0;
  std::uint64_t compared = 0;

  void operator()(double a, double b) {
    ++compared;
    if (std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)) ++equal;
  }
  void operator()(std::uint64_t a, std::uint64_t b) {
    ++compared;
    if (a == b) ++equal;
  }
  void operator()(const estimate::Moments& a, const estimate::Moments& b) {
    (*this)(a.count, b.count);
    (*this)(a.mean, b.mean);
    (*this)(a.squared_deviations, b.squared_deviations);
  }
  void operator()(const estimate::Tally& a, const estimate::Tally& b) {
    using estimate::Tally;
    for (const auto member : {&Tally::paths, &Tally::liquidated, &Tally::wiped_out,
                              &Tally::bankrupt, &Tally::deleveraged, &Tally::closed_too_early}) {
      (*this)(a.*member, b.*member);
    }
    for (const auto member :
         {&Tally::time_to_liquidation, &Tally::loss_given_liquidation, &Tally::loss_at_liquidation,
          &Tally::terminal_equity, &Tally::max_drawdown, &Tally::least_margin_level}) {
      (*this)((a.*member).moments, (b.*member).moments);
    }
    for (const auto member :
         {&Tally::fees, &Tally::funding, &Tally::slippage, &Tally::fund_paid, &Tally::fund_received,
          &Tally::deleveraging_cost, &Tally::interest, &Tally::deposits, &Tally::pnl_at_mark,
          &Tally::refills, &Tally::step_bias}) {
      (*this)(a.*member, b.*member);
    }
  }
  void operator()(const replay::Outcome& a, const replay::Outcome& b) {
    (*this)(std::uint64_t{a.liquidation_time}, std::uint64_t{b.liquidation_time});
    (*this)(std::uint64_t{a.wiped_out}, std::uint64_t{b.wiped_out});
    (*this)(std::uint64_t{a.bankrupt}, std::uint64_t{b.bankrupt});
    (*this)(std::uint64_t{a.closed_too_early}, std::uint64_t{b.closed_too_early});
    (*this)(a.terminal_equity.value(), b.terminal_equity.value());
    (*this)(a.loss_at_liquidation.value(), b.loss_at_liquidation.value());
    (*this)(a.pnl_at_mark.value(), b.pnl_at_mark.value());
    for (const auto entry : core::Ledger::entries()) {
      (*this)((a.ledger.*entry).value(), (b.ledger.*entry).value());
    }
  }
};

Evidence told(const std::string& what, const Comparison& comparison) {
  return identical(what, comparison.equal, comparison.compared);
}

void compare(const run::Result& a, const run::Result& b, Comparison& comparison) {
  for (std::size_t i = 0; i < a.cells.size(); ++i) comparison(a.cells[i].tally, b.cells[i].tally);
}

void compare_walks(const scenario::Study& study, const run::Stage& stage, Comparison& comparison) {
  const auto& [cells, traders, world, terms] = stage;
  replay::CoarseWalk coarse(world, terms, traders, study.bridge_error_bound);
  replay::FullWalk full(world, terms, traders, false);
  std::vector<replay::Trial> simple;
  for (const replay::Trader& trader : traders) simple.emplace_back(terms, trader);
  replay::Day day(world);
  for (std::uint64_t path = 0; path < study.paths; ++path) {
    const std::size_t lane = path % random::lanes;
    if (lane == 0) {
      coarse(path);
      full(path);
    }
    for (replay::Trial& trial : simple) trial.begin(path, false);
    replay::simple_walk(world, path, day,
                        [&](std::uint32_t seconds, const replay::Stamp& stamp, core::Marks marks) {
                          for (replay::Trial& trial : simple) trial.visit(seconds, stamp, marks);
                        });
    for (std::size_t i = 0; i < traders.size(); ++i) {
      const replay::Outcome expected = simple[i].finish();
      comparison(coarse.outcome(i, lane), expected);
      comparison(full.outcome(i, lane), expected);
    }
  }
}

}  // namespace

Evidence threads_agree(const scenario::Study& study) {
  const run::Result one = *run::run_study(study, {1, {}, nullptr});
  Comparison comparison;
  for (const unsigned threads : {2U, 7U}) {
    compare(one, *run::run_study(study, {threads, {}, nullptr}), comparison);
  }
  return told(study.name + ": one thread, two and seven", comparison);
}

Evidence blocks_agree(const scenario::Study& study) {
  const run::Result whole = *run::run_study(study);
  const run::BlockRunner runner(study);
  std::vector<run::BlockTally> blocks;
  for (std::uint64_t first = 0; first < study.paths; first += run::paths_per_block) {
    const std::uint64_t end = std::min(first + run::paths_per_block, study.paths);
    blocks.push_back(*runner(first, end, nullptr));
  }
  // The last block once more, by a runner that has seen no other, in place of the first answer.
  const std::uint64_t last = (study.paths - 1) / run::paths_per_block * run::paths_per_block;
  blocks.back() = *run::BlockRunner(study)(last, study.paths, nullptr);
  run::BlockTally total = runner.empty_tally();
  for (const run::BlockTally& block : blocks) total.merge(block);
  Comparison comparison;
  for (std::size_t i = 0; i < total.cells.size(); ++i) {
    comparison(whole.cells[i].tally, total.cells[i]);
  }
  return told(study.name + ": whole and in blocks", comparison);
}

Evidence walks_agree(const scenario::Study& study) {
  Comparison comparison;
  for (const run::Stage& stage : run::stages_of(study)) compare_walks(study, stage, comparison);
  return told(study.name + ": fast walks and the simple walk", comparison);
}

Evidence scales_agree(const scenario::Study& study) {
  constexpr double k = 1024;
  scenario::Study scaled = study;
  for (scenario::Marketplace& at : scaled.marketplaces) {
    MARGINWALK_EXPECTS(at.venue.collateral.empty());
    for (replay::Asset& asset : at.market.assets) asset.start = asset.start * k;
    for (core::Contract& contract : at.venue.contracts) {
      MARGINWALK_EXPECTS(!contract.inverse);
      contract.contract_size = contract.contract_size / k;
    }
  }
  for (scenario::Cell& cell : scaled.cells) {
    for (core::Position& position : cell.account.positions) {
      position.size = position.size / k;
      position.entry = position.entry * k;
    }
  }
  Comparison comparison;
  compare(*run::run_study(study), *run::run_study(scaled), comparison);
  return told(study.name + ": prices x 1024, sizes / 1024", comparison);
}

}  // namespace marginwalk::verify
