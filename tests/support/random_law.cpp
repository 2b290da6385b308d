#include "tests/support/random_law.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "sim/paths/recorded_law.hpp"

namespace marginwalk::test {
namespace {

paths::Jumps random_jumps(Dice& dice, std::size_t assets, std::size_t only) {
  paths::Jumps jumps;
  jumps.rate = std::exp(dice.between(2, 6.5));
  if (dice.coin()) {
    jumps.size = paths::NormalSize{dice.between(-.03, .01), dice.between(.01, .06)};
  } else {
    jumps.size = paths::DoubleExponentialSize{dice.between(.2, .8), dice.between(.01, .04),
                                              dice.between(.01, .05)};
  }
  for (std::size_t i = 0; i < assets; ++i) {
    const bool moves = only == assets || only == i;
    jumps.beta.push_back(moves ? dice.between(.5, 1.5) : 0);
    jumps.own_deviation.push_back(moves && dice.coin() ? dice.between(0, .02) : 0);
  }
  return jumps;
}

paths::Heston random_heston(Dice& dice, const paths::ModelParameters& model, bool jumps) {
  paths::Heston heston;
  heston.common = dice.between(0, 1);
  for (const double volatility : model.volatility) {
    heston.initial.push_back(volatility * volatility * dice.between(.3, 2));
    heston.reversion.push_back(dice.between(2, 60));
    heston.vol_of_variance.push_back(dice.between(.5, 8));
    heston.correlation.push_back(dice.between(-.8, 0));
    if (!jumps) continue;
    heston.variance_jump.push_back(dice.between(0, 1.5));
    heston.jump_share.push_back(dice.between(-.1, .05));
  }
  return heston;
}

paths::Garch random_garch(Dice& dice, std::size_t assets) {
  paths::Garch garch;
  garch.degrees_of_freedom = dice.coin() ? 0 : dice.between(2.5, 8);
  garch.common_mixing = dice.coin();
  for (std::size_t i = 0; i < assets; ++i) {
    garch.alpha.push_back(dice.between(.02, .15));
    garch.gamma.push_back(dice.between(0, .1));
    garch.beta.push_back(dice.between(.5, .79));
  }
  return garch;
}

paths::Regimes random_regimes(Dice& dice, const paths::ModelParameters& model) {
  paths::Regimes regimes;
  const std::size_t count = 2 + dice.below(2);
  const auto n = static_cast<Eigen::Index>(count);
  regimes.transition = paths::Matrix::Constant(n, n, .2 / (static_cast<double>(count) - 1));
  regimes.transition.diagonal().setConstant(.8);
  for (std::size_t r = 0; r < count; ++r) {
    std::vector<double> volatility = model.volatility;
    for (double& each : volatility) each *= dice.between(.4, 2);
    const double pull = dice.between(0, 1);
    paths::Matrix correlation = (1 - pull) * model.correlation;
    correlation.array() += pull;
    regimes.regimes.push_back({"r" + std::to_string(r), volatility, correlation});
    regimes.start.push_back(1 / static_cast<double>(count));
  }
  return regimes;
}

/// Bars of moderate moves, some of them large.
paths::RecordedPrices random_prices(Dice& dice, std::size_t assets, bool bars) {
  constexpr std::uint32_t lengths[] = {60, 5 * 60, 15 * 60, 3600, 4 * 3600, 86'400};
  const std::size_t paths = 1 + dice.below(3);
  paths::RecordedPrices prices{assets, paths, lengths[dice.below(6)], bars, {}};
  const double size = dice.between(.5, 2) * std::sqrt(prices.every / (365. * 86'400));
  const std::size_t rows = 2 + dice.below(300);
  const double pull = dice.between(0, 1);
  for (std::size_t path = 0; path < paths; ++path) {
    std::vector<double> closes(assets, 100);
    for (std::size_t row = 0; row < rows; ++row) {
      const double common = dice.between(-1, 1);
      const double storm = dice.between(0, 1) < .05 ? 5 : 1;
      for (double& close : closes) {
        const double open = close;
        close *= std::exp(3 * size * storm * (pull * common + (1 - pull) * dice.between(-1, 1)));
        if (!bars) {
          prices.values.push_back(close);
          continue;
        }
        const double high = std::max(open, close) * std::exp(size * storm * dice.between(0, 1));
        const double low = std::min(open, close) * std::exp(-size * storm * dice.between(0, 1));
        prices.values.insert(prices.values.end(), {open, high, low, close});
      }
    }
  }
  return prices;
}

paths::ShockPart random_part(Dice& dice, std::size_t assets) {
  paths::ShockPart part;
  part.after = 300 * static_cast<std::uint32_t>(dice.below(60));
  part.over = 300 * static_cast<std::uint32_t>(1 + dice.below(40));
  const auto sometimes = [&] { return dice.between(0, 1) < .4; };
  if (sometimes()) {
    for (std::size_t i = 0; i < assets; ++i) part.move.push_back(dice.between(-.4, .2));
  }
  if (sometimes()) {
    part.volatility = dice.between(.5, 4);
    part.half_life = static_cast<std::uint32_t>(dice.below(2) * 4 * 3600);
  }
  if (sometimes()) part.towards_one = dice.between(.2, .9);
  if (sometimes()) part.liquidity = dice.between(.02, 1);
  if (sometimes()) part.funding = dice.between(-.004, .004);
  if (sometimes()) part.maintenance = dice.between(1.2, 3);
  part.outage = sometimes();
  if (dice.between(0, 1) < .1) {
    part.settles.assign(assets, false);
    part.settles[dice.below(assets)] = true;
  }
  return part;
}

}  // namespace

paths::ModelParameters random_recorded_law(Dice& dice, std::size_t assets) {
  const auto recording =
      std::make_shared<paths::Recording>(random_prices(dice, assets, dice.between(0, 1) < .7));
  if (dice.coin()) recording->recentre(0, 0);
  return paths::recorded_law({recording, dice.coin() ? dice.between(1, 40) : 0});
}

void draw_law(scenario::Study& study, Dice& dice) {
  paths::ModelParameters& model = study.model;
  const std::size_t assets = model.volatility.size();
  if (dice.between(0, 1) < .33) return;
  constexpr std::uint32_t periods[] = {3600, 4 * 3600, 8 * 3600, 86'400};
  model.period = periods[dice.below(4)];
  model.kind = "random";
  if (dice.coin()) model.jumps.push_back(random_jumps(dice, assets, assets));
  if (dice.coin()) model.jumps.push_back(random_jumps(dice, assets, dice.below(assets)));
  switch (dice.below(4)) {
    case 0:
      model.variance = random_garch(dice, assets);
      break;
    case 1:
      model.variance = random_heston(dice, model, !model.jumps.empty() && dice.coin());
      break;
    case 2:
      model.variance = random_regimes(dice, model);
      break;
    default:
      break;
  }
  if (model.period > 3600 || dice.coin()) return;
  model.profile.emplace();
  for (double& each : model.profile->hours) each = dice.between(.6, 1.4);
  for (double& each : model.profile->weekdays) each = dice.between(.8, 1.2);
}

void draw_shocks(scenario::Study& study, Dice& dice) {
  const std::size_t assets = study.model.volatility.size();
  const auto hours = static_cast<std::size_t>(study.clock.horizon / 3600);
  for (std::size_t count = dice.below(3); count > 0; --count) {
    paths::Shock shock;
    shock.probability = dice.between(.3, 1);
    shock.earliest = 3600 * static_cast<std::uint32_t>(1 + dice.below(hours / 2));
    shock.latest = shock.earliest + 3600 * static_cast<std::uint32_t>(dice.below(hours / 2));
    for (std::size_t parts = 1 + dice.below(3); parts > 0; --parts) {
      shock.parts.push_back(random_part(dice, assets));
    }
    study.model.shocks.push_back(shock);
  }
}

paths::Autoregression random_basis(Dice& dice, std::size_t assets) {
  paths::Autoregression basis;
  basis.common = dice.between(0, 1);
  for (std::size_t i = 0; i < assets; ++i) {
    basis.mean.push_back(dice.between(-.002, .002));
    basis.persistence.push_back(dice.between(0, .95));
    basis.response.push_back(dice.between(0, .2));
    basis.deviation.push_back(dice.between(0, .005));
  }
  return basis;
}

std::vector<paths::Pull> random_pulls(Dice& dice, std::size_t assets) {
  std::vector<paths::Pull> pulls;
  for (std::size_t i = 0; i < assets; ++i) {
    pulls.push_back({dice.between(-.05, .05), dice.coin() ? 0 : dice.between(50, 4'000),
                     dice.between(.01, .1)});
  }
  return pulls;
}

}  // namespace marginwalk::test
