#include "bench/workloads.hpp"

#include <array>
#include <cmath>
#include <string>

namespace marginwalk::bench {
namespace {

struct Leg {
  const char* asset;
  double start, volatility, notional, maintenance;
};

constexpr std::array<Leg, 4> book{{{"A", 60'000, .55, 100'000, .005},
                                   {"B", 3'000, .70, 60'000, .005},
                                   {"C", 150, .95, -40'000, .01},
                                   {"D", .15, 1.10, 30'000, .015}}};

paths::Matrix correlation() {
  paths::Matrix matrix(4, 4);
  matrix << 1, .82, .70, .62,  //
      .82, 1, .74, .64,        //
      .70, .74, 1, .60,        //
      .62, .64, .60, 1;
  return matrix;
}

scenario::Cell cell(const char* name, core::MarginMode mode, double leverage) {
  core::Account account;
  for (std::size_t i = 0; i < book.size(); ++i) {
    const Leg& leg = book[i];
    core::Position position{
        i, core::Size(leg.notional / leg.start), core::Price(leg.start), mode, leverage, {}};
    const core::Money backing(std::abs(leg.notional) / leverage);
    (mode == core::MarginMode::cross ? account.wallet : position.margin) += backing;
    account.positions.push_back(position);
  }
  const core::Money equity(230'000 / leverage);
  return {{name, mode, leverage, {}}, account, equity};
}

}  // namespace

scenario::Study w1(const Leverages& leverages) {
  scenario::Study study;
  study.name = std::string("w1-") + leverages.name;
  study.seed = 1;
  study.clock = {1'767'225'600, 86'400, 60};
  study.venue = {"flat", false, {}};
  for (const Leg& leg : book) {
    const std::size_t asset = study.market.assets.size();
    study.market.assets.push_back({leg.asset, core::Price(leg.start)});
    study.market.underlying.push_back(asset);
    study.model.drift.push_back(0);
    study.model.volatility.push_back(leg.volatility);
    study.venue.contracts.push_back({std::string(leg.asset) + "-PERP", leg.asset,
                                     core::TierSchedule::flat(core::Rate(leg.maintenance), 50),
                                     core::Rate(0), core::Rate(0)});
  }
  study.model.correlation = correlation();
  study.cells = {cell("cross", core::MarginMode::cross, leverages.cross),
                 cell("isolated", core::MarginMode::isolated, leverages.isolated)};
  return study;
}

}  // namespace marginwalk::bench
