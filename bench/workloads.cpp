#include "bench/workloads.hpp"

#include <cmath>
#include <string>

namespace marginwalk::bench {
namespace {

struct Leg {
  std::string asset;
  double start, volatility, notional, maintenance;
};

const std::vector<Leg> book{{"A", 60'000, .55, 100'000, .005},
                            {"B", 3'000, .70, 60'000, .005},
                            {"C", 150, .95, -40'000, .01},
                            {"D", .15, 1.10, 30'000, .015}};

paths::Matrix correlation() {
  paths::Matrix matrix(4, 4);
  matrix << 1, .82, .70, .62,  //
      .82, 1, .74, .64,        //
      .70, .74, 1, .60,        //
      .62, .64, .60, 1;
  return matrix;
}

scenario::Cell cell(const std::vector<Leg>& legs, core::MarginMode mode, double leverage) {
  core::Account account;
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const Leg& leg = legs[i];
    core::Position position{
        i, core::Size(leg.notional / leg.start), core::Price(leg.start), mode, leverage, {}};
    const core::Money backing(std::abs(leg.notional) / leverage);
    (mode == core::MarginMode::cross ? account.wallet : position.margin) += backing;
    account.positions.push_back(position);
  }
  const bool cross = mode == core::MarginMode::cross;
  core::Money equity = account.wallet;
  for (const core::Position& position : account.positions) equity += position.margin;
  return {{cross ? "cross" : "isolated", mode, leverage, {}}, account, equity};
}

void add_contract(scenario::Study& study, const Leg& leg) {
  const std::size_t asset = study.home().market.assets.size();
  study.home().market.assets.push_back({leg.asset, core::Price(leg.start)});
  study.home().market.underlying.push_back(asset);
  study.model.drift.push_back(0);
  study.model.volatility.push_back(leg.volatility);
  study.home().venue.contracts.push_back({leg.asset + "-PERP", leg.asset,
                                          core::TierSchedule::flat(core::Rate(leg.maintenance), 50),
                                          core::Rate(0), core::Rate(0)});
  study.home().market.funding.emplace_back();
}

scenario::Study study_of(const std::string& name, const std::vector<Leg>& legs,
                         const paths::Matrix& correlation, std::uint32_t days) {
  scenario::Study study;
  study.name = name;
  study.seed = 1;
  study.clock = {1'767'225'600, days * 86'400, 60};
  study.home().venue = {"flat", false, {}};
  for (const Leg& leg : legs) add_contract(study, leg);
  study.model.correlation = correlation;
  return study;
}

/// 0.01 % every eight hours.
void charge_funding(scenario::Study& study) {
  for (replay::Funding& each : study.home().market.funding) each = {core::Rate(.0001), 8 * 3600};
}

scenario::Study month(const std::string& name, const std::vector<double>& cross,
                      const std::vector<double>& isolated) {
  scenario::Study study = study_of(name, book, correlation(), 30);
  charge_funding(study);
  for (const double leverage : cross) {
    study.cells.push_back(cell(book, core::MarginMode::cross, leverage));
  }
  for (const double leverage : isolated) {
    study.cells.push_back(cell(book, core::MarginMode::isolated, leverage));
  }
  return study;
}

constexpr int ladder_cells = 64;

/// The rung i of a ladder between two values.
double rung(double first, double last, int i) {
  return first + (last - first) * i / (ladder_cells - 1);
}

}  // namespace

scenario::Study w1(const Leverages& leverages) {
  scenario::Study study = study_of(std::string("w1-") + leverages.name, book, correlation(), 1);
  study.cells = {cell(book, core::MarginMode::cross, leverages.cross),
                 cell(book, core::MarginMode::isolated, leverages.isolated)};
  return study;
}

scenario::Study w30() {
  return month("w30", {14.59, 9.83, 7.58, 5.96, 4.99, 4.23, 3.80, 3.41},
               {3.29, 2.68, 2.27, 1.87, 1.51, 1.12, .93, .73});
}

scenario::Study w30_low() {
  return month("w30-low", {4.99, 4.80, 4.60, 4.40, 4.23, 4.00, 3.80, 3.41},
               {1.51, 1.40, 1.30, 1.20, 1.12, 1.00, .93, .73});
}

scenario::Study w30_one() { return month("w30-one", {4.23}, {}); }

scenario::Study w30_ladder() {
  std::vector<double> leverages;
  for (int i = 0; i < ladder_cells; ++i) leverages.push_back(rung(3.41, 4.47, i));
  return month("w30-ladder", leverages, {});
}

scenario::Study w30_books() {
  scenario::Study study = month("w30-books", {}, {});
  for (int i = 0; i < ladder_cells; ++i) {
    std::vector<Leg> legs = book;
    // 0.7 to 1.3 times the notionals of W1, each leg at a pace of its own.
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
      const int turn = (i * static_cast<int>(2 * leg + 3)) % ladder_cells;
      legs[leg].notional *= rung(.7, 1.3, turn);
    }
    study.cells.push_back(cell(legs, core::MarginMode::cross, rung(3.41, 4.3, i)));
  }
  return study;
}

namespace {

paths::Jumps jumps(double rate, std::vector<double> beta) {
  const std::vector<double> none(beta.size(), 0);
  return {rate, paths::NormalSize{-.011, .034}, std::move(beta), none};
}

scenario::Study named(const std::string& name) {
  scenario::Study study = w30();
  study.name = study.model.kind = name;
  return study;
}

scenario::Study with_garch(const std::string& name, std::uint32_t period) {
  scenario::Study study = named(name);
  const std::size_t assets = study.model.volatility.size();
  study.model.period = period;
  study.model.variance = paths::Garch{std::vector(assets, .08), std::vector(assets, 0.0),
                                      std::vector(assets, .89), 4, true};
  return study;
}

}  // namespace

scenario::Study w30_jump() {
  scenario::Study study = named("w30-jump");
  study.model.jumps = {jumps(23, {1, 1.2, 1.3, 1.2})};
  for (std::size_t i = 0; i < 4; ++i) {
    std::vector<double> own(4, 0);
    own[i] = 1;
    study.model.jumps.push_back(jumps(20, own));
  }
  return study;
}

scenario::Study w30_svcj() {
  scenario::Study study = named("w30-svcj");
  paths::Heston heston;
  for (const double volatility : study.model.volatility) {
    heston.initial.push_back(volatility * volatility);
  }
  heston.reversion.assign(4, 25);
  heston.vol_of_variance.assign(4, 4);
  heston.correlation.assign(4, -.2);
  heston.common = .8;
  heston.variance_jump.assign(4, 1);
  heston.jump_share.assign(4, -.01);
  study.model.variance = heston;
  study.model.period = 3600;
  study.model.jumps = {jumps(5, {1, 1.2, 1.3, 1.2})};
  return study;
}

scenario::Study w30_garch() { return with_garch("w30-garch", 86'400); }
scenario::Study w30_garch_hour() { return with_garch("w30-garch-hour", 3600); }

scenario::Study w30_regimes() {
  scenario::Study study = named("w30-regimes");
  paths::Regimes regimes;
  for (const double factor : {.7, 1.4}) {
    std::vector<double> volatility = study.model.volatility;
    for (double& each : volatility) each *= factor;
    regimes.regimes.push_back({factor < 1 ? "calm" : "storm", volatility, study.model.correlation});
  }
  regimes.transition = paths::Matrix{{.82, .18}, {.24, .76}};
  regimes.start = {.57, .43};
  study.model.variance = regimes;
  study.model.period = 86'400;
  return study;
}

scenario::Study w40x() {
  constexpr std::size_t contracts = 40;
  std::vector<Leg> legs;
  paths::Matrix correlation = paths::Matrix::Identity(contracts, contracts);
  for (std::size_t i = 0; i < contracts; ++i) {
    const auto share = static_cast<double>(i) / contracts;
    legs.push_back({"X" + std::to_string(10 + i), 100 * (1 + share), .6 + .8 * share,
                    i % 4 == 3 ? -5'000.0 : 5'000.0, .01});
    for (std::size_t j = 0; j < i; ++j) {
      const auto row = static_cast<Eigen::Index>(i);
      const auto column = static_cast<Eigen::Index>(j);
      correlation(row, column) = correlation(column, row) = .6;
    }
  }
  scenario::Study study = study_of("w40x", legs, correlation, 30);
  charge_funding(study);
  study.cells = {cell(legs, core::MarginMode::cross, 4)};
  return study;
}

}  // namespace marginwalk::bench
